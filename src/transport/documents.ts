import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentTitle, sheetOf } from '../domain/billing/documents/sheetOf.js';
import type { IssuedDocument } from '../domain/billing/documents/snapshot.js';
import {
  DOCUMENT_FORMATS, DOCUMENT_PATHS, type DocumentAddress, type DocumentFormat, type DocumentSigner, type PrintedKind,
} from '../integrations/documents/signature.js';
import { parsePublicId } from '../lib/ids.js';
import type { Downloads } from './export/downloads.js';
import { sendError } from './http/errors.js';

export interface DocumentParts {
  readonly signer: DocumentSigner;
  /**
   * The frozen document of an invoice, credit note or receipt by its uuid, read with the rights of the system: the signature is the
   * permission. Null where there is none.
   */
  readonly load: (kind: PrintedKind, uuid: string) => Promise<IssuedDocument | null>;
  readonly downloads: Downloads;
  readonly now: () => Date;
}

interface Asked {
  Params: { kind: string; file: string };
  Querystring: { expires?: string; signature?: string };
}

const MEDIA_TYPES: Readonly<Record<DocumentFormat, string>> = { pdf: 'application/pdf', json: 'application/json; charset=utf-8' };

/**
 * The documents as files: GET /documents/<kind>/<id>.pdf or .json at an address that we signed, for a quarter of an hour. 403 where
 * it is not signed by us, 410 expired, 404 where there is no such document, 503 when too many are asked for at once.
 */
export function installDocuments(app: FastifyInstance, parts: DocumentParts): void {
  app.get<Asked>('/documents/:kind/:file', (request, reply) => deliver(parts, request, reply));
}

async function deliver(parts: DocumentParts, request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
  const { expires = '', signature = '' } = request.query;
  const address = addressOf(request.params);
  if (address === null || !parts.signer.isSigned(address, expires, signature)) {
    return sendError(request, reply, 403, 'FORBIDDEN', 'This address was not given by us, or was altered. Ask the API for the document again.');
  }
  if (Number(expires) * 1000 <= parts.now().getTime()) {
    return sendError(request, reply, 410, 'EXPIRED', 'This address has expired. Ask the API for the document again; addresses are good for 15 minutes.');
  }
  const leave = parts.downloads.enter(request.ip);
  if (leave === null) {
    const message = 'Too many downloads are under way. Try again when one of yours is done, or in some seconds.';
    return sendError(request, reply.header('retry-after', '5'), 503, 'SERVICE_UNAVAILABLE', message);
  }
  reply.raw.once('close', leave);
  const document = await parts.load(address.kind, parsePublicId(address.id)?.uuid ?? '');
  if (document === null) return sendError(request, reply, 404, 'NOT_FOUND', 'There is no such document.');
  return reply.type(MEDIA_TYPES[address.format])
    .header('content-disposition', `attachment; filename="${fileName(document, address.format)}"`)
    .send(await contentOf(document, address.format));
}

/** What is asked for; null for what we never sign. */
function addressOf({ kind, file }: Asked['Params']): DocumentAddress | null {
  const [, id, ending] = /^([a-z0-9_]+)\.([a-z]+)$/.exec(file) ?? [];
  const known = (Object.keys(DOCUMENT_PATHS) as PrintedKind[]).find((each) => DOCUMENT_PATHS[each] === kind);
  const format = DOCUMENT_FORMATS.find((each) => each === ending);
  if (id === undefined || known === undefined || format === undefined || parsePublicId(id) === null) return null;
  return { kind: known, id, format };
}

async function contentOf(document: IssuedDocument, format: DocumentFormat): Promise<Buffer> {
  switch (format) {
    case 'pdf': {
      // Loaded with the first document: what prints takes ten megabytes of memory.
      const { printPdf } = await import('../integrations/documents/pdf.js');
      return Buffer.from(await printPdf(sheetOf(document)));
    }
    case 'json': return Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
    default: return format satisfies never;
  }
}

/** 'tax-invoice-KB-26-27-0000001.pdf': a file name has no slashes. */
function fileName(document: IssuedDocument, format: DocumentFormat): string {
  return `${documentTitle(document).toLowerCase()} ${document.number}`.replace(/[^A-Za-z0-9]+/g, '-').concat(`.${format}`);
}
