import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { callOnce } from '../../../src/domain/payments/cards/calls.js';
import { customerOf } from '../../../src/domain/payments/cards/customer.js';
import { CardCallBroken, CardCallRefused } from '../../../src/domain/payments/rules/cards.js';
import type { FaultKind } from '../../../src/integrations/payments/double/faults.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { owing, uuid } from '../payments/till.js';
import { desk } from './desk.js';

let s: StripeWorld;
let d: ReturnType<typeof desk>;

const HOUR = 3_600_000;

beforeAll(async () => {
  s = await stripeWorld();
  d = desk(s);
  s.double.sendTo(null);
});

afterAll(async () => {
  await s.close();
});

interface Row {
  readonly state: string;
  readonly idempotency_key: string;
  readonly attempts: number;
  readonly external_id: string | null;
  readonly note: string | null;
}

async function rowOf(subjectId: string): Promise<Row | undefined> {
  const [row] = await s.w.owner<Row[]>`select state, idempotency_key, attempts, external_id, note from payment_call where subject_id = ${subjectId}`;
  return row;
}

/** A provider of one call: keeps what it was sent, and what it made by key. */
function provider() {
  const sent: string[] = [];
  const made = new Map<string, string>();
  let faults: (() => void)[] = [];
  return {
    sent, made,
    fail: (...next: (() => void)[]) => { faults = next; },
    call: {
      lookUp: async (): Promise<string | null> => Promise.resolve([...made.values()][0] ?? null),
      send: async (key: string): Promise<string> => {
        sent.push(key);
        faults.shift()?.();
        const id = made.get(key) ?? `made_${randomUUID()}`;
        made.set(key, id);
        return Promise.resolve(id);
      },
    },
  };
}

const failed = (error: Error) => (): void => { throw error; };

describe('a call to the provider', () => {
  it('has its key stored, and committed, before it is sent', async () => {
    const subjectId = randomUUID();
    let seen: Row | undefined;
    const answer = await callOnce(s.deps, { subjectId, step: 'a' }, {
      lookUp: () => Promise.resolve(null),
      send: async (key) => {
        seen = await rowOf(subjectId);
        expect(seen).toMatchObject({ state: 'PENDING', idempotency_key: key, attempts: 1 });
        return 'x_1';
      },
    });
    expect(answer).toBe('x_1');
    expect(seen).toBeDefined();
    expect(await rowOf(subjectId)).toMatchObject({ state: 'DONE', external_id: 'x_1', attempts: 1 });
  });

  it('is not sent again once it is done, nor once it was refused', async () => {
    const [done, refused] = [randomUUID(), randomUUID()];
    const p = provider();
    const first = await callOnce(s.deps, { subjectId: done, step: 'a' }, p.call);
    expect(await callOnce(s.deps, { subjectId: done, step: 'a' }, p.call)).toBe(first);
    expect(p.sent).toHaveLength(1);
    p.fail(failed(new CardCallRefused('No such card.')));
    expect(await callOnce(s.deps, { subjectId: refused, step: 'a' }, p.call)).toEqual({ reason: 'No such card.' });
    expect(await callOnce(s.deps, { subjectId: refused, step: 'a' }, p.call)).toEqual({ reason: 'No such card.' });
    expect(p.sent).toHaveLength(2);
    expect(await rowOf(refused)).toMatchObject({ state: 'FAILED', note: 'No such card.' });
  });

  it('is sent with the same key within a day, without a look', async () => {
    const subjectId = randomUUID();
    const p = provider();
    p.fail(failed(new Error('no answer')), failed(new Error('no answer')));
    const tried = (): Promise<unknown> => callOnce(s.deps, { subjectId, step: 'a' }, { ...p.call, lookUp: () => Promise.reject(new Error('looked')) });
    await expect(tried()).rejects.toThrow('no answer');
    s.w.clock.advance(22 * HOUR);
    await expect(tried()).rejects.toThrow('no answer');
    await tried();
    expect(new Set(p.sent).size).toBe(1);
    expect(p.made.size).toBe(1);
  });

  it('is looked for after a day; where it was made it is not sent again, else with a new key', async () => {
    const [made, unmade] = [randomUUID(), randomUUID()];
    const [p, q] = [provider(), provider()];
    p.fail(() => { p.made.set('committed', 'x_committed'); throw new Error('the answer was lost'); });
    q.fail(failed(new Error('no answer')));
    await expect(callOnce(s.deps, { subjectId: made, step: 'a' }, p.call)).rejects.toThrow('lost');
    await expect(callOnce(s.deps, { subjectId: unmade, step: 'a' }, q.call)).rejects.toThrow('no answer');
    s.w.clock.advance(23 * HOUR);
    await expect(callOnce(s.deps, { subjectId: unmade, step: 'a' }, q.call)).rejects.toThrow('too old');
    s.w.clock.advance(HOUR);
    expect(await callOnce(s.deps, { subjectId: made, step: 'a' }, p.call)).toBe('x_committed');
    expect(p.sent).toHaveLength(1);
    // Two processes at once send one key.
    const answers = await Promise.all([1, 2, 3].map(async () => callOnce(s.deps, { subjectId: unmade, step: 'a' }, q.call)));
    expect(new Set(answers).size).toBe(1);
    expect(q.made.size).toBe(1);
    expect(new Set(q.sent).size).toBe(2);
  });

  it('is looked for where the provider broke off, and sent with a new key where it had no effect', async () => {
    const [made, unmade] = [randomUUID(), randomUUID()];
    const [p, q] = [provider(), provider()];
    p.fail(() => { p.made.set('committed', 'x_committed'); throw new CardCallBroken('500'); });
    q.fail(failed(new CardCallBroken('500')));
    await expect(callOnce(s.deps, { subjectId: made, step: 'a' }, p.call)).rejects.toThrow('500');
    await expect(callOnce(s.deps, { subjectId: unmade, step: 'a' }, q.call)).rejects.toThrow('500');
    // Killed before it looked: it looks the next time.
    await expect(callOnce(s.deps, { subjectId: unmade, step: 'a' }, { ...q.call, lookUp: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
    expect(await callOnce(s.deps, { subjectId: made, step: 'a' }, p.call)).toBe('x_committed');
    await callOnce(s.deps, { subjectId: unmade, step: 'a' }, q.call);
    expect(p.sent).toHaveLength(1);
    expect(new Set(q.sent).size).toBe(2);
    expect(q.made.size).toBe(1);
  });

  it('is one, with one key, where several processes make it at once', async () => {
    const subjectId = randomUUID();
    const p = provider();
    const answers = await Promise.all(Array.from({ length: 8 }, async () => callOnce(s.deps, { subjectId, step: 'a' }, p.call)));
    expect(new Set(answers).size).toBe(1);
    expect(new Set(p.sent).size).toBe(1);
  });

  it('is harmless to kill before it is sent, and after it was done before that was noted', async () => {
    const subjectId = randomUUID();
    const p = provider();
    // Killed once the key was stored: nothing of the call is left but its row.
    await expect(callOnce(s.deps, { subjectId, step: 'a' }, { ...p.call, send: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
    const { idempotency_key: key } = await rowOf(subjectId) ?? { idempotency_key: '' };
    // Killed after the provider had answered.
    p.fail();
    await expect(callOnce(s.deps, { subjectId, step: 'a' }, { ...p.call, send: async (sent) => { await p.call.send(sent); throw new Error('killed'); } })).rejects.toThrow('killed');
    const answer = await callOnce(s.deps, { subjectId, step: 'a' }, p.call);
    expect([...p.made]).toEqual([[key, answer]]);
  });
});

/** What is sent for the first page of a department, in this order. */
const STEPS = [
  ['a customer', /^\/v1\/customers$/], ['the page', /^\/v1\/invoices$/], ['its line', /^\/v1\/invoiceitems$/], ['its opening', /^\/v1\/invoices\/[^/]+\/finalize$/],
] as const;
const QUICK: readonly FaultKind[] = ['409', '429', '503', '500', '500-after-commit', 'hang-up-before', 'hang-up-after-commit', 'cut-body', 'slow'];

/** Exactly one customer and one page at the double, of the right amount; every call under a key that was stored. */
async function expectOne(pageId: string, departmentId: string): Promise<void> {
  expect(await d.page(pageId)).toMatchObject({ state: 'OPEN', amount: { amountMinor: '508580' } });
  expect(d.theirs(pageId).filter(({ status }) => status !== 'void')).toMatchObject([{ status: 'open', amount_due: 508_580 }]);
  const ours = uuid('department', departmentId);
  expect(s.double.objects('customer').filter(({ metadata }) => metadata['department'] === ours)).toHaveLength(1);
  const stored = await s.w.owner<{ key: string }[]>`select idempotency_key as key from payment_call where subject_id in (${uuid('hosted_invoice', pageId)}, ${ours})`;
  const last = s.double.objects('invoice').filter(({ metadata }) => metadata?.['hosted_invoice'] === uuid('hosted_invoice', pageId));
  expect(last.length).toBe(1);
  expect(stored.length).toBeGreaterThanOrEqual(2);
}

describe.each(STEPS)('when the call for %s goes wrong', (_what, path) => {
  it.each(QUICK)('%s: there is one page in the end', async (kind) => {
    const { invoiceId, officer, departmentId } = await owing(s.w, 10);
    const { id } = await d.created(officer, invoiceId);
    s.double.fault({ kind, method: 'POST', path, times: 2, ms: 300 });
    await d.untilDone();
    s.double.clearFaults();
    await expectOne(id, departmentId);
  });
});

describe('when no answer comes', () => {
  it.each(['timeout-before', 'timeout-after-commit'] as const)('%s: the job goes on within seconds, and there is one page in the end', async (kind) => {
    const { invoiceId, officer, departmentId } = await owing(s.w, 10);
    const { id } = await d.created(officer, invoiceId);
    s.double.fault({ kind, method: 'POST', path: /^\/v1\/invoices$/ });
    const started = Date.now();
    const [first] = await d.untilDone();
    expect(first?.failed).toHaveLength(1);
    expect(Date.now() - started).toBeLessThan(15_000);
    await expectOne(id, departmentId);
  });

  it('answered with a lost answer and looked for a day later: it is found, and not made again', async () => {
    const { invoiceId, officer, departmentId } = await owing(s.w, 10);
    const { id } = await d.created(officer, invoiceId);
    s.double.fault({ kind: 'hang-up-after-commit', method: 'POST', path: /finalize$/, times: 2 });
    expect((await s.drain()).failed).toHaveLength(1);
    s.w.clock.advance(25 * HOUR);
    const before = s.double.requests.filter(({ method }) => method === 'POST').length;
    await d.untilDone();
    expect(s.double.requests.filter(({ method }) => method === 'POST').length).toBe(before);
    await expectOne(id, departmentId);
  });

  it('a page that was begun a day ago and never opened is given up, and made anew', async () => {
    const { invoiceId, officer, departmentId } = await owing(s.w, 10);
    const { id } = await d.created(officer, invoiceId);
    s.double.fault({ kind: 'hang-up-after-commit', method: 'POST', path: /invoiceitems$/, times: 2 });
    expect((await s.drain()).failed).toHaveLength(1);
    expect(d.their(id).status).toBe('draft');
    s.w.clock.advance(25 * HOUR);
    await d.untilDone();
    await expectOne(id, departmentId);
  });
});

describe('a department at the provider', () => {
  it('is made known once, whoever asks, and anew once it was refused', async () => {
    const { departmentId } = await owing(s.w, 10);
    const ours = uuid('department', departmentId);
    const rail = { ...s.deps, cards: s.cards };
    const refusing = { ...rail, cards: { ...s.cards, createCustomer: () => Promise.reject(new CardCallRefused('The address is wrong.')) } };
    expect(await customerOf(refusing, ours)).toEqual({ reason: 'The address is wrong.' });
    const ids = await Promise.all([1, 2, 3, 4].map(async () => customerOf(rail, ours)));
    expect(new Set(ids).size).toBe(1);
    const [customer, ...more] = s.double.objects('customer').filter(({ metadata }) => metadata['department'] === ours);
    expect(more).toEqual([]);
    expect(customer).toMatchObject({ id: ids[0], email: expect.stringMatching(/@example\.in$/) as string });
  });
});
