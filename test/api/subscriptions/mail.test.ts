import { afterAll, beforeAll, expect, test } from 'vitest';
import { onSubscriptionMoved } from '../../../src/domain/subscriptions/onSubscriptionMoved.js';
import { TOLD } from '../../../src/domain/subscriptions/moved.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { newId } from '../../../src/lib/ids.js';
import { addYears, formatIndianDate } from '../../../src/lib/indianDate.js';
import { pino } from 'pino';
import { world, type World } from '../../support/world.js';
import { bought, office, today } from './arrange.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

test('what became of a subscription is told once, to those who buy and approve', async () => {
  const log = pino({ level: 'silent' });
  const at = await office(w);
  const { subscriptionId } = await bought(at);
  const deps = { db: w.db, mail: outboxMail({ db: w.db, log, now: w.clock.now }, null) };
  const told = async (what: string): Promise<{ recipient: string; subject: string; body: string }[]> => {
    const moveId = newId();
    for (let i = 0; i < 2; i += 1) await onSubscriptionMoved(deps, { moveId, subscriptionId, told: what });
    return w.owner`select recipient, subject, body from mail_message where cause_key = ${`subscriptionMoved:${moveId}`} order by recipient`;
  };
  const address = (who: string): string => `${who.slice('new:'.length)}@example.in`;
  const [administrator] = await w.owner<{ email: string }[]>`select u.email from membership m join app_user u on u.id = m.user_id
    where m.organisation_id = ${at.departmentId} and m.roles = '{APPROVING_AUTHORITY}' and u.email not like 'buyer%'`;
  const approvers = [address(at.buyers.authority), administrator?.email ?? ''];
  for (const what of TOLD) {
    const mails = await told(what);
    const expected = what === 'QUOTED' ? approvers : [...approvers, address(at.buyers.officer)];
    expect([what, mails.map(({ recipient }) => recipient)]).toEqual([what, [...expected].sort()]);
  }
  const [quoted] = await told('QUOTED');
  expect(quoted?.body).toContain(`ends on ${formatIndianDate(addYears(today(w), 1))}`);
  const [grace] = await told('GRACE');
  expect(grace?.subject).toMatch(/^A payment of .* is overdue$/);
  expect(grace?.body).toMatch(/: the subscription to seats of .* is in its days of grace\./);
});
