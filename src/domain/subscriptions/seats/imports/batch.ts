import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../../context.js';
import { emit } from '../../../../db/emit.js';
import { seatImport } from '../../../../db/tables/seats.js';
import { newId } from '../../../../lib/ids.js';
import { isRefused, refuse, type Outcome, type UserErrorCode } from '../../../../lib/refusal.js';
import { record } from '../../../audit/steps.js';
import type { SeatLineOutcome } from '../../lifecycle.js';
import { codeInUse, hasLeft } from '../assign.js';
import { lockOpen, type OpenSeats } from '../open.js';
import { accountsOf, addEmployees, addSeats, changeEmployees, knownEmployees, type KnownEmployee, type NewEmployee, type NewSeat, type Person } from '../register.js';
import { digestOfLines, type SeatLine } from './source.js';

export type SeatImportRow = typeof seatImport.$inferSelect;

/** The most lines of one file. */
export const MOST_LINES = 200_000;

interface Line {
  readonly id: string;
  readonly lineNo: number;
  readonly email: string | null;
  readonly outcome: SeatLineOutcome;
  readonly seatId: string | null;
  readonly code: UserErrorCode | null;
  readonly message: string | null;
}

/**
 * Takes one batch of lines in: puts people into the register, gives seats as far as they go, writes a report line for each and moves the
 * import's position past them, all in the transaction under way, by a fixed number of statements. Answers the import as it then stands; or why
 * it must stop (the subscription closed, the actor may not, somebody else runs it, the file is too long).
 */
export async function seatBatch(tx: Tx, given: SeatImportRow, lines: readonly SeatLine[]): Promise<Outcome<SeatImportRow>> {
  const open = await lockOpen(tx, given.subscriptionId);
  if (isRefused(open)) return open;
  // Whoever runs this import waits at the subscription's lock, so what is read here holds until the end.
  const [job] = await tx.orm.select().from(seatImport).where(eq(seatImport.id, given.id));
  if (job?.state !== 'RUNNING' || job.bytesDone !== given.bytesDone) return refuse('BUSY', 'The import is being run by another process.');
  if (job.assigned + job.unchanged + job.refused + lines.length > MOST_LINES) {
    return refuse('LIMIT_REACHED', `The file has more than ${MOST_LINES} lines: what is done is done; send the rest in another file.`);
  }
  const plan = await planOf(tx, open, lines);
  await addEmployees(tx, open.departmentId, plan.added);
  await changeEmployees(tx, plan.changed);
  await addSeats(tx, open.subscription, job.createdBy, plan.seats);
  await report(tx, job, plan.lines);
  return moveOn(tx, job, plan, lines);
}

interface Plan {
  readonly lines: readonly Line[];
  readonly added: readonly NewEmployee[];
  readonly changed: readonly Omit<NewEmployee, 'email'>[];
  readonly seats: readonly NewSeat[];
}

/** What becomes of each line. Seats go to the lines in the order of the file until none is free. */
async function planOf(tx: Tx, open: OpenSeats, lines: readonly SeatLine[]): Promise<Plan> {
  const people = lines.flatMap(({ read }) => ('problem' in read ? [] : [read]));
  const known = await knownEmployees(tx, { departmentId: open.departmentId, courseId: open.subscription.courseId }, {
    emails: people.map(({ email }) => email), codes: people.flatMap(({ code }) => code ?? []),
  });
  const byEmail = new Map(known.map((each) => [each.email, each]));
  const byCode = new Map(known.flatMap((each) => (each.code === null || each.state === 'LEFT' ? [] : [[each.code, each] as const])));
  const accounts = await accountsOf(tx, open.departmentId, people.flatMap(({ email }) => (byEmail.get(email)?.userId == null ? [email] : [])));
  const plan = { lines: [] as Line[], added: [] as NewEmployee[], changed: [] as Omit<NewEmployee, 'email'>[], seats: [] as NewSeat[] };
  for (const { lineNo, email, read } of lines) {
    const line = { id: newId(), lineNo, email };
    const employee = 'problem' in read ? undefined : byEmail.get(read.email);
    const problem = 'problem' in read ? read.problem : objection(read, employee, byCode);
    if (problem !== null) plan.lines.push({ ...line, outcome: 'REFUSED', seatId: null, ...problem });
    else if ('problem' in read) throw new Error('a line that cannot be read has its problem');
    else if (employee?.seatId == null && plan.seats.length >= open.free) plan.lines.push({ ...line, outcome: 'REFUSED', seatId: null, ...noneFree(open) });
    else plan.lines.push({ ...line, ...take(plan, read, employee, accounts), code: null, message: null });
  }
  return plan;
}

function objection(read: Person, employee: KnownEmployee | undefined, byCode: ReadonlyMap<string, KnownEmployee>): Pick<Line, 'code' | 'message'> | null {
  if (employee?.state === 'LEFT') return { code: 'ILLEGAL_STATE', message: hasLeft(employee) };
  const holder = read.code === null ? undefined : byCode.get(read.code);
  return holder === undefined || holder.id === employee?.id ? null : { code: 'TAKEN', message: codeInUse(read.code ?? '') };
}

function noneFree({ term }: OpenSeats): Pick<Line, 'code' | 'message'> {
  return { code: 'LIMIT_REACHED', message: `No seat is free: ${term.quantity} were bought. Release seats, or have more bought, and send the line again.` };
}

/** Plans what a line that is not refused changes: the register, and a seat where the employee has none. */
function take(
  plan: { readonly added: NewEmployee[]; readonly changed: Omit<NewEmployee, 'email'>[]; readonly seats: NewSeat[] },
  { email, name, code }: Person, employee: KnownEmployee | undefined, accounts: ReadonlyMap<string, string>,
): Pick<Line, 'outcome' | 'seatId'> {
  const account = employee?.userId ?? accounts.get(email) ?? null;
  // A seat that is RESERVED stays so until its employee takes it.
  const userId = employee?.seatId == null ? account : employee.userId;
  const id = employee?.id ?? newId();
  const kept = code ?? employee?.code ?? null;
  if (employee === undefined) plan.added.push({ id, email, name, code, userId });
  else if (employee.name !== name || employee.code !== kept || employee.userId !== userId) plan.changed.push({ id, name, code: kept, userId });
  if (employee?.seatId != null) return { outcome: 'UNCHANGED', seatId: employee.seatId };
  const seat = { id: newId(), employeeId: id, userId };
  plan.seats.push(seat);
  return { outcome: 'ASSIGNED', seatId: seat.id };
}

async function report(tx: Tx, { id, departmentId }: SeatImportRow, lines: readonly Line[]): Promise<void> {
  await tx.orm.execute(sql`
    insert into seat_import_line (id, import_id, department_id, line_no, email, outcome, seat_id, code, message)
    select l.id, ${id}::uuid, ${departmentId}::uuid, l."lineNo", l.email, l.outcome::seat_line_outcome, l."seatId", l.code, l.message
    from json_to_recordset(${JSON.stringify(lines)}::json)
      as l(id uuid, "lineNo" integer, email text, outcome text, "seatId" uuid, code text, message text)`);
}

/** Moves the position, counts the outcomes, has those told for whom seats are reserved, and writes the one audit event of the batch, with the digest of its report. */
async function moveOn(tx: Tx, job: SeatImportRow, plan: Plan, lines: readonly SeatLine[]): Promise<SeatImportRow> {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a batch has lines');
  const count = (outcome: SeatLineOutcome): number => plan.lines.filter((line) => line.outcome === outcome).length;
  const counts = { assigned: count('ASSIGNED'), unchanged: count('UNCHANGED'), refused: count('REFUSED') };
  const place = { bytesDone: last.endsAt, linesDone: last.nextLine - 1 };
  const change = {
    ...place, assigned: job.assigned + counts.assigned, unchanged: job.unchanged + counts.unchanged, refused: job.refused + counts.refused,
  };
  await tx.orm.update(seatImport).set(change).where(eq(seatImport.id, job.id));
  if (plan.seats.some(({ userId }) => userId === null)) {
    const payload = { seatImportId: job.id, fromLine: first.lineNo, toLine: last.lineNo };
    // In the queue of the import itself: mails are written when the file is done, and do not slow it.
    await emit(tx, 'onSeatsReserved', payload, `seat_import:${job.departmentId}`);
  }
  await record(tx, {
    subject: { prefix: 'seat_import', id: job.id }, organisationId: job.departmentId,
    before: { bytesDone: job.bytesDone, linesDone: job.linesDone }, after: { ...place, ...counts, linesSha256: digestOfLines(plan.lines) },
  });
  return { ...job, ...change };
}
