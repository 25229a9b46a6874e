import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestReviews } from '../../../src/domain/reviews/digestReviews.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { mails, queueOf } from './office.js';

const DAY_MS = 86_400_000;

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const run = (): Promise<void> => digestReviews({
  db: w.db, now: w.clock.now, mail: outboxMail({ db: w.db, log: pino({ level: 'silent' }), now: w.clock.now }, null),
});
const sent = (): Promise<{ recipient: string; subject: string; body: string }[]> => mails(w, 'reviewDigest');

/** Moves the clock to 08:00 in India, so many days from now on. */
function toMorning(days: number): void {
  const now = w.clock.now().getTime();
  const morning = Math.floor((now + 5.5 * 3_600_000) / DAY_MS) * DAY_MS - 5.5 * 3_600_000 + 8 * 3_600_000;
  w.clock.advance(morning + days * DAY_MS - now);
}

describe('the mail of the morning', () => {
  test('is none while nothing is due, and tells a curator what is due soon', async () => {
    await run();
    expect(await sent()).toEqual([]);
    await given.assignment(w, 'curator');
    await queueOf(w, 1);
    await run();
    expect(await sent()).toEqual([]);
    toMorning(2);
    await run();
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ recipient: 'curator@example.in', subject: 'Reviews: 1 due soon' });
    expect(mail?.body).toMatch(/^Dear Meera Iyer,\n\nYour review stage that is due in the next 2 days:\n\n- "Noting and drafting \d+", COMPLIANCE stage, due on \d\d \w{3} \d{4}\n\nKarmayogi Marketplace$/);
  });

  test('tells each of what is overdue, and chief curators of what nobody is on; once a day, however often it is run', async () => {
    toMorning(3);
    await given.assignment(w, 'curator');
    await Promise.all([run(), run()]);
    await run();
    const after = (await sent()).slice(1);
    expect(after.map(({ recipient, subject }) => [recipient, subject]).sort()).toEqual([
      ['chief-curator@example.in', 'Reviews: 1 overdue without a curator'], ['curator@example.in', 'Reviews: 1 overdue'],
    ]);
    w.clock.advance(15 * 3_600_000);
    await run();
    expect(await sent()).toHaveLength(3);
    w.clock.advance(2 * 3_600_000);
    await run();
    expect((await sent()).slice(3).map(({ subject }) => subject).sort()).toEqual(['Reviews: 1 overdue', 'Reviews: 1 overdue without a curator']);
  });

  test('names fifty stages and counts the rest; leaves out who is no curator any more', async () => {
    for (let i = 0; i < 52; i += 1) await given.assignment(w, 'curator-compliance');
    toMorning(6);
    await run();
    const body = (await sent()).find(({ recipient }) => recipient === 'curator-compliance@example.in')?.body ?? '';
    expect(body.match(/^- "/gm)).toHaveLength(50);
    expect(body).toContain('Your 52 review stages that are overdue:');
    expect(body).toContain('- and 2 more');
    const before = (await sent()).length;
    await w.owner`update membership set state = 'ENDED', ended_at = now() where organisation_kind = 'PLATFORM'
      and user_id = ${await w.userId('curator-compliance')}`;
    toMorning(1);
    await run();
    // What the curator leaves behind is the chief curators' to give to somebody else.
    expect((await sent()).slice(before).map(({ recipient, subject }) => [recipient, subject]).sort()).toEqual([
      ['chief-curator@example.in', 'Reviews: 53 overdue without a curator'], ['curator@example.in', 'Reviews: 2 overdue'],
    ]);
  }, 60_000);
});
