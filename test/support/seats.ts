import { onSeatImportStarted } from '../../src/domain/subscriptions/onSeatImportStarted.js';
import { uploadFiles } from '../../src/integrations/uploads/files.js';
import { uuidOf } from '../../src/lib/ids.js';
import { tryMutation } from './buying.js';
import { another } from './given.js';
import { addressOf, put } from './imports.js';
import type { World } from './world.js';

/** A seat as tests look at it. */
export interface GivenSeat {
  readonly id: string;
  readonly state: string;
  readonly employee: { readonly id: string; readonly email: string };
}

/** An employee to be, whom nobody else is. */
export function somebody(): { person: { email: string; name: string; code: string } } {
  const n = another();
  return { person: { email: `employee${n}@example.in`, name: `Employee ${n}`, code: `E-${n}` } };
}

/** Assigns seats to people who are not in the register yet, as the training manager; answers the seats. */
export async function assigned(w: World, trainer: string, subscriptionId: string, employees: readonly object[]): Promise<GivenSeat[]> {
  const { payload, userErrors } = await tryMutation<{ seats: GivenSeat[] | null }>(w, trainer, 'seatsAssign',
    { idempotencyKey: `assign-${another()}`, subscriptionId, employees }, 'seats { id state employee { id email } }');
  if (payload.seats === null) throw new Error(JSON.stringify(userErrors));
  return payload.seats;
}

/** The counters of the current term, as the database has them. */
export async function countersOf(w: World, subscriptionId: string): Promise<{ quantity: number; assigned: number; active: number; reassigned: number }> {
  const [row] = await w.owner<{ quantity: number; assigned: number; active: number; reassigned: number }[]>`
    select t.quantity::int, t.assigned::int, t.active::int, t.reassigned::int from subscription s join term t on t.id = s.current_term_id
    where s.id = ${uuidOf('subscription', subscriptionId) ?? ''}`;
  if (row === undefined) throw new Error('no such subscription');
  return row;
}

/** That the counters of every running term are what its seats are. */
export async function miscounted(w: World): Promise<readonly unknown[]> {
  return w.owner`
    select s.id, t.assigned, t.active, c.live, c.active as live_active from subscription s join term t on t.id = s.current_term_id
      cross join lateral (select count(*) filter (where x.state <> 'RELEASED') as live, count(*) filter (where x.state = 'ACTIVE') as active
        from seat x where x.subscription_id = s.id) c
    where (t.assigned, t.active) <> (c.live, c.active)`;
}

/** Sends a file of employees and queues its import; answers the import's public id. */
export async function sentSeats(w: World, trainer: string, subscriptionId: string, csv: string | Buffer): Promise<string> {
  const { uploadId, url } = await addressOf(w, trainer, { fileName: 'employees.csv', purpose: 'SEATS' });
  const { status } = await put(url, csv);
  if (status !== 200) throw new Error(`the file was not received: ${status}`);
  const { payload, userErrors } = await tryMutation<{ seatImport: { id: string } | null }>(w, trainer, 'seatImportStart',
    { idempotencyKey: `import-${another()}`, uploadId, subscriptionId }, 'seatImport { id }');
  if (payload.seatImport === null) throw new Error(JSON.stringify(userErrors));
  return payload.seatImport.id;
}

/** Does what the worker does with a queued import of seats. */
export async function takenIn(w: World, seatImportId: string): Promise<void> {
  const { log } = await w.ctx(null);
  await onSeatImportStarted({ db: w.db, files: uploadFiles(w.dataDir), now: w.clock.now, log }, { seatImportId: uuidOf('seat_import', seatImportId) });
}

const IMPORT = `query ($id: ID!) { seatImport(id: $id) { state failure progress { linesDone bytesDone bytesTotal } counts { assigned unchanged refused } allowedActions
  upload { state } lines(first: 100) { totalCount nodes { line email outcome code message seat { state employee { name email code } } } } } }`;

/** An import of seats as its department reads it. */
export interface ReadSeatImport {
  readonly state: string;
  readonly failure: string | null;
  readonly progress: { readonly linesDone: number; readonly bytesDone: number; readonly bytesTotal: number };
  readonly counts: { readonly assigned: number; readonly unchanged: number; readonly refused: number };
  readonly allowedActions: readonly string[];
  readonly upload: { readonly state: string };
  readonly lines: { readonly totalCount: number; readonly nodes: readonly {
    readonly line: number; readonly email: string | null; readonly outcome: string; readonly code: string | null; readonly message: string | null;
    readonly seat: { readonly state: string; readonly employee: { readonly name: string; readonly email: string; readonly code: string | null } } | null;
  }[] };
}

/** Reads an import of seats and the first hundred lines of its report. */
export async function reportOfSeats(w: World, trainer: string, id: string): Promise<ReadSeatImport> {
  const { seatImport } = await w.data<{ seatImport: ReadSeatImport | null }>(trainer, IMPORT, { id });
  if (seatImport === null) throw new Error('there is no such import');
  return seatImport;
}
