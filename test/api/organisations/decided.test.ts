import { afterAll, beforeAll, expect, test } from 'vitest';
import { onOrganisationDecided } from '../../../src/domain/organisations/onOrganisationDecided.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { world, type World } from '../../support/world.js';
import { decideAs, jobsOf, providerIn } from './support.js';

let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

test('administrators are told of a decision and its reason, once however often the job runs', async () => {
  const provider = await providerIn(marketplace, 'VERIFIED');
  await decideAs(marketplace, 'platform-admin', 'Suspend', provider.id);
  const { db, clock } = marketplace;
  const { log } = await marketplace.ctx(null);
  const mail = outboxMail({ db, log, now: clock.now }, null);
  const jobs = await jobsOf(marketplace, 'onOrganisationDecided');
  expect(jobs.map((job) => job['event'])).toEqual(['verify', 'suspend']);
  for (const job of [...jobs, ...jobs]) await onOrganisationDecided({ db, mail }, job);
  const mails = await marketplace.owner<{ recipient: string; subject: string; body: string }[]>`
    select recipient, subject, body from mail_message order by id`;
  expect(mails).toHaveLength(2);
  expect(mails[0]?.recipient).toBe(`${provider.who.slice('new:'.length)}@example.in`);
  expect(mails[0]?.subject).toContain('is verified');
  expect(mails[1]?.subject).toContain('is suspended');
  expect(mails[1]?.body).toContain('The register does not know it.');
});

test('a payload of another form is an error, so that the job stays as a dead letter', async () => {
  const { db } = marketplace;
  await expect(onOrganisationDecided({ db, mail: { send: () => Promise.resolve() } }, { organisationId: 'x' })).rejects.toThrow();
});
