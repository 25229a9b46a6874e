import { sql, type SQL } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import type { Logger } from 'pino';
import type { Database } from './db/client.js';
import { databaseErrorOf, refusalOfConstraint } from './db/errors.js';
import { wrote } from './db/replicas.js';
import type { DocumentKind } from './domain/billing/lifecycle.js';
import { sessionScope, type Actor, type Identity } from './domain/identity/actor.js';
import type { CardRailTerms } from './domain/payments/rules/cards.js';
import type { PaymentProvider } from './domain/payments/rules/provider.js';
import type { GuardedEngine, Warning } from './domain/search/rules/guarded.js';
import { newId } from './lib/ids.js';
import { isRefused, refuse, type Outcome } from './lib/refusal.js';

/** Everything a request carries into the business: who acts, on which database, at what time. */
export interface Ctx {
  readonly actor: Actor;
  /** What the actor was made from, where that was kept from an earlier request: confirmed before anything is written or answered. */
  readonly identity?: Identity;
  readonly db: Database;
  /** The only clock; tests move it. */
  readonly now: () => Date;
  readonly requestId: string;
  readonly log: Logger;
  /** Aborted when nobody waits for the answer any more; what has not begun by then is not begun (see `throwIfOver`). */
  readonly signal?: AbortSignal;
  /** Why nobody waits any more, or null: tells what `signal` tells, and need not be made; left out where only that is there. */
  readonly over?: Error | null;
  /** Where files are received; left out where no server runs. */
  readonly uploads?: UploadAddresses;
  /** Where documents are given out; left out where no server runs. */
  readonly documents?: DocumentAddresses;
  /** The rail on which payers are asked to pay; left out where no server runs. */
  readonly payments?: PaymentProvider;
  /** What is configured of the card rail; left out where it is absent. */
  readonly cards?: CardRailTerms;
  /** The search engine beside the database; left out where there is none. */
  readonly search?: GuardedEngine;
  /** Tells whoever asks something about the answer, once; left out where nobody would hear it. */
  readonly warn?: (warning: Warning) => void;
}

/** The context in which the program itself writes: a job, by its name in the record. */
export function systemCtx({ db, now, log }: Pick<Ctx, 'db' | 'now' | 'log'>, name: string): Ctx {
  return { db, now, log, requestId: newId(), actor: { kind: 'system', name } };
}

/** Throws where nobody waits for the answer any more. */
export function throwIfOver(ctx: Pick<Ctx, 'signal' | 'over'>): void {
  if (ctx.over === undefined) ctx.signal?.throwIfAborted();
  else if (ctx.over !== null) throw ctx.over;
}

/** The addresses at which issued documents are given out. */
export interface DocumentAddresses {
  /** The signed address of the document of an invoice, credit note or receipt, good for a short time from now on. */
  url(kind: DocumentKind, subjectId: string, format: 'pdf' | 'json'): string;
}

/** The addresses to which files are sent. */
export interface UploadAddresses {
  /** Bytes of one file at most. */
  readonly maxBytes: number;
  /** The signed address of an upload, good until it expires. */
  url(uploadId: string, expiresAt: Date): string;
}

/** The write side of drizzle inside a transaction. */
export type Orm = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** A transaction under way: the same actor, a clock that stands still, and the name of the mutation. */
export interface Tx {
  readonly actor: Actor;
  readonly orm: Orm;
  readonly now: Date;
  readonly requestId: string;
  readonly action: string;
  /** How many audit events were written; a mutation that changed something and wrote none is a bug. */
  audited: number;
  /** Set where nothing is done, and so nothing recorded: a mutation sent again under its key, a job that finds no work, a reading. */
  nothingDone: boolean;
}

const ATTEMPTS = 5;

/** Rolls a transaction back while carrying its refusal out. */
class Rollback extends Error {
  constructor(readonly outcome: unknown) {
    super('rolled back by a refusal');
  }
}

/**
 * Runs one mutation as one transaction: the only place where a transaction that writes opens.
 * A refusal rolls back. Serialization failures and deadlocks (40001, 40P01) are retried as a whole with a
 * bound; a lock not had in time (55P03) is the refusal BUSY; a violated constraint becomes the refusal that
 * `refusalOfConstraint` names. `action` is the mutation's name, as the audit log shows it.
 */
export async function inTx<T>(ctx: Ctx, action: string, work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  wrote(ctx);
  for (let attempt = 1; ; attempt += 1) {
    throwIfOver(ctx);
    try {
      return await once(ctx, action, work);
    } catch (error) {
      if (error instanceof Rollback) return error.outcome as Outcome<T>;
      const fault = databaseErrorOf(error);
      if (fault === null) throw error;
      const retriable = fault.code === '40001' || fault.code === '40P01';
      if (retriable && attempt < ATTEMPTS) {
        await pause(attempt);
        continue;
      }
      if (retriable || fault.code === '55P03') {
        return refuse('BUSY', 'Somebody else is changing the same object; nothing was changed. Try again in a moment.');
      }
      const refusal = refusalOfConstraint(fault);
      if (refusal !== null) return refusal;
      throw error;
    }
  }
}

async function once<T>(ctx: Ctx, action: string, work: (tx: Tx) => Promise<Outcome<T>>): Promise<T> {
  return ctx.db.orm.transaction(async (orm) => {
    const told = await orm.execute(sessionSettings(ctx));
    ctx.identity?.found(told.length === 1);
    const tx: Tx = { actor: ctx.actor, orm, now: ctx.now(), requestId: ctx.requestId, action, audited: 0, nothingDone: false };
    const outcome = await work(tx);
    if (isRefused(outcome)) throw new Rollback(outcome);
    if (tx.audited === 0 && !tx.nothingDone) throw new Error(`${action} wrote no audit event`);
    return outcome;
  });
}

/** Tells row-level security who asks; answers no row where who asks is not any more who he was kept as. */
function sessionSettings({ actor, identity }: Pick<Ctx, 'actor' | 'identity'>): SQL {
  const { scope, userId, organisationId } = sessionScope(actor);
  const settings = sql`select set_config('app.scope', ${scope}, true), set_config('app.user_id', ${userId ?? ''}, true),
    set_config('app.organisation_id', ${organisationId ?? ''}, true)`;
  if (identity === undefined || identity.unconfirmed === null) return settings;
  return sql`${settings} from app_user u where u.id = ${identity.userId}::uuid and u.access_revision = ${identity.unconfirmed}::bigint`;
}

/**
 * Runs reads of tenant tables: BEGIN READ ONLY, the settings for row-level security, what `read` asks for,
 * COMMIT; sent pipelined on one connection.
 */
export async function inRead<T>(ctx: Pick<Ctx, 'actor' | 'db' | 'identity'>, read: (sql: TransactionSql) => Promise<T>): Promise<T> {
  await ctx.identity?.confirm();
  const { scope, userId, organisationId } = sessionScope(ctx.actor);
  const answer = await (ctx.db.sql as Sql).begin('read only', async (tx) => {
    const settings = tx.unsafe(
      `select set_config('app.scope', $1, true), set_config('app.user_id', $2, true),
        set_config('app.organisation_id', $3, true)`,
      [scope, userId ?? '', organisationId ?? ''], { prepare: true }).execute(); // Queries are lazy: this one must be sent first.
    const [, result] = await Promise.all([settings, read(tx)]);
    return { result };
  });
  return (answer as { result: T }).result;
}

function pause(attempt: number): Promise<void> {
  const ms = 5 * 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
