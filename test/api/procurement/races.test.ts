import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../../src/lib/ids.js';
import { joined, tryMutation, wished } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';
import { offices, type Office } from './office.js';

let w: World;
let open: () => Promise<Office>;
beforeAll(async () => {
  w = await world({ pool: 16 });
  open = offices(w);
});
afterAll(() => w.close());

const ROUNDS = 3;

/** What the database has of an office's department. */
async function counted(office: Office): Promise<Record<string, number>> {
  const [row] = await w.owner<Record<string, number>[]>`
    select (select count(*)::int from purchase_request r where r.department_id = o.id) as requests,
      (select count(*)::int from purchase_request r where r.department_id = o.id and r.state = 'ORDERED') as orders,
      (select count(*)::int from subscription s where s.department_id = o.id) as subscriptions,
      (select coalesce(sum(t.quantity), 0)::int from term t where t.department_id = o.id) as seats,
      (select count(*)::int from invoice i where i.department_id = o.id) as invoices,
      (select count(*)::int from issued_document d where d.department_id = o.id) as documents
    from organisation o where o.slug = ${office.slug}`;
  return row ?? {};
}

const codes = (answers: readonly { readonly userErrors: readonly { readonly code: string }[] }[]): string[] =>
  answers.map(({ userErrors }) => userErrors.map(({ code }) => code).join() || 'done').sort();

test('two officers order the same request at once: it is ordered once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const office = await open();
    const colleague = await joined(w, office.slug, ['PROCUREMENT_OFFICER']);
    const { purchaseRequestId } = await office.buys.sanctioned({ quantity: 25 });
    const answers = await Promise.all([office.officer, colleague, office.officer, colleague].map((who, place) =>
      tryMutation(w, who, 'purchaseRequestOrder', { purchaseRequestId, idempotencyKey: `race-${place}` })));
    expect(codes(answers)).toEqual(['ILLEGAL_STATE', 'ILLEGAL_STATE', 'ILLEGAL_STATE', 'done']);
    expect(await counted(office)).toEqual({ requests: 1, orders: 1, subscriptions: 1, seats: 25, invoices: 1, documents: 1 });
  }
});

test('one key sent several times at once: one effect, and the same answer to each', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const office = await open();
    const input = wished({ quantity: 12 });
    const send = (name: string, given: object, selection: string): Promise<{ payload: unknown; userErrors: readonly { code: string }[] }> =>
      tryMutation(w, office.officer, name, given, selection);
    const raised = await Promise.all([1, 2, 3, 4].map(() => send('purchaseRequestCreate', input, 'purchaseRequest { id }')));
    expect(codes(raised)).toEqual(['done', 'done', 'done', 'done']);
    expect(new Set(raised.map(({ payload }) => JSON.stringify(payload))).size).toBe(1);
    const { purchaseRequestId } = await office.buys.sanctioned({ quantity: 12 });
    const ordered = await Promise.all([1, 2, 3, 4].map(() =>
      send('purchaseRequestOrder', { purchaseRequestId, idempotencyKey: 'the-order' }, 'subscription { id } term { id } invoice { id number }')));
    expect(codes(ordered)).toEqual(['done', 'done', 'done', 'done']);
    expect(new Set(ordered.map(({ payload }) => JSON.stringify(payload))).size).toBe(1);
    expect(await counted(office)).toEqual({ requests: 2, orders: 1, subscriptions: 1, seats: 12, invoices: 1, documents: 1 });
  }
});

test('approved while it is withdrawn: one comes first, and the other is told', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const office = await open();
    const { purchaseRequestId } = await office.buys.submitted({ quantity: 5 });
    const [approved, withdrawn] = await Promise.all([
      tryMutation(w, office.authority, 'purchaseRequestApprove', { purchaseRequestId }),
      tryMutation(w, office.officer, 'purchaseRequestWithdraw', { purchaseRequestId, reason: 'A mistake.' }),
    ]);
    // Withdrawn it is at the end either way: an approved request can be taken back too.
    expect(codes([withdrawn])).toEqual(['done']);
    expect(['done', 'ILLEGAL_STATE']).toContain(codes([approved])[0]);
    const [row] = await w.owner<{ state: string; approved: boolean }[]>`
      select state, approved_by is not null as approved from purchase_request where id = ${uuidOf('purchase_request', purchaseRequestId)}`;
    expect(row).toEqual({ state: 'WITHDRAWN', approved: codes([approved])[0] === 'done' });
  }
});

test('two new subscriptions for seats ordered at once: one is opened', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const office = await open();
    const requests = [await office.buys.sanctioned({ quantity: 3 }), await office.buys.sanctioned({ quantity: 4 })];
    const answers = await Promise.all(requests.map(({ purchaseRequestId }) =>
      tryMutation(w, office.officer, 'purchaseRequestOrder', { purchaseRequestId, idempotencyKey: purchaseRequestId })));
    expect(codes(answers).filter((code) => code === 'done')).toHaveLength(1);
    expect(codes(answers).find((code) => code !== 'done')).toMatch(/^(TAKEN|ILLEGAL_STATE)$/);
    expect(await counted(office)).toMatchObject({ orders: 1, subscriptions: 1, invoices: 1 });
  }
});

test('two renewals of a term raised at once, and two additions of one day ordered at once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const office = await open();
    const { subscriptionId } = await office.buys.orderedSeats({ quantity: 10 });
    const renewals = await Promise.all([1, 2].map(() =>
      tryMutation(w, office.officer, 'purchaseRequestCreate', wished({ purpose: 'RENEWAL', subscriptionId }))));
    expect(codes(renewals)).toEqual(['TAKEN', 'done']);
    const additions = [
      await office.buys.sanctioned({ purpose: 'ADDITION', subscriptionId, quantity: 2 }), await office.buys.sanctioned({ purpose: 'ADDITION', subscriptionId, quantity: 3 }),
    ];
    const ordered = await Promise.all(additions.map(({ purchaseRequestId }) =>
      tryMutation(w, office.officer, 'purchaseRequestOrder', { purchaseRequestId, idempotencyKey: purchaseRequestId })));
    expect(codes(ordered)).toEqual(['done', 'done']);
    expect(await counted(office)).toMatchObject({ seats: 15, invoices: 3, documents: 3 });
  }
});
