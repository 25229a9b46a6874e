import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCrontab } from 'graphile-worker';
import { pino } from 'pino';
import { setTimeout as pause } from 'node:timers/promises';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { uploadFiles } from '../../../src/integrations/uploads/files.js';
import { CRONTAB, startWorker } from '../../../src/worker.js';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { mails } from './office.js';

const log = pino({ level: 'silent' });

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

test('the worker knows when to send the mail of the morning, and sends it once, however often it is told to', async () => {
  await given.assignment(w, 'curator');
  w.clock.advance(4 * 86_400_000);
  const worker = await startWorker({
    db: w.db, ownerUrl: w.ownerUrl, log, now: w.clock.now, mail: outboxMail({ db: w.db, log, now: w.clock.now }, null),
    files: uploadFiles(w.dataDir), cards: null, search: null, anchor: { anchor: () => Promise.resolve() },
  });
  try {
    for (let i = 0; i < 2; i += 1) await w.owner`select graphile_worker.add_job('digestReviews', '{}'::json)`;
    for (let i = 0; i < 100; i += 1) {
      const [left] = await w.owner<{ n: number }[]>`select count(*)::int as n from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'digestReviews'`;
      const known = await w.owner`select 1 from graphile_worker._private_known_crontabs where identifier = 'digestReviews'`;
      if (left?.n === 0 && known.length === 1) break;
      await pause(50);
    }
    expect((await mails(w, 'reviewDigest')).map(({ recipient, subject }) => [recipient, subject])).toEqual([['curator@example.in', 'Reviews: 1 overdue']]);
    expect(await w.owner`select identifier from graphile_worker._private_known_crontabs order by identifier`).toEqual(
      ['advanceSubscriptions', 'chargeSavedCards', 'digestReviews', 'indexCatalogue', 'recogniseRevenue', 'reconcilePayments', 'refreshSearch']
        .map((identifier) => ({ identifier })));
  } finally {
    await worker.stop();
  }
});

test('it is the morning at eight o\'clock in India, every day', () => {
  const [item] = parseCrontab(CRONTAB);
  const at = (time: string): boolean | undefined => {
    const utc = new Date(`${time}+05:30`);
    return item?.match({ min: utc.getUTCMinutes(), hour: utc.getUTCHours(), date: utc.getUTCDate(), month: utc.getUTCMonth() + 1, dow: utc.getUTCDay() });
  };
  for (const day of ['2026-01-01', '2026-02-28', '2026-07-05', '2026-12-31']) expect([day, at(`${day}T08:00`), at(`${day}T08:01`), at(`${day}T20:00`)]).toEqual([day, true, false, false]);
  // Made up for on the same day in India only.
  expect(item?.options.backfillPeriod).toBeLessThan(16 * 3_600_000);
});
