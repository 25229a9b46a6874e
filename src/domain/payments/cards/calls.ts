import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { asSystem } from '../../../db/asSystem.js';
import { newId } from '../../../lib/ids.js';
import { CardCallBroken, CardCallRefused } from '../rules/cards.js';
import type { CardDeps } from './deps.js';
import type { PaymentCallState } from './lifecycle.js';

/** The provider forgets a key after 24 hours; from this age on we do not rely on it. */
const KEY_GOOD_MS = 23 * 3_600_000;
/** Longer than any call takes: whoever sent the old key just in time has his answer before a new key is sent. */
const SETTLES_MS = 60_000;
/** The provider's clock need not be ours. */
const CLOCKS_MS = 3_600_000;

/** From when on what was made at the provider is looked for, by when it was asked for here (milliseconds since 1970). */
export function lookedForSince(askedMs: number): Date {
  return new Date(askedMs - CLOCKS_MS);
}

/** A call that the provider refused for good, with what it said. */
export class CallRefused {
  constructor(readonly reason: string) {}
}

/** Which call: the row of ours that it is made for, and what is done. */
interface CallStep {
  readonly subjectId: string;
  readonly step: string;
}

/** How a call is made. */
interface CallToMake {
  /** What an earlier sending made at the provider since a time, found by our metadata; null where it made nothing. */
  readonly lookUp: (since: Date) => Promise<string | null>;
  /** Sends it under a key and answers the provider's id of what it made. The same parameters every time. */
  readonly send: (key: string) => Promise<string>;
}

interface CallRow {
  readonly id: string;
  readonly state: PaymentCallState;
  readonly idempotency_key: string;
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly created_ms: number;
  /** When its key was first sent. Null where it was not: the call is new, or its last key is spent and this one is to be sent instead. */
  readonly sent_ms: number | null;
  readonly external_id: string | null;
  readonly note: string | null;
}

/**
 * Makes a call to the card provider that has its effect once, however often it is tried and wherever the process dies: its key is stored
 * before it is sent, and sent again while the provider remembers it; after 23 hours, and where the provider broke off, the effect is looked for
 * by its metadata, and only where there is none a new key is sent. Answers the provider's id; a call that is done is not sent again. A refusal for good is kept and
 * answered as a value, also the next time. Anything else is thrown, for the queue to try again. Never inside a transaction.
 */
export async function callOnce(deps: Pick<CardDeps, 'db' | 'now'>, which: CallStep, call: CallToMake): Promise<string | CallRefused> {
  const begun = await begin(deps, which);
  const known = answerOf(begun);
  if (known !== null) return known;
  const key = await keyToSend(deps, begun, call);
  if (key.found !== null) return done(deps, begun.id, key.found);
  let made: string;
  try {
    made = await call.send(key.key);
  } catch (error) {
    if (error instanceof CardCallRefused) return refused(deps, begun.id, error.message);
    if (error instanceof CardCallBroken) await spend(deps, begun.id, key.key);
    throw error;
  }
  return done(deps, begun.id, made);
}

/** Stores the call with its key where it is new, and that it is sent now; what is done or refused is left as it is. Answers it as it was. */
async function begin({ db, now }: Pick<CardDeps, 'db' | 'now'>, { subjectId, step }: CallStep): Promise<CallRow> {
  const at = now().toISOString();
  return asSystem(db, async (sql) => {
    await sql`insert into payment_call (id, subject_id, step, state, idempotency_key, created_at)
      values (${newId()}, ${subjectId}, ${step}, 'PENDING', ${randomUUID()}, ${at}) on conflict (subject_id, step) do nothing`;
    const [{ id } = { id: '' }] = await sql<{ id: string }[]>`
      select c.id from payment_call c where c.subject_id = ${subjectId} and c.step = ${step} for update`;
    const row = await read(sql, id);
    if (row.state === 'PENDING') {
      await sql`update payment_call set attempts = attempts + 1, sent_at = case when attempts = 0 then ${at} else sent_at end where id = ${row.id}`;
    }
    return row;
  });
}

function answerOf({ state, external_id: externalId, note }: CallRow): string | CallRefused | null {
  switch (state) {
    case 'DONE': return externalId ?? '';
    case 'FAILED': return new CallRefused(note ?? '');
    case 'PENDING': return null;
    default: return state satisfies never;
  }
}

/** The key that is sent now; where the last one is spent or too old, what was found of it at the provider, else a new key. */
async function keyToSend(
  deps: Pick<CardDeps, 'db' | 'now'>, row: CallRow, { lookUp }: CallToMake,
): Promise<{ readonly found: string | null; readonly key: string }> {
  const age = row.sent_ms === null ? null : deps.now().getTime() - row.sent_ms;
  if (row.attempts === 0 || (age !== null && age < KEY_GOOD_MS)) return { found: null, key: row.idempotency_key };
  const found = await lookUp(lookedForSince(row.created_ms));
  if (found !== null) return { found, key: row.idempotency_key };
  if (age !== null && age < KEY_GOOD_MS + SETTLES_MS) throw new Error('the key of a call has just become too old; it is tried again with a new one in a minute');
  return { found: null, key: await newKey(deps, row) };
}

/** Of several processes that find a key spent or too old, one makes the new key and all send it. */
async function newKey({ db, now }: Pick<CardDeps, 'db' | 'now'>, row: CallRow): Promise<string> {
  return asSystem(db, async (sql) => {
    await sql`update payment_call set idempotency_key = ${randomUUID()}, sent_at = ${now().toISOString()}
      where id = ${row.id} and state = 'PENDING' and idempotency_key = ${row.idempotency_key}`;
    return (await read(sql, row.id)).idempotency_key;
  });
}

/** A key that is answered the same for a day is of no use any more: the next attempt looks for what it made, and sends another. */
async function spend({ db }: Pick<CardDeps, 'db'>, id: string, key: string): Promise<void> {
  await asSystem(db, (sql) => sql`update payment_call set idempotency_key = ${randomUUID()}, sent_at = null where id = ${id} and state = 'PENDING' and idempotency_key = ${key}`);
}

async function done({ db, now }: Pick<CardDeps, 'db' | 'now'>, id: string, externalId: string): Promise<string | CallRefused> {
  return asSystem(db, async (sql) => {
    await sql`update payment_call set state = 'DONE', external_id = ${externalId}, done_at = ${now().toISOString()}, note = null
      where id = ${id} and state = 'PENDING'`;
    return answerOf(await read(sql, id)) ?? externalId;
  });
}

/** Where another process has had the call done meanwhile, that is the answer. */
async function refused({ db, now }: Pick<CardDeps, 'db' | 'now'>, id: string, reason: string): Promise<string | CallRefused> {
  return asSystem(db, async (sql) => {
    await sql`update payment_call set state = 'FAILED', note = ${reason.slice(0, 2000)}, done_at = ${now().toISOString()}
      where id = ${id} and state = 'PENDING'`;
    return answerOf(await read(sql, id)) ?? new CallRefused(reason);
  });
}

async function read(sql: TransactionSql, id: string): Promise<CallRow> {
  const [row] = await sql<CallRow[]>`
    select c.id, c.state, c.idempotency_key, c.attempts, c.external_id, c.note, extract(epoch from c.created_at)::float8 * 1000 as created_ms,
      extract(epoch from c.sent_at)::float8 * 1000 as sent_ms
    from payment_call c where c.id = ${id}`;
  if (row === undefined) throw new Error('a call is gone');
  return row;
}
