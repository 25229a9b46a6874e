import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { DocumentAddresses, UploadAddresses } from '../context.js';
import type { Database } from '../db/client.js';
import type { ActingMembership, Actor, Identity } from '../domain/identity/actor.js';
import type { CardRailTerms } from '../domain/payments/rules/cards.js';
import type { GuardedEngine, Warning } from '../domain/search/rules/guarded.js';
import { DOCUMENT_ADDRESS_MS, type DocumentSigner } from '../integrations/documents/signature.js';
import { transfer } from '../integrations/payments/transfer.js';
import type { UploadSigner } from '../integrations/uploads/signature.js';
import { publicId } from '../lib/ids.js';
import type { Identified } from './auth.js';
import type { RequestContext } from './context.js';
import type { Waiting } from './http/waiting.js';

/** What of the server requests carry with them. */
export interface AskedParts {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Logger;
  readonly uploads: UploadSigner;
  readonly documents: DocumentSigner;
  /** Bytes of a file at most. */
  readonly uploadBytes: number;
  readonly publicUrl: string | null;
  /** Left out where the card rail is absent. */
  readonly cards?: CardRailTerms;
  /** Left out where there is no search engine beside the database. */
  readonly search?: GuardedEngine;
}

const NONE: readonly Warning[] = [];
const DOCUMENT_SUBJECTS = { INVOICE: 'invoice', CREDIT_NOTE: 'credit_note', RECEIPT: 'receipt' } as const;

/**
 * What GraphQL gets with a request. A class, for once: what few requests ask for is made when it is asked for. Apollo works on a copy of it
 * that has the same fields and the same class, so there is nothing private to the engine here and nothing bound to the first one.
 */
export class Asked implements RequestContext {
  readonly actor: Actor;
  readonly memberships: readonly ActingMembership[];
  declare readonly identity?: Identity;
  readonly db: Database;
  readonly now: () => Date;
  readonly requestId: string;
  readonly payments = transfer;
  declare readonly cards?: CardRailTerms;
  declare readonly search?: GuardedEngine;
  private ownLog: Logger | null = null;
  private heard: Warning[] | null = null;

  constructor(
    private readonly parts: AskedParts, private readonly request: FastifyRequest, { actor, memberships, identity }: Identified,
    private readonly waiting: Waiting,
  ) {
    this.actor = actor;
    this.memberships = memberships;
    if (identity !== undefined) this.identity = identity;
    this.db = parts.db;
    this.now = parts.now;
    this.requestId = request.id;
    if (parts.cards !== undefined) this.cards = parts.cards;
    if (parts.search !== undefined) this.search = parts.search;
  }

  get over(): Error | null {
    return this.waiting.over;
  }

  get signal(): AbortSignal {
    return this.waiting.signal;
  }

  get address(): string {
    return this.request.ip;
  }

  /** The log, in which each line names the request. */
  get log(): Logger {
    this.ownLog ??= this.parts.log.child({ requestId: this.requestId });
    return this.ownLog;
  }

  get warnings(): readonly Warning[] {
    return this.heard ?? NONE;
  }

  /** Hears what the request is warned of: what two of its fields say alike is told once. */
  warn({ code, message }: Warning): void {
    this.heard ??= [];
    if (this.heard.some((one) => one.code === code && one.message === message)) return;
    this.heard.push({ code, message });
  }

  get uploads(): UploadAddresses {
    const { uploadBytes, uploads } = this.parts;
    return { maxBytes: uploadBytes, url: (uploadId, expiresAt) => `${this.origin()}${uploads.path(publicId('upload', uploadId), expiresAt)}` };
  }

  get documents(): DocumentAddresses {
    return {
      url: (kind, subjectId, format) => {
        const address = { kind, id: publicId(DOCUMENT_SUBJECTS[kind], subjectId), format };
        return `${this.origin()}${this.parts.documents.path(address, new Date(this.now().getTime() + DOCUMENT_ADDRESS_MS))}`;
      },
    };
  }

  /** Where the caller reached us, unless the configuration says where that is. */
  private origin(): string {
    return this.parts.publicUrl ?? `${this.request.protocol}://${this.request.host}`;
  }
}
