import fastify, { type FastifyInstance } from 'fastify';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedDocument } from '../../../src/domain/billing/documents/snapshot.js';
import { DOCUMENT_ADDRESS_MS, documentSigner, type DocumentSigner, type PrintedKind } from '../../../src/integrations/documents/signature.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { installDocuments } from '../../../src/transport/documents.js';
import { createDownloads } from '../../../src/transport/export/downloads.js';
import { installErrorHandlers } from '../../../src/transport/http/errors.js';
import { billOfSupply, creditNote, invoice, receipt } from './examples.js';
import { readPdf } from './reader.js';

/** The route on a real server; the documents come from a map. */
const NOW = new Date('2026-06-01T06:00:00Z');
const kept = new Map<string, IssuedDocument>();
let now = NOW;
let app: FastifyInstance;
let signer: DocumentSigner;
let folder: string;
let asked: [PrintedKind, string][] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'documents-'));
  signer = await documentSigner(folder);
  app = fastify();
  installErrorHandlers(app, pino({ level: 'silent' }));
  installDocuments(app, {
    signer, now: () => now, downloads: createDownloads(2, 2),
    load: async (kind, uuid) => {
      asked.push([kind, uuid]);
      if (uuid === broken) throw new Error('the database is gone: secret');
      return kept.get(`${kind} ${uuid}`) ?? null;
    },
  });
});
beforeEach(() => { now = NOW; asked = []; });
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const broken = newId();
const addressOf = (kind: PrintedKind, uuid: string, format: 'pdf' | 'json', expiresAt = new Date(NOW.getTime() + DOCUMENT_ADDRESS_MS)): string =>
  signer.path({ kind, id: publicId(kind === 'INVOICE' ? 'invoice' : kind === 'RECEIPT' ? 'receipt' : 'credit_note', uuid), format }, expiresAt);

function keep(document: IssuedDocument): string {
  const uuid = newId();
  kept.set(`${document.kind} ${uuid}`, document);
  return uuid;
}

describe('the address of a document', () => {
  it('gives the PDF, named by its number', async () => {
    const uuid = keep(invoice());
    const answer = await app.inject(addressOf('INVOICE', uuid, 'pdf'));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="tax-invoice-KB-26-27-0000001.pdf"');
    expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
    expect((await readPdf(answer.rawPayload))[0]?.text).toContain('KB/26-27/0000001');
    expect(asked).toEqual([['INVOICE', uuid]]);
  });

  it('gives the frozen document itself as JSON, amounts as text', async () => {
    for (const document of [billOfSupply(), creditNote(), receipt()]) {
      const answer = await app.inject(addressOf(document.kind, keep(document), 'json'));
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(answer.headers['content-disposition']).toContain(document.number.replaceAll('/', '-'));
      expect(answer.json()).toEqual(document);
    }
  });

  it('lies under the kind, and says until when', () => {
    expect(addressOf('CREDIT_NOTE', newId(), 'json')).toMatch(/^\/documents\/credit-note\/credit_note_[0-9a-z]{26}\.json\?expires=1780294500&signature=[0-9a-f]{64}$/);
  });

  it('is refused when anything of it is altered, before anything is read', async () => {
    const uuid = keep(invoice());
    const good = addressOf('INVOICE', uuid, 'pdf');
    const altered = [
      good.replace('.pdf', '.json'), good.replace('/invoice/', '/receipt/'), good.replace(/expires=\d+/, 'expires=9999999999'),
      good.replace(/expires=(\d+)/, 'expires=$1.0'), good.replace(/signature=./, 'signature=x'), good.replace(/&signature.*/, ''), good.replace(/\?.*/, ''),
      good.replace(publicId('invoice', uuid), publicId('invoice', newId())), good.replace('.pdf', '.exe'), good.replace('.pdf', ''),
      `${good}&signature=${'0'.repeat(64)}`, '/documents/invoice/..%2F..%2Fetc.pdf', '/documents/refund/x.pdf',
    ];
    for (const url of altered) {
      const answer = await app.inject(url);
      expect(answer.statusCode, url).toBe(403);
      expect(answer.json<{ errors: { extensions: { code: string } }[] }>().errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect(asked).toEqual([]);
  });

  it('is refused when another installation signed it', async () => {
    const other = await documentSigner(path.join(folder, 'other'));
    const id = publicId('invoice', keep(invoice()));
    expect((await app.inject(other.path({ kind: 'INVOICE', id, format: 'pdf' }, new Date(NOW.getTime() + 1_000)))).statusCode).toBe(403);
    expect((await stat(path.join(folder, 'document-key'))).mode & 0o777).toBe(0o600);
  });

  it('is good for a quarter of an hour and then gone, to the second', async () => {
    const url = addressOf('INVOICE', keep(invoice()), 'json');
    now = new Date(NOW.getTime() + DOCUMENT_ADDRESS_MS - 1);
    expect((await app.inject(url)).statusCode).toBe(200);
    now = new Date(NOW.getTime() + DOCUMENT_ADDRESS_MS);
    const late = await app.inject(url);
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain('expired');
  });

  it('of a document that is not there is not found', async () => {
    expect((await app.inject(addressOf('RECEIPT', newId(), 'pdf'))).statusCode).toBe(404);
  });

  it('shows nothing of what went wrong inside', async () => {
    const answer = await app.inject(addressOf('INVOICE', broken, 'pdf'));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
  });

  it('answers so many at once, and gives each place back', async () => {
    const url = addressOf('INVOICE', keep(invoice()), 'pdf');
    await app.listen({ port: 0, host: '127.0.0.1' });
    const base = `http://127.0.0.1:${String((app.server.address() as { port: number }).port)}`;
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => {
      const answer = await fetch(base + url);
      await answer.arrayBuffer();
      return answer.status;
    }));
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    expect(statuses).toContain(200);
    for (let turn = 0; turn < 5; turn += 1) {
      const answer = await fetch(base + url);
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
  });
});
