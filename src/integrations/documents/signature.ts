import { createHmac, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { keyOf } from '../uploads/signature.js';

/** The kinds of document as they stand in an address. */
export const DOCUMENT_PATHS = { INVOICE: 'invoice', CREDIT_NOTE: 'credit-note', RECEIPT: 'receipt' } as const;

export type PrintedKind = keyof typeof DOCUMENT_PATHS;

export const DOCUMENT_FORMATS = ['pdf', 'json'] as const;

export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** For how long an address is good when it is given out: milliseconds. */
export const DOCUMENT_ADDRESS_MS = 15 * 60_000;

/** What an address is for. */
export interface DocumentAddress {
  readonly kind: PrintedKind;
  /** The public id of the invoice, credit note or receipt. */
  readonly id: string;
  readonly format: DocumentFormat;
}

/** Signs the addresses of documents: HMAC-SHA-256 over kind, id, format and the time at which it expires. */
export interface DocumentSigner {
  /** The path of the address, its signature included; `expiresAt` counts by whole seconds. Whoever has it may read the document. */
  path(address: DocumentAddress, expiresAt: Date): string;
  /** Whether the signature is ours, for this document, this format and this time. */
  isSigned(address: DocumentAddress, expires: string, signature: string): boolean;
}

/** The signer of an installation; its key is made at the first use and kept in the data folder. */
export async function documentSigner(dataDir: string): Promise<DocumentSigner> {
  const key = await keyOf(path.join(dataDir, 'document-key'));
  const sign = ({ kind, id, format }: DocumentAddress, expires: string): Buffer =>
    createHmac('sha256', key).update(`GET ${kind} ${id} ${format} ${expires}`).digest();
  return {
    path: (address, expiresAt) => {
      const expires = String(Math.floor(expiresAt.getTime() / 1000));
      const { kind, id, format } = address;
      return `/documents/${DOCUMENT_PATHS[kind]}/${id}.${format}?expires=${expires}&signature=${sign(address, expires).toString('hex')}`;
    },
    isSigned: (address, expires, signature) =>
      /^[0-9a-f]{64}$/.test(signature) && timingSafeEqual(sign(address, expires), Buffer.from(signature, 'hex')),
  };
}
