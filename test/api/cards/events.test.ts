import type { TransactionSql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { onPaymentEventReceived } from '../../../src/domain/payments/onPaymentEventReceived.js';
import { publicId } from '../../../src/lib/ids.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { uuid } from '../payments/till.js';
import { effects } from './paid.js';

let s: StripeWorld;
let e: ReturnType<typeof effects>;
beforeAll(async () => {
  s = await stripeWorld();
  e = effects(s);
});
afterAll(async () => { await s.close(); });
afterEach(async () => {
  s.double.clearFaults();
  await s.drain({ again: true });
});

interface SeenEvent {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly note: string | null;
  readonly objectId: string;
  readonly processedAt: string | null;
  readonly replayedBy: { readonly id: string } | null;
  readonly allowedActions: readonly string[];
}

const EVENT = 'id type state attempts note objectId processedAt replayedBy { id } allowedActions';

async function listed(who: string, filter: object, first = 50): Promise<SeenEvent[]> {
  const { paymentEvents } = await s.w.data<{ paymentEvents: { nodes: SeenEvent[] } }>(
    who, `query List($filter: PaymentEventFilter, $first: Int) { paymentEvents(filter: $filter, first: $first) { nodes { ${EVENT} } } }`, { filter, first });
  return paymentEvents.nodes;
}

const counts = async (who = 'finance-officer'): Promise<unknown> =>
  (await s.w.data<{ paymentEventCounts: unknown }>(who, '{ paymentEventCounts { pending failed dead } }')).paymentEventCounts;

/** Tries the jobs that are due and those that failed, so many times. */
async function tried(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await s.drain({ again: true });
}

/** A payment whose event cannot be worked on: the provider does not answer. */
async function poisoned(): Promise<{ readonly event: SeenEvent; readonly departmentId: string; readonly due: bigint }> {
  const { departmentId, theirs, due } = await e.owed();
  s.double.hold();
  const payment = await s.double.payHostedInvoice(theirs);
  const [told] = s.double.events('payment_intent.succeeded').filter(({ data }) => (data.object as { id: string }).id === payment.id);
  s.double.fault({ kind: '500', path: /payment_intents/, times: Number.MAX_SAFE_INTEGER });
  await s.double.deliver(told?.id ?? '');
  s.double.hold(false);
  const [event] = await listed('finance-officer', { objectId: payment.id });
  if (event === undefined) throw new Error('no event');
  return { event, departmentId, due };
}

describe('an event', () => {
  test('is listed with where it stands, newest first, for those who keep the books and nobody else', async () => {
    const { payment, officer } = await e.paid();
    const seen = await listed('auditor', { objectId: payment.id });
    expect(seen.map(({ type, state, attempts, allowedActions }) => [type, state, attempts, allowedActions])).toContainEqual(['payment_intent.succeeded', 'DONE', 1, []]);
    expect(seen.every(({ processedAt }) => processedAt !== null)).toBe(true);
    expect(await listed('platform-admin', { states: ['DONE'], type: 'payment_intent.succeeded' }, 1)).toHaveLength(1);
    const { paymentEvents: { edges } } = await s.w.data<{ paymentEvents: { edges: { node: { receivedAt: string } }[] } }>('finance-officer', '{ paymentEvents { edges { node { receivedAt } } } }');
    const times = edges.map(({ node }) => node.receivedAt);
    expect(times).toEqual([...times].sort().reverse());
    for (const who of [officer, 'author', 'curator', 'procurement-officer']) {
      expect(await listed(who, {})).toEqual([]);
      expect(await counts(who)).toBeNull();
    }
    const { node } = await s.w.data<{ node: unknown }>(officer, 'query Look($id: ID!) { node(id: $id) { id } }', { id: seen[0]?.id });
    expect(node).toBeNull();
  });

  test('that cannot be worked on is FAILED with the reason, tried again, and DEAD after twelve attempts; then a finance officer replays it', async () => {
    const { event, departmentId, due } = await poisoned();
    await tried(1);
    const [failed] = await listed('finance-officer', { objectId: event.objectId });
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 1, note: expect.stringMatching(/To read a payment/) as string, allowedActions: ['REPLAY'] });
    expect(await counts()).toEqual({ pending: 0, failed: 1, dead: 0 });
    await tried(11);
    const [dead] = await listed('finance-officer', { states: ['DEAD'] });
    expect(dead).toMatchObject({ id: event.id, attempts: 12, processedAt: null, allowedActions: ['REPLAY'] });
    expect(await counts()).toEqual({ pending: 0, failed: 0, dead: 1 });
    // It is in nobody's queue any more, and a job for it would do nothing.
    expect(await s.w.owner`select 1 from graphile_worker._private_jobs where payload->>'paymentEventId' = ${uuid('payment_event', event.id)}`).toEqual([]);
    await onPaymentEventReceived(s.deps, { paymentEventId: uuid('payment_event', event.id) });
    expect(await e.journal(departmentId)).toEqual([]);
    s.double.clearFaults();
    for (const who of ['platform-admin', 'auditor']) {
      await e.refused(who, 'paymentEventReplay', { paymentEventId: event.id }, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    }
    for (const who of ['procurement-officer', 'author']) {
      await e.refused(who, 'paymentEventReplay', { paymentEventId: event.id }, ['NOT_FOUND', 'paymentEventId', /no such event/]);
    }
    const { paymentEvent } = await e.run<{ paymentEvent: SeenEvent }>('finance-officer', 'paymentEventReplay', { paymentEventId: event.id }, `paymentEvent { ${EVENT} }`);
    expect(paymentEvent).toMatchObject({ state: 'PENDING', attempts: 0, allowedActions: [], replayedBy: { id: expect.any(String) as string } });
    await e.refused('finance-officer', 'paymentEventReplay', { paymentEventId: event.id }, ['ILLEGAL_STATE', '', /PENDING/]);
    await e.worked();
    expect((await listed('finance-officer', { objectId: event.objectId }))[0]).toMatchObject({ state: 'DONE', note: null });
    expect(await e.journal(departmentId)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: due, RECEIVABLE: -due }]]);
    expect(await ledgerFaults(s.w)).toEqual([]);
  });

  test('that failed, and succeeds at the next attempt, is done', async () => {
    const { event, departmentId } = await poisoned();
    await tried(1);
    s.double.clearFaults();
    await tried(1);
    expect((await listed('finance-officer', { objectId: event.objectId }))[0]).toMatchObject({ state: 'DONE', attempts: 2, note: null });
    expect(await e.journal(departmentId)).toHaveLength(1);
  });

  test('waits where the rail is not configured any more', async () => {
    const { event } = await poisoned();
    s.double.clearFaults();
    await expect(onPaymentEventReceived({ ...s.deps, cards: null }, { paymentEventId: uuid('payment_event', event.id) })).rejects.toThrow(/not configured/);
    await tried(1);
    expect((await listed('finance-officer', { objectId: event.objectId }))[0]).toMatchObject({ state: 'DONE' });
  });

  test('that is worked on by two jobs at once has one effect', async () => {
    const { event, departmentId } = await poisoned();
    s.double.clearFaults();
    const payload = { paymentEventId: uuid('payment_event', event.id) };
    await Promise.all(Array.from({ length: 6 }, () => onPaymentEventReceived(s.deps, payload)));
    await tried(1);
    expect(await e.journal(departmentId)).toHaveLength(1);
    expect(await ledgerFaults(s.w)).toEqual([]);
  });
});

/** What PostgreSQL says to the application's own role, with all the rights that it has. */
async function asApp(work: (sql: TransactionSql) => Promise<unknown>): Promise<string> {
  return s.w.db.sql.begin(async (sql) => {
    await sql`select set_config('app.scope', 'system', true)`;
    await work(sql);
  }).then(() => 'ALLOWED', (error: unknown) => {
    const { constraint_name: constraint, code } = error as { constraint_name?: string; code?: string };
    return constraint ?? code ?? String(error);
  });
}

const ID = '01980000-0000-7000-8000-0000000000a1';

describe('the database refuses', () => {
  test('money by card of which the provider said nothing', async () => {
    const { departmentId } = await e.paid();
    const department = uuid('department', departmentId);
    const add = (sql: TransactionSql): Promise<unknown> => sql`insert into receipt (id, rail, external_id, state, amount_paise, currency, received_on, payer, remarks, match, department_id, recorded_at)
      values (${ID}, 'CARD', 'pi_forged', 'PENDING', 5000, 'INR', current_date, 'Nobody', '', 'OVER', ${department}, now())`;
    expect(await asApp(async (sql) => {
      await add(sql);
      await sql`update receipt set state = 'SUCCEEDED', number = 'KR/26-27/9999999', decided_at = now() where id = ${ID}`;
    })).toBe('receipt_of_provider');
    expect(await asApp(async (sql) => {
      await add(sql);
      await sql`insert into payment_effect (object_id, effect, subject_id, created_at) values ('pi_forged', 'RECEIPT', ${ID}, now())`;
      await sql`update receipt set state = 'SUCCEEDED', number = 'KR/26-27/9999999', decided_at = now() where id = ${ID}`;
    })).toBe('receipt_recorded');
  });

  test('an effect that is booked twice, changed or taken away', async () => {
    const { payment } = await e.paid();
    expect(await asApp((sql) => sql`insert into payment_effect (object_id, effect, subject_id, created_at) values (${payment.id}, 'RECEIPT', ${ID}, now())`)).toBe('payment_effect_object_id_effect_pk');
    expect(await asApp((sql) => sql`update payment_effect set subject_id = ${ID} where object_id = ${payment.id}`)).toBe('42501');
    expect(await asApp((sql) => sql`delete from payment_effect`)).toBe('42501');
    for (const statement of [`update payment_effect set subject_id = '${ID}'`, 'delete from payment_effect', 'truncate payment_effect']) {
      expect([statement, await s.w.owner.unsafe(statement).then(() => 'ALLOWED', () => 'refused')]).toEqual([statement, 'refused']);
    }
  });

  test('an event that is written otherwise than by its keeping, altered, or done twice', async () => {
    expect(await asApp((sql) => sql`insert into payment_event (id, external_id, source, type, object_type, object_id, occurred_at, received_at, payload, state)
      values (${ID}, 'evt_forged', 'WEBHOOK', 'payout.paid', 'payout', 'po_forged', now(), now(), '{}', 'PENDING')`)).toBe('42501');
    expect(await asApp((sql) => sql`update payment_event set payload = '{}'`)).toBe('42501');
    expect(await asApp((sql) => sql`update payment_event set object_id = 'po_forged'`)).toBe('42501');
    expect(await asApp((sql) => sql`delete from payment_event`)).toBe('42501');
    expect(await asApp((sql) => sql`update payment_event set state = 'PENDING' where state = 'DONE'`)).toBe('lifecycle_illegal_move');
  });

  test('a refund to a card of which the provider said nothing, and a payout without its entry', async () => {
    const { departmentId } = await e.paid();
    const [row] = await s.w.owner<{ id: string }[]>`select id from receipt where rail = 'CARD' and department_id = ${uuid('department', departmentId)}`;
    expect(await asApp(async (sql) => {
      await sql`insert into refund (id, department_id, receipt_id, state, amount_paise, reason, rail, external_id, recorded_at)
        values (${ID}, ${uuid('department', departmentId)}, ${row?.id ?? ''}, 'PENDING', 5, 'Forged.', 'CARD', 're_forged', now())`;
      await sql`update refund set state = 'PAID' where id = ${ID}`;
    })).toBe('refund_of_provider');
    expect(await asApp((sql) => sql`insert into card_payout (id, external_id, state, amount_paise, fee_paise, arrived_on, recorded_at)
      values (${ID}, 'po_forged', 'PAID', 5, 0, current_date, now())`)).toBe('card_payout_recorded');
  });

  test('an office to see what passes between the provider and us', async () => {
    const { departmentId } = await e.paid();
    const seen = await s.w.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'organisation', true), set_config('app.organisation_id', ${uuid('department', departmentId)}, true)`;
      return sql`select (select count(*)::int from payment_event) as events, (select count(*)::int from payment_effect) as effects, (select count(*)::int from card_payout) as payouts`;
    });
    expect(seen).toEqual([{ events: 0, effects: 0, payouts: 0 }]);
    expect(publicId('department', uuid('department', departmentId))).toBe(departmentId);
  });
});
