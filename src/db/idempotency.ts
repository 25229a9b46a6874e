import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inTx, type Ctx, type Tx } from '../context.js';
import { actingOrganisation } from '../domain/identity/actor.js';
import { refuse, isRefused, type Outcome } from '../lib/refusal.js';

/** The ids that a mutation made, by the name of the payload's field. */
export type MadeIds = Readonly<Record<string, string | readonly string[] | null>>;

/** The key that a client gives to be safe to send again, and the input it goes with. */
export interface Repeatable {
  readonly idempotencyKey: string;
}

/**
 * Runs a mutation that costs money or moves seats once for each key: as `inTx`, but a success is kept by the ids it made
 * (by acting organisation, mutation and key, for 30 days), and the same key with the same input answers those ids and does
 * nothing. The same key with another input is INVALID. A refusal is not kept: it is judged afresh. Of two at once, the
 * second waits for the first and answers what it made.
 */
export async function inTxOnce<T extends MadeIds>(
  ctx: Ctx, action: string, input: Repeatable, work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const digest = createHash('sha256').update(JSON.stringify(input, ordered)).digest('hex');
  const { actor } = ctx;
  const owner = actor.kind === 'person' ? actingOrganisation(actor) ?? actor.userId : null;
  if (owner === null) return inTx(ctx, action, work);
  return inTx(ctx, action, async (tx) => {
    const kept = await keep(tx, { owner, action, key: input.idempotencyKey, digest });
    if (kept !== null) {
      if (kept.digest !== digest) {
        return refuse('INVALID', 'This idempotency key was used with another input; give every new intent a key of its own.', ['idempotencyKey']);
      }
      tx.nothingDone = true;
      return kept.result as T;
    }
    const made = await work(tx);
    if (isRefused(made)) return made;
    await tx.orm.execute(sql`update idempotency_record set result = ${JSON.stringify(made)}::jsonb
      where owner_id = ${owner}::uuid and mutation = ${action} and key = ${input.idempotencyKey}`);
    return made;
  });
}

interface Claim {
  readonly owner: string;
  readonly action: string;
  readonly key: string;
  readonly digest: string;
}

/** Takes the key for this transaction, null; or answers what was kept under it. */
async function keep(tx: Tx, { owner, action, key, digest }: Claim): Promise<{ digest: string; result: unknown } | null> {
  const taken = await tx.orm.execute(sql`
    insert into idempotency_record (owner_id, mutation, key, input_sha256, result, created_at)
    values (${owner}::uuid, ${action}, ${key}, ${digest}, 'null'::jsonb, ${tx.now.toISOString()}::timestamptz)
    on conflict (owner_id, mutation, key) do nothing returning 1`);
  if (taken.length > 0) return null;
  const [row] = await tx.orm.execute<{ input_sha256: string; result: unknown }>(sql`
    select r.input_sha256, r.result from idempotency_record r
    where r.owner_id = ${owner}::uuid and r.mutation = ${action} and r.key = ${key}`);
  if (row === undefined) throw new Error('an idempotency record is gone between its conflict and its reading');
  return { digest: row.input_sha256, result: row.result };
}

/** Objects with their keys in order and without what is absent, so that the same input always has the same digest. */
function ordered(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}
