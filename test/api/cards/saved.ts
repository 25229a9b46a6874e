import { pino } from 'pino';
import { chargeSavedCards, type ChargeReport } from '../../../src/domain/payments/chargeSavedCards.js';
import { instalmentPlanCreate } from '../../../src/domain/pricing/instalmentPlanCreate.js';
import { openDatabase } from '../../../src/db/client.js';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, addYears, type IndianDate } from '../../../src/lib/indianDate.js';
import { tryMutation } from '../../support/buying.js';
import { another, done } from '../../support/given.js';
import type { StripeWorld } from '../../support/stripe.js';
import { advanced, bare, bought, goTo, office, pay, today, uuid, type Office } from '../subscriptions/arrange.js';

/** A saved card as tests look at it. */
export interface SeenMandate {
  readonly id: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly clientSecret: string | null;
  readonly maximum: { readonly amountMinor: string };
  readonly allowedActions: readonly string[];
  readonly charges: readonly { readonly id: string; readonly seq: number; readonly state: string; readonly stateReason: string | null; readonly amount: { readonly amountMinor: string } }[];
}

export const MANDATE = 'id state stateReason clientSecret maximum { amountMinor } allowedActions charges { id seq state stateReason amount { amountMinor } }';

/** A department that has seats for a year from today on, paid. */
export interface Seated {
  readonly at: Office;
  /** Public. */
  readonly subscriptionId: string;
  /** The day on which the term ends, and the next begins. */
  readonly endsOn: IndianDate;
}

const SILENT = pino({ level: 'silent' });

/** Instalment plans, and departments that have seats. */
function buyingDesk({ w }: StripeWorld) {
  /** A plan of so many equal instalments, the first due so many days after the issue, each of the others 30 days later. */
  async function plan(parts: number, firstDue = 10): Promise<string> {
    const share = Math.floor(10_000 / parts);
    const { instalmentPlanId } = done(await instalmentPlanCreate(await w.ctx('platform-admin'), {
      code: `PLAN_${another()}`, name: `In ${parts} parts`, legalReference: 'For tests',
      parts: Array.from({ length: parts }, (_, at) => ({ shareBasisPoints: at === 0 ? 10_000 - share * (parts - 1) : share, dueDays: firstDue + 30 * at })),
    }));
    return publicId('instalment_plan', instalmentPlanId);
  }

  async function seated(quantity: number, given?: Office): Promise<Seated> {
    const at = given ?? await office(w);
    const { subscriptionId, invoiceId } = await bought(at, { quantity });
    await pay(w, invoiceId);
    return { at, subscriptionId: publicId('subscription', subscriptionId), endsOn: addYears(today(w), 1) };
  }

  /** The renewal that the program prepares, as it is; its draft. */
  async function preparedRenewal({ subscriptionId, endsOn }: Seated): Promise<{ purchaseRequestId: string; instalmentPlanId: string }> {
    if (today(w) < addDays(endsOn, -30)) goTo(w, addDays(endsOn, -30));
    await advanced(w);
    const [row] = await w.owner<{ id: string; plan: string }[]>`
      select r.id, r.instalment_plan_id as plan from purchase_request r where r.subscription_id = ${uuid(subscriptionId)} and r.purpose = 'RENEWAL' order by r.id desc limit 1`;
    if (row === undefined) throw new Error('no renewal was prepared');
    return { purchaseRequestId: publicId('purchase_request', row.id), instalmentPlanId: publicId('instalment_plan', row.plan) };
  }

  /** The renewal that the program prepares, ordered; the next term has begun, and its invoice is issued. Answers its uuid. */
  async function renewed(seat: Seated): Promise<string> {
    const { purchaseRequestId } = await preparedRenewal(seat);
    const { invoiceId } = bare(await seat.at.buy.orderedDraft(purchaseRequestId));
    goTo(w, seat.endsOn);
    await advanced(w);
    return invoiceId;
  }
  return { plan, seated, preparedRenewal, renewed };
}

type External = 'setup_external_id' | 'payment_method_external_id' | 'mandate_external_id';

/** Saving and ending cards, through the API and the provider. */
function savingDesk({ w, double, drain }: StripeWorld) {
  /** Asks for a card to be saved, which may be refused. */
  async function asked(who: string, subscriptionId: string, instalmentPlanId: string, idempotencyKey = `k${another()}`) {
    const { payload, userErrors } = await tryMutation<{ cardMandate: SeenMandate | null }>(
      w, who, 'cardMandateCreate', { idempotencyKey, subscriptionId, instalmentPlanId }, `cardMandate { ${MANDATE} }`);
    return { cardMandate: payload.cardMandate, userErrors };
  }

  async function mandate(who: string, id: string): Promise<SeenMandate> {
    const { node } = await w.data<{ node: SeenMandate | null }>(who, `query ($id: ID!) { node(id: $id) { ... on CardMandate { ${MANDATE} } } }`, { id });
    if (node === null) throw new Error(`${who} knows of no ${id}`);
    return node;
  }

  /** Does what is queued; nothing may fail. */
  async function worked(): Promise<void> {
    const { failed } = await drain();
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
  }

  async function column(cardMandateId: string, name: External): Promise<string> {
    const [row] = await w.owner<{ value: string | null }[]>`select ${w.owner(name)} as value from card_mandate where id = ${uuid(cardMandateId)}`;
    if (row?.value == null) throw new Error(`the saved card has no ${name}`);
    return row.value;
  }

  /** A card that its holder can confirm; the provider's id of its set-up. */
  async function offered({ at, subscriptionId }: Seated, planId: string): Promise<{ cardMandateId: string; setupId: string }> {
    const { cardMandate, userErrors } = await asked(at.buyers.officer, subscriptionId, planId);
    if (cardMandate === null) throw new Error(JSON.stringify(userErrors));
    await worked();
    return { cardMandateId: cardMandate.id, setupId: await column(cardMandate.id, 'setup_external_id') };
  }

  /** A saved card in force. */
  async function saved(seat: Seated, planId: string): Promise<string> {
    const { cardMandateId, setupId } = await offered(seat, planId);
    await double.confirmSetup(setupId);
    await worked();
    return cardMandateId;
  }
  return {
    asked, mandate, worked, column, offered, saved,
    end: (who: string, cardMandateId: string) => tryMutation<{ cardMandate: SeenMandate | null }>(
      w, who, 'cardMandateEnd', { cardMandateId, reason: 'We pay by transfer from now on.' }, `cardMandate { ${MANDATE} }`),
  };
}

interface SeenCharge {
  readonly seq: number;
  readonly state: string;
  readonly amount: string;
  readonly reason: string | null;
  readonly external_id: string | null;
}

/** The daily job, and what it did. */
function chargingDesk({ w, deps }: StripeWorld, worked: () => Promise<void>) {
  /** Runs the daily job of saved cards, as the worker does, and then what it queued. */
  async function charged(work = true): Promise<ChargeReport> {
    const db = openDatabase({ url: w.appUrl, max: 3, applicationName: 'test-worker', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000 });
    try {
      return await chargeSavedCards({ db, now: w.clock.now, log: SILENT, cards: deps.cards });
    } finally {
      await db.close();
      if (work) await worked();
    }
  }

  /** The instalments of an invoice, in paise, in their order. */
  async function instalments(invoiceId: string): Promise<bigint[]> {
    const rows = await w.owner<{ amount: string }[]>`select amount_paise::text as amount from expected_payment where invoice_id = ${invoiceId} order by seq`;
    return rows.map(({ amount }) => BigInt(amount));
  }

  /** The charges of an invoice, the first first. */
  async function charges(invoiceId: string): Promise<readonly SeenCharge[]> {
    return w.owner<SeenCharge[]>`select seq, state, amount_paise::text as amount, state_reason as reason, external_id from card_charge where invoice_id = ${invoiceId} order by requested_at, seq`;
  }

  async function payment(invoiceId: string, seq: number): Promise<string> {
    const charge = (await charges(invoiceId)).find((each) => each.seq === seq);
    if (charge?.external_id == null) throw new Error(`the instalment ${seq} was not charged`);
    return charge.external_id;
  }

  async function settled(invoiceId: string): Promise<{ state: string; outstanding: string }> {
    const [row] = await w.owner<{ state: string; outstanding: string }[]>`
      select state, (total_paise - settled_paise)::text as outstanding from invoice where id = ${invoiceId}`;
    if (row === undefined) throw new Error('no such invoice');
    return row;
  }

  /** What a person was told of saved cards. */
  async function mails(who: string): Promise<readonly { subject: string; body: string }[]> {
    const email = `${who.replace('new:', '')}@example.in`;
    return w.owner`select subject, body from mail_message where recipient = ${email} and template = 'savedCard' order by created_at, id`;
  }

  /** How an instalment is paid by transfer, as the mail says. */
  async function transferOf(invoiceId: string, seq: number): Promise<RegExp> {
    const [row] = await w.owner<{ reference: string; account: string }[]>`
      select p.reference, (select a.account_number from collecting_account a order by a.in_force_from desc limit 1) as account
      from expected_payment p where p.invoice_id = ${invoiceId} and p.seq = ${seq}`;
    return new RegExp(`${row?.account ?? '?'}[\\s\\S]*Remarks: ${row?.reference ?? '?'}`);
  }
  return { charged, instalments, charges, payment, settled, mails, transferOf };
}

/** The desk of departments that save cards: everything through the API, on a double of the provider. */
export function cardDesk(s: StripeWorld) {
  const [buys, saves] = [buyingDesk(s), savingDesk(s)];
  const charging = chargingDesk(s, saves.worked);
  return {
    ...buys, ...saves, ...charging,
    /** A department whose next term has begun, in three instalments due on the 10th, 40th and 70th day after it, with a saved card. */
    renewedBySavedCard: async (quantity = 60): Promise<RenewedByCard> => {
      const seat = await buys.seated(quantity);
      const planId = await buys.plan(3, 10);
      const cardMandateId = await saves.saved(seat, planId);
      const { instalmentPlanId } = await buys.preparedRenewal(seat);
      if (instalmentPlanId !== planId) throw new Error('the renewal is prepared by another plan than the saved card\'s');
      const invoiceId = await buys.renewed(seat);
      return { seat, cardMandateId, invoiceId, starts: seat.endsOn, amounts: await charging.instalments(invoiceId), officer: seat.at.buyers.officer };
    },
  };
}

/** A renewal that is charged to a saved card. */
export interface RenewedByCard {
  readonly seat: Seated;
  readonly cardMandateId: string;
  /** Its uuid. */
  readonly invoiceId: string;
  readonly starts: IndianDate;
  /** Of its instalments, in paise. */
  readonly amounts: readonly bigint[];
  readonly officer: string;
}
