import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTx } from '../../../src/context.js';
import { onPurchaseRequestMoved } from '../../../src/domain/procurement/onPurchaseRequestMoved.js';
import { prepareRenewal } from '../../../src/domain/procurement/steps.js';
import type { MailPort } from '../../../src/integrations/mail/mail.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { publicId, uuidOf } from '../../../src/lib/ids.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { joined, onDay, tryMutation } from '../../support/buying.js';
import { done } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { approvedPrice, pricedCourse } from '../pricing/support.js';
import { offices, type Office } from './office.js';

const TODAY = '2026-12-01';
let w: World;
let open: () => Promise<Office>;
let office: Office;
let deps: { db: World['db']; mail: MailPort };
beforeAll(async () => {
  w = await world();
  open = offices(w);
  deps = { db: w.db, mail: outboxMail({ db: w.db, log: pino({ level: 'silent' }), now: w.clock.now }, null) };
});
afterAll(() => w.close());
beforeEach(async () => {
  onDay(w, TODAY);
  office = await open();
});

/** The renewal as the daily job prepares it; null where it prepares none. */
async function prepared(subscriptionId: string): Promise<string | null> {
  const made = await inTx({ ...await w.ctx(null), actor: { kind: 'system', name: 'daily job' } }, 'advanceSubscriptions', async (tx) => {
    tx.nothingDone = true;
    return { made: await prepareRenewal(tx, uuidOf('subscription', subscriptionId) ?? '') };
  });
  const { made: request } = done(made);
  return request === null ? null : publicId('purchase_request', request.purchaseRequestId);
}

async function read(who: string, id: string | null): Promise<Record<string, unknown> | null> {
  const { purchaseRequest } = await w.data<{ purchaseRequest: Record<string, unknown> | null }>(who, `query One($id: ID!) {
    purchaseRequest(id: $id) { state purpose quantity startsOn budgetHead instalmentPlan { code } requestedBy { name } latestQuote { isValid validUntil }
      subscription { id } allowedActions } }`, { id });
  return purchaseRequest;
}

/** Runs the consumers of the events that were emitted about a request, twice each, and answers the mails: recipient and subject. */
async function mailsOf(purchaseRequestId: string): Promise<{ recipient: string; subject: string; body: string }[]> {
  const id = uuidOf('purchase_request', purchaseRequestId);
  const events = await w.owner<{ payload: unknown }[]>`
    select j.payload from graphile_worker._private_jobs j where j.payload->>'purchaseRequestId' = ${id} order by j.id`;
  for (const { payload } of [...events, ...events]) await onPurchaseRequestMoved(deps, payload);
  return w.owner<{ recipient: string; subject: string; body: string }[]>`
    select recipient, subject, body from mail_message where cause_key like ${`purchaseRequestMoved:${id}:%`} order by created_at, recipient`;
}

test('a renewal is prepared once a term, with as many as now, on the terms of the order, quoted, and waits for a maker', async () => {
  const { officer, authority, buys, plan } = office;
  const { subscriptionId } = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
  await buys.ordered({ purpose: 'ADDITION', subscriptionId, quantity: 40, instalmentPlanId: plan });
  onDay(w, addDays(TODAY, 305));
  const id = await prepared(subscriptionId);
  expect(await prepared(subscriptionId)).toBeNull();
  expect(await read(officer, id)).toMatchObject({
    state: 'DRAFT', purpose: 'RENEWAL', quantity: 1290, startsOn: '2027-12-01', requestedBy: null, subscription: { id: subscriptionId },
    latestQuote: { isValid: true, validUntil: addDays(TODAY, 335) },
    allowedActions: ['UPDATE', 'QUOTE', 'SUBMIT', 'WITHDRAW'],
  });
  expect((await read(officer, id))?.['instalmentPlan']).toMatchObject({ code: expect.stringMatching(/^AFTER_A_YEAR/) as string });
  const mails = await mailsOf(id ?? '');
  expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    [`${officer.slice(4)}@example.in`, 'A renewal is prepared: the renewal with 1,290 seats from 1 December 2027'],
  ]);
  // Withdrawn, it is not prepared again: the department has said what it wants, and may raise another itself.
  await buys.withdrawn(id ?? '');
  expect(await prepared(subscriptionId)).toBeNull();
  const own = await buys.drafted({ purpose: 'RENEWAL', subscriptionId });
  await buys.orderedDraft(own.purchaseRequestId);
  expect(await prepared(subscriptionId)).toBeNull();
  expect(await read(authority, own.purchaseRequestId)).toMatchObject({ state: 'ORDERED', quantity: 1290 });
});

test('the renewal of a course that has left the catalogue is prepared without a quote, and submitting it tells why', async () => {
  const course = await pricedCourse(w);
  await approvedPrice(w, course.courseId);
  const { subscriptionId } = await office.buys.ordered({
    kind: 'COURSE', courseId: course.courseId, basis: 'PER_LEARNER', quantity: 30, instalmentPlanId: office.plan,
  });
  await w.owner`update course_version set state = 'SUSPENDED', state_reason = 'A complaint.' where id = ${uuidOf('course_version', course.courseVersionId)}`;
  onDay(w, addDays(TODAY, 305));
  const id = await prepared(subscriptionId);
  expect(await read(office.officer, id)).toMatchObject({ state: 'DRAFT', quantity: 30, latestQuote: null });
  await office.refused(office.officer, 'Submit', { purchaseRequestId: id }, 'ILLEGAL_STATE', '', /not in the catalogue now/);
});

test('mails: whose turn it is, and who is to know, each once and never himself', async () => {
  const { officer, authority, trainer, buys } = office;
  const [o, a, t] = [officer, authority, trainer].map((who) => `${who.slice(4)}@example.in`);
  const registrar = `registrar@${office.slug}.example.in`;
  const { purchaseRequestId } = await buys.ordered({ quantity: 1250 });
  const mails = await mailsOf(purchaseRequestId);
  const to = (begins: string): string[] => mails.filter(({ subject }) => subject.startsWith(begins)).map(({ recipient }) => recipient).sort();
  expect(to('To approve: 1,250 seats from 1 December 2026')).toEqual([a, registrar].sort());
  expect(to('Approved: 1,250 seats')).toEqual([o, registrar].sort());
  expect(to('To order: 1,250 seats')).toEqual([o]);
  expect(to('Ordered: 1,250 seats')).toEqual([a, t, registrar].sort());
  expect(mails).toHaveLength(8);
  expect(mails[0]?.body).toContain('Quoted at INR 6,35,725.00, tax included.');

  const other = await open();
  const request = await other.buys.submitted({ quantity: 1 });
  await tryMutation(w, other.authority, 'purchaseRequestReject', { purchaseRequestId: request.purchaseRequestId, reason: 'Not this year.' });
  const rejected = (await mailsOf(request.purchaseRequestId)).filter(({ subject }) => subject.startsWith('Rejected: 1 seat from'));
  expect(rejected.map(({ recipient }) => recipient)).toEqual([`${other.officer.slice(4)}@example.in`]);
  expect(rejected[0]?.body).toContain('Not this year.');
  // A draft that nobody has seen is withdrawn without a word.
  const { purchaseRequestId: unseen } = await other.buys.drafted({ quantity: 2 });
  await other.buys.withdrawn(unseen);
  expect(await mailsOf(unseen)).toEqual([]);
  await expect(onPurchaseRequestMoved(deps, { purchaseRequestId: 'x' })).rejects.toThrow();
});

test('who sees what a department buys', async () => {
  const { officer, authority, trainer, buys } = office;
  const { purchaseRequestId, quote } = await buys.submitted({ quantity: 5 });
  const document = `query Seen($id: ID!, $quote: ID!) {
    purchaseRequest(id: $id) { id latestQuote { id } } node(id: $quote) { id } purchaseRequests(first: 100) { nodes { id } } }`;
  const seen = async (who: string | null): Promise<boolean[]> => {
    const data = await w.data<{ purchaseRequest: object | null; node: object | null; purchaseRequests: { nodes: { id: string }[] } }>(
      who, document, { id: purchaseRequestId, quote: quote.id });
    return [data.purchaseRequest !== null, data.node !== null, data.purchaseRequests.nodes.some(({ id }) => id === purchaseRequestId)];
  };
  for (const who of [officer, authority, trainer, 'finance-officer', 'platform-admin', 'auditor']) expect([who, ...await seen(who)]).toEqual([who, true, true, true]);
  const learner = await joined(w, office.slug, ['LEARNER']);
  for (const who of [null, learner, 'procurement-officer', 'approving-authority', 'training-manager', 'curator', 'chief-curator', 'provider-admin', 'newcomer']) {
    expect([who, ...await seen(who)]).toEqual([who, false, false, false]);
  }
});
