import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { systemCtx } from '../../context.js';
import { asSystem } from '../../db/asSystem.js';
import { databaseErrorOf } from '../../db/errors.js';
import { isRefused, sentencesOf, type Refused } from '../../lib/refusal.js';
import type { CardDeps } from './cards/deps.js';
import { workOn, type Worked } from './cards/eventWork.js';
import { subjectOfEvent } from './rules/events.js';

const shape = z.object({ paymentEventId: z.uuid() });

/** After so many attempts an event is DEAD; the queue gives its job as many. */
const ATTEMPTS = 12;

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly object_type: string;
  readonly object_id: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/**
 * Works on what the card provider told: reads its object as it now is and brings our books to it, with DONE in the same transaction; what is
 * none of our business is IGNORED. Each attempt is counted before it begins. One that fails leaves the row FAILED with the reason and is
 * tried again; the last one leaves it DEAD, for a FINANCE_OFFICER to replay. Again for the same event nothing is done twice.
 */
export async function onPaymentEventReceived(deps: CardDeps, payload: unknown): Promise<void> {
  const event = await begin(deps, shape.parse(payload).paymentEventId);
  if (event === null) return;
  try {
    const worked = await work(deps, event);
    if (isRefused(worked)) throw new BooksRefused(worked);
    await finish(deps, event, worked);
  } catch (error) {
    const state = event.attempts >= ATTEMPTS ? 'DEAD' : 'FAILED';
    await fail(deps, event, state, noteOf(error));
    if (state === 'FAILED') throw error;
    deps.log.error({ err: error, paymentEventId: event.id, type: event.type }, 'an event of the card provider is dead');
  }
}

/** Our books cannot follow what the provider tells; in sentences. */
class BooksRefused extends Error {
  constructor(refused: Refused) {
    super(sentencesOf(refused));
  }
}

/** The event, and that it is being worked on; null where there is nothing to be done (any more). */
async function begin({ db }: CardDeps, id: string): Promise<EventRow | null> {
  const [row] = await asSystem(db, (tx) => tx<EventRow[]>`
    update payment_event e set attempts = e.attempts + 1 where e.id = ${id} and e.state in ('PENDING', 'FAILED')
    returning e.id, e.type, e.object_type, e.object_id, e.payload, e.attempts`);
  return row ?? null;
}

async function work(deps: CardDeps, { id, type, object_type: objectType, object_id: objectId, payload }: EventRow): Promise<Worked | Refused> {
  const { db, now, log, cards } = deps;
  const subject = subjectOfEvent({ type, objectType, objectId, payload });
  if (subject === null) return { ignored: `Events of the type ${type} are none of our business.` };
  if (cards === null) throw new Error('The card rail is not configured here.');
  const ctx = systemCtx({ db, now, log }, 'onPaymentEventReceived');
  return workOn(ctx, cards, subject, async (tx) => {
    await tx.orm.execute(sql`update payment_event e set state = 'DONE', note = null, processed_at = ${tx.now.toISOString()}::timestamptz
      where e.id = ${id}::uuid and e.state in ('PENDING', 'FAILED')`);
  });
}

/** Where there was no effect to write it with. */
async function finish({ db, now }: CardDeps, { id }: EventRow, worked: Worked): Promise<void> {
  const [state, note] = worked === 'DONE' ? ['DONE', null] as const : ['IGNORED', worked.ignored] as const;
  await asSystem(db, (tx) => tx`
    update payment_event e set state = ${state}::payment_event_state, note = ${note}, processed_at = ${now().toISOString()}::timestamptz
    where e.id = ${id} and e.state in ('PENDING', 'FAILED')`);
}

async function fail({ db }: CardDeps, { id }: EventRow, state: 'FAILED' | 'DEAD', note: string): Promise<void> {
  await asSystem(db, (tx) => tx`
    update payment_event e set state = ${state}::payment_event_state, note = ${note} where e.id = ${id} and e.state in ('PENDING', 'FAILED')`);
}

/** What PostgreSQL said without the statement and its values, which belong in no row. */
function noteOf(error: unknown): string {
  const fault = databaseErrorOf(error);
  const text = fault !== null ? `The database refused it: ${fault.message}` : error instanceof Error ? error.message : String(error);
  return text.slice(0, 2000);
}
