import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onSeatsReserved } from '../../../src/domain/subscriptions/onSeatsReserved.js';
import { createMail } from '../../../src/integrations/mail/create.js';
import { uuidOf } from '../../../src/lib/ids.js';
import { buyersOf, buying, tryMutation, type Buyers } from '../../support/buying.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { another } from '../../support/given.js';
import { addressOf, put } from '../../support/imports.js';
import { assigned, countersOf, miscounted, reportOfSeats, sentSeats, takenIn } from '../../support/seats.js';
import { world, type World } from '../../support/world.js';

let w: World;
let nth = 0;
beforeAll(async () => { w = await world(); });
afterAll(async () => {
  expect(await miscounted(w)).toEqual([]);
  await w.close();
});

/** A department of its own with so many seats. */
async function department(quantity: number): Promise<{ buyers: Buyers; subscriptionId: string }> {
  const [found] = await w.owner<{ slug: string }[]>`select slug from organisation where kind = 'DEPARTMENT' order by slug limit 1 offset ${nth}`;
  nth += 1;
  const buyers = await buyersOf(w, found?.slug ?? '');
  const { subscriptionId } = await buying(w, buyers).orderedSeats({ quantity });
  return { buyers, subscriptionId };
}

async function imported(at: { buyers: Buyers; subscriptionId: string }, csv: string | Buffer) {
  const id = await sentSeats(w, at.buyers.trainer, at.subscriptionId, csv);
  await takenIn(w, id);
  return { id, ...await reportOfSeats(w, at.buyers.trainer, id) };
}

describe('a file of employees', () => {
  it('gives seats line by line, with a report on each', async () => {
    const at = await department(3);
    const [had] = await assigned(w, at.buyers.trainer, at.subscriptionId, [{ person: { email: 'had@example.in', name: 'Had', code: 'H-1' } }]);
    const left = (await assigned(w, at.buyers.trainer, at.subscriptionId, [{ person: { email: 'left@example.in', name: 'Left' } }]))[0];
    await tryMutation(w, at.buyers.trainer, 'employeeLeave', { idempotencyKey: `l-${another()}`, employeeId: left?.employee.id, reason: 'RETIREMENT' });
    const lines = [
      'Name,E-mail,Employee Code', '"Rao, Asha",Asha.Rao@example.in,E-1', 'Had Anew,had@example.in,', 'Left,left@example.in,E-3', ',no-name@example.in,E-4', 'Bad,bad.example.in,E-5',
      'Twice,asha.rao@example.in,E-6', 'Same code,same@example.in,E-1', 'Held code,held@example.in,H-1', 'Short,line@example.in', 'Two,two@example.in,E-10', 'Three,three@example.in,E-11',
    ];
    const done = await imported(at, `\uFEFF${lines.join('\r\n')}\r\n`);
    expect(done).toMatchObject({ state: 'DONE', failure: null, counts: { assigned: 2, unchanged: 1, refused: 8 }, upload: { state: 'DISCARDED' }, allowedActions: [] });
    expect(done.progress.bytesDone).toBe(done.progress.bytesTotal);
    expect(done.lines.nodes.map(({ line, email, outcome, code, message }) => [line, email, outcome, code, message])).toEqual([
      [2, 'asha.rao@example.in', 'ASSIGNED', null, null],
      [3, 'had@example.in', 'UNCHANGED', null, null],
      [4, 'left@example.in', 'REFUSED', 'ILLEGAL_STATE', 'left@example.in has left the department (RETIREMENT). Where he is back, employeeReturn says so.'],
      [5, 'no-name@example.in', 'REFUSED', 'INVALID', 'The name is missing.'],
      [6, 'bad.example.in', 'REFUSED', 'INVALID', 'This is no e-mail address.'],
      [7, 'asha.rao@example.in', 'REFUSED', 'INVALID', 'Line 2 has the same e-mail address.'],
      [8, 'same@example.in', 'REFUSED', 'INVALID', 'Line 2 has the same employee code.'],
      [9, 'held@example.in', 'REFUSED', 'TAKEN', 'Another employee has the employee code H-1.'],
      [10, null, 'REFUSED', 'INVALID', 'It has 2 cells, and the header names 3 columns.'],
      [11, 'two@example.in', 'ASSIGNED', null, null],
      [12, 'three@example.in', 'REFUSED', 'LIMIT_REACHED', 'No seat is free: 3 were bought. Release seats, or have more bought, and send the line again.'],
    ]);
    expect(done.lines.nodes[0]?.seat).toMatchObject({ state: 'RESERVED', employee: { name: 'Rao, Asha', code: 'E-1' } });
    expect(done.lines.nodes[1]?.seat?.employee).toMatchObject({ name: 'Had Anew', code: 'H-1' });
    expect(had?.state).toBe('RESERVED');
    expect(await countersOf(w, at.subscriptionId)).toMatchObject({ quantity: 3, assigned: 3 });
    const before = await fingerprintOf(w);
    await takenIn(w, done.id);
    expect(await fingerprintOf(w)).toBe(before);
    const events = await w.owner<{ action: string; digest: string | null }[]>`select action, after->>'linesSha256' as digest from audit_event where subject_id = ${uuidOf('seat_import', done.id) ?? ''} order by at, id`;
    expect(events.map(({ action }) => action)).toEqual(['seatImportStart', 'seatImportRun', 'seatImportBatch', 'seatImportFinish']);
    expect(events[2]?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is read with semicolons, and sent again changes nothing', async () => {
    const at = await department(5);
    const csv = 'email;employee_code;name\none@example.in;1;One\ntwo@example.in;;"Two; ""the second"""\n';
    expect((await imported(at, csv)).counts).toEqual({ assigned: 2, unchanged: 0, refused: 0 });
    const again = await imported(at, csv);
    expect(again.counts).toEqual({ assigned: 0, unchanged: 2, refused: 0 });
    expect(again.lines.nodes[1]?.seat?.employee.name).toBe('Two; "the second"');
  });

  it('that cannot be read is FAILED with a sentence', async () => {
    const at = await department(5);
    const expected = 'The columns are name, email and, where the department has one, employee_code.';
    for (const [csv, failure] of [
      ['name;code\nA;1\n', `The first line names a column 'code' that is not known. ${expected}`],
      ['name\nA\n', `The first line names no column 'email'. ${expected}`],
      ['name,email,Email\n', 'The first line names the column email twice.'],
      ['name,"email\n', `The first line must name the columns. A quote is opened on this line and not closed. ${expected}`],
      [Buffer.from([0xff, 0xfe, 0x41]), `The first line must name the columns. It is not valid UTF-8. ${expected}`],
    ] as const) {
      const done = await imported(at, csv);
      expect([done.state, done.failure, done.allowedActions]).toEqual(['FAILED', failure, ['RESUME']]);
    }
    expect(await countersOf(w, at.subscriptionId)).toMatchObject({ assigned: 0 });
  });

  it('stops when its author is no training manager any more, and goes on where it stopped', async () => {
    const at = await department(10);
    const id = await sentSeats(w, at.buyers.trainer, at.subscriptionId, 'name,email\nA,a1@example.in\nB,b1@example.in\n');
    const [member] = await w.owner<{ id: string; roles: string }[]>`select id, roles::text from membership where user_id = ${await w.userId(at.buyers.trainer)}`;
    await w.owner`update membership set roles = '{PROCUREMENT_OFFICER}' where id = ${member?.id ?? ''}`;
    await takenIn(w, id);
    await w.owner`update membership set roles = '{TRAINING_MANAGER}' where id = ${member?.id ?? ''}`;
    expect(await reportOfSeats(w, at.buyers.trainer, id)).toMatchObject({
      state: 'FAILED', failure: 'Only a TRAINING_MANAGER of the department hands out, moves and takes back its seats.', upload: { state: 'RECEIVED' },
    });
    const { userErrors } = await tryMutation(w, at.buyers.trainer, 'seatImportResume', { seatImportId: id }, 'seatImport { state failure }');
    expect(userErrors).toEqual([]);
    await takenIn(w, id);
    expect(await reportOfSeats(w, at.buyers.trainer, id)).toMatchObject({ state: 'DONE', counts: { assigned: 2 } });
    expect((await tryMutation(w, at.buyers.trainer, 'seatImportResume', { seatImportId: id })).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
  });

  it('is not started before it was sent, twice, by others, or for another department', async () => {
    const [at, other] = [await department(1), await department(1)];
    const key = (): string => `s-${another()}`;
    const start = async (who: string, input: object) => (await tryMutation(w, who, 'seatImportStart', { idempotencyKey: key(), ...input })).userErrors.map(({ code, path }) => [code, path.at(-1)]);
    const { uploadId, url } = await addressOf(w, at.buyers.trainer, { fileName: 'e.csv', purpose: 'SEATS' });
    expect(await start(at.buyers.trainer, { uploadId, subscriptionId: at.subscriptionId })).toEqual([['ILLEGAL_STATE', 'uploadId']]);
    await put(url, 'name,email\n');
    expect(await start(at.buyers.officer, { uploadId, subscriptionId: at.subscriptionId })).toEqual([['NOT_FOUND', 'uploadId']]);
    expect(await start(other.buyers.trainer, { uploadId, subscriptionId: other.subscriptionId })).toEqual([['NOT_FOUND', 'uploadId']]);
    expect(await start(at.buyers.trainer, { uploadId, subscriptionId: other.subscriptionId })).toEqual([['NOT_FOUND', 'subscriptionId']]);
    expect(await start(at.buyers.trainer, { uploadId, subscriptionId: at.subscriptionId })).toEqual([]);
    expect(await start(at.buyers.trainer, { uploadId, subscriptionId: at.subscriptionId })).toEqual([['ILLEGAL_STATE', 'uploadId']]);
    for (const who of ['author', 'procurement-officer']) {
      const { userErrors } = await tryMutation(w, who, 'uploadCreate', { fileName: 'e.csv', purpose: 'SEATS' });
      expect(userErrors.map(({ code }) => code), who).toEqual(['FORBIDDEN']);
    }
  });

  it('has each of those told by one mail for whom a seat is reserved', async () => {
    const at = await department(1_200);
    const rows = Array.from({ length: 1_100 }, (_, n) => `P ${n},mail${n}-${nth}@example.in`);
    const { id } = await imported(at, `name,email\n${rows.join('\n')}\n`);
    const { log } = await w.ctx(null);
    const mail = createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log, now: w.clock.now });
    const jobs = await w.owner<{ payload: unknown }[]>`select payload from graphile_worker._private_jobs where payload->>'seatImportId' = ${uuidOf('seat_import', id) ?? ''} and payload->>'fromLine' is not null`;
    expect(jobs).toHaveLength(2);
    for (const { payload } of [...jobs, ...jobs]) await onSeatsReserved({ db: w.db, mail }, payload);
    const [kept] = await w.owner<{ mails: number; body: string }[]>`select count(*)::int as mails, min(body) as body from mail_message where template = 'seatReserved' and recipient like ${`mail%-${nth}@example.in`}`;
    expect(kept?.mails).toBe(1_100);
    expect(kept?.body).toContain('has reserved a seat for you');
  });
});
