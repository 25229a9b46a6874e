import { systemCtx, type Ctx } from '../../../context.js';
import { asSystem } from '../../../db/asSystem.js';
import type { Database } from '../../../db/client.js';
import { daily } from '../../../db/daily.js';
import { mustBeDone } from '../../../lib/refusal.js';
import type { SetupToMake } from '../rules/cards.js';
import { applySetup } from './applySetup.js';
import { callOnce, type CallRefused } from './calls.js';
import { customerOf, type CardRail } from './customer.js';
import type { CardMandateState } from './lifecycle.js';
import { lockMandate, moveMandate } from './mandates.js';

/** A saved card of ours, and what is known of it at the provider. */
interface Saved {
  readonly state: CardMandateState;
  readonly department_id: string;
  readonly maximum: string;
  readonly setup_external_id: string | null;
  readonly payment_method_external_id: string | null;
  /** Whether a call that makes its set-up may have been sent. */
  readonly may_exist: boolean;
}

const SETUP = 'setup';

/**
 * Brings the provider to what we want of a saved card: makes the set-up of one that was asked for, and lets go of one that is over. It can
 * be done again at any time, from any step. What the provider refuses for good is FAILED, with the reason.
 */
export async function followMandate(deps: CardRail, cardMandateId: string): Promise<void> {
  const saved = await read(deps.db, cardMandateId);
  switch (saved.state) {
    case 'REQUESTED': return offer(deps, cardMandateId, saved);
    case 'ENDED':
    case 'FAILED': return letGo(deps, cardMandateId, saved);
    // What becomes of it is its holder's and his bank's.
    case 'OFFERED':
    case 'ACTIVE': return;
    default: saved.state satisfies never;
  }
}

async function offer(deps: CardRail, cardMandateId: string, saved: Saved): Promise<void> {
  const ctx = systemCtx(deps, 'cardMandate');
  const setupId = await makeSetup(deps, cardMandateId, saved);
  if (typeof setupId !== 'string') return fail(ctx, cardMandateId, `The card provider refused to save a card: ${setupId.reason}`);
  await refreshMandate(deps, ctx, setupId);
}

async function makeSetup(deps: CardRail, cardMandateId: string, saved: Saved): Promise<string | CallRefused> {
  const { cards } = deps;
  const customerId = await customerOf(deps, saved.department_id);
  if (typeof customerId !== 'string') return customerId;
  const setup: Omit<SetupToMake, 'startsAt'> = {
    cardMandateId, customerId, maximumPaise: BigInt(saved.maximum), description: 'Instalments of seats and courses on Karmayogi Marketplace',
  };
  return callOnce(deps, { subjectId: cardMandateId, step: SETUP }, {
    lookUp: async (since) => (await cards.findSetup(cardMandateId, customerId, since))?.id ?? null,
    send: async (key) => (await cards.createSetup({ ...setup, startsAt: await firstSent(deps.db, key) }, key)).id,
  });
}

/** When a key was first sent: what is sent with it stays the same. */
async function firstSent(db: Database, key: string): Promise<Date> {
  const [row] = await asSystem(db, (sql) => sql<{ sent_ms: number }[]>`
    select extract(epoch from c.sent_at)::float8 * 1000 as sent_ms from payment_call c where c.idempotency_key = ${key}`);
  if (row === undefined) throw new Error('a key is sent that is not kept');
  return new Date(row.sent_ms);
}

/** Brings a saved card to its set-up as it now is at the provider. */
export async function refreshMandate({ cards }: Pick<CardRail, 'cards'>, ctx: Ctx, setupId: string): Promise<void> {
  const setup = await cards.setup(setupId);
  if (setup === null) throw new Error(`the provider does not know the set-up ${setupId}`);
  const applied = await applySetup(ctx, setup);
  mustBeDone(applied, `the set-up ${setupId} could not be applied`);
}

/** A set-up that may have been begun is finished first: only then it is known what to let go of. */
async function letGo(deps: CardRail, cardMandateId: string, saved: Saved): Promise<void> {
  const { cards } = deps;
  const made = saved.setup_external_id ?? (saved.may_exist ? await makeSetup(deps, cardMandateId, saved) : null);
  if (typeof made !== 'string') return;
  if (saved.payment_method_external_id === null) {
    await callOnce(deps, { subjectId: cardMandateId, step: 'cancel' }, {
      lookUp: () => Promise.resolve(null), send: async (key) => { await cards.cancelSetup(made, key); return made; },
    });
  }
  // Its holder may have confirmed it meanwhile: then there is a card to let go of.
  const card = saved.payment_method_external_id ?? (await cards.setup(made))?.paymentMethodId ?? null;
  if (card === null) return;
  await callOnce(deps, { subjectId: cardMandateId, step: 'release' }, {
    lookUp: () => Promise.resolve(null), send: async (key) => { await cards.releaseCard(card, key); return card; },
  });
}

async function fail(ctx: Ctx, cardMandateId: string, reason: string): Promise<void> {
  const outcome = await daily(ctx, 'cardMandate', async (tx) => {
    const row = await lockMandate(tx, cardMandateId);
    return row?.state === 'REQUESTED' ? moveMandate(tx, row, { event: 'fail', reason }) : null;
  });
  mustBeDone(outcome, `the saved card ${cardMandateId} could not be given up`);
}

async function read(db: Database, cardMandateId: string): Promise<Saved> {
  const [row] = await asSystem(db, (sql) => sql<Saved[]>`
    select m.state, m.department_id, m.maximum_paise::text as maximum, m.setup_external_id, m.payment_method_external_id,
      exists (select 1 from payment_call c where c.subject_id = m.id and c.step = ${SETUP} and c.state <> 'FAILED') as may_exist
    from card_mandate m where m.id = ${cardMandateId}`);
  if (row === undefined) throw new Error(`there is no saved card ${cardMandateId}`);
  return row;
}
