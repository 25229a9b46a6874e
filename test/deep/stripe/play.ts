import { expect } from 'vitest';
import { chanceOf, shuffled } from '../../../src/lib/chance.js';
import { ledgerFaults } from '../../support/ledger.js';
import { standingOf } from './books.js';
import type { Act, Life } from './lives.js';
import type { Scenario } from './scenarios.js';
import { openStage, type Naive, type Stage } from './stage.js';
import { inTurns, type Template } from './template.js';

/** How events come: one after the other at once, or as they like. */
export type Delivery = 'ORDERLY' | 'DISTURBED';

export interface Batch {
  readonly template: Template;
  readonly seed: number;
  readonly scenarios: readonly Scenario[];
  readonly delivery: Delivery;
  readonly naive?: Naive;
}

/** Where the lives of a batch ended, in their order; and what all of them left on the platform's own accounts. */
export interface Ended {
  readonly lives: readonly object[];
  /** What stands on the provider's account by our books, and by its own. */
  readonly clearing: { readonly ours: bigint; readonly theirs: bigint };
  readonly bank: { readonly ours: bigint; readonly theirs: bigint };
  readonly differences: readonly unknown[];
  /** Events that nobody could work on. */
  readonly left: readonly unknown[];
}

const LOST = 0.1;
const OUTAGE = 0.15;
const TWICE = 0.2;
const AT_ONCE = 6;

/** Plays lives side by side, each for a department of its own; whoever listens for events hears them as `delivery` says. Then it is reconciled. */
export async function playBatch({ template, seed, scenarios, delivery, naive }: Batch): Promise<Ended> {
  const chance = chanceOf(seed);
  const stage = await openStage(template, chance, naive);
  try {
    const lives = scenarios.map((_, index): Life => {
      const buyer = stage.buyers[index];
      if (buyer === undefined) throw new Error('more lives than departments');
      return { stage, buyer, payments: [], refunds: [], disputes: [] };
    });
    const post = postOf(stage, delivery);
    await happen(stage, post, lives.map((life, index) => ({ life, acts: [...scenarios[index]?.before ?? []] })));
    await post.everything(lives.filter((_, index) => (scenarios[index]?.before ?? []).length > 0));
    await stage.charge();
    await happen(stage, post, lives.map((life, index) => ({ life, acts: [...scenarios[index]?.acts ?? []] })));
    await payOut(stage);
    await post.rest();
    await stage.reconcile();
    await stage.work();
    return await endOf(stage, lives);
  } finally {
    await stage.close();
  }
}

interface Course {
  readonly life: Life;
  readonly acts: Act[];
}

/** Lets everything happen, in the order of each life and in any order among lives; events come in between. */
async function happen(stage: Stage, post: Post, courses: readonly Course[]): Promise<void> {
  let open = courses.filter(({ acts }) => acts.length > 0);
  while (open.length > 0) {
    const course = stage.chance.pick(open);
    const act = course.acts.shift();
    if (act === undefined) throw new Error('nothing more happens');
    if (act.heard === true) await post.everything([course.life]);
    await act.run(course.life);
    await post.pass(course.life);
    open = open.filter(({ acts }) => acts.length > 0);
  }
}

/** How events get from the provider to us. */
interface Post {
  /** Something has happened in a life: some of what waits is delivered, perhaps. */
  pass(life: Life): Promise<void>;
  /** Delivers all that waits. */
  rest(): Promise<void>;
  /** Delivers all that happened in some lives, what was lost as well, as the provider does when it tries again. */
  everything(lives: readonly Life[]): Promise<void>;
}

interface Told {
  readonly id: string;
  /** In whose life it happened; null where it is of all. */
  readonly life: Life | null;
}

function postOf(stage: Stage, delivery: Delivery): Post {
  const { chance, double } = stage;
  const isOrderly = delivery === 'ORDERLY';
  let seen = 0;
  let isGone = false;
  let waiting: Told[] = [];
  let lost: Told[] = [];
  const collect = (life: Life | null): void => {
    const ids = double.eventIds(seen);
    seen += ids.length;
    // Now and then nobody listens for a while, and all that happens is lost; else an event here and there.
    if (!isOrderly && chance.yes(isGone ? 0.5 : OUTAGE)) isGone = !isGone;
    for (const id of ids) {
      if (isOrderly) waiting.push({ id, life });
      else if (isGone || chance.yes(LOST)) lost.push({ id, life });
      else waiting.push(...Array.from({ length: chance.yes(TWICE) ? 2 : 1 }, () => ({ id, life })));
    }
  };
  const send = async (told: readonly Told[]): Promise<void> => {
    await inTurns(told, async ({ id }) => {
      const [answer] = await double.deliver(id);
      if (answer?.status !== 200) throw new Error(`the event ${id} was not taken: ${JSON.stringify(answer)}`);
    }, isOrderly ? 1 : AT_ONCE);
    if (told.length > 0) await stage.work();
  };
  return {
    pass: async (life) => {
      collect(life);
      if (!isOrderly && chance.yes(0.6)) return;
      if (!isOrderly) waiting = shuffled(waiting, chance);
      await send(waiting.splice(0, isOrderly ? Infinity : chance.between(0, waiting.length)));
    },
    rest: async () => {
      collect(null);
      await send(isOrderly ? waiting : shuffled(waiting, chance));
    },
    everything: async (lives) => {
      collect(null);
      const concerns = ({ life }: Told): boolean => life === null || lives.includes(life);
      const now = shuffled([...waiting, ...lost].filter(concerns), chance);
      waiting = waiting.filter((told) => !concerns(told));
      lost = lost.filter((told) => !concerns(told));
      await send(now);
    },
  };
}

/** The provider pays out; once in a while our bank sends it back, and it pays again. */
async function payOut({ double, chance }: Stage): Promise<void> {
  const payout = await double.payOut();
  if (payout === null || !chance.yes(0.4)) return;
  await double.failPayout(payout.id);
  if (chance.yes(0.5)) await double.payOut();
}

async function endOf(stage: Stage, lives: readonly Life[]): Promise<Ended> {
  const { w, double } = stage;
  const [sums] = await w.owner<{ clearing: string; bank: string }[]>`select coalesce(sum(amount_paise) filter (where account = 'CARD_CLEARING'), 0)::text as clearing,
    coalesce(sum(amount_paise) filter (where account = 'BANK' and entry_id in (select id from journal_entry where kind in ('CARD_PAYOUT_PAID', 'CARD_PAYOUT_FAILED'))), 0)::text as bank
    from posting`;
  const moved = double.objects('balance_transaction').filter(({ currency }) => currency === 'inr');
  const paidOut = double.objects('payout').filter(({ status }) => status === 'paid').reduce((sum, { amount }) => sum + amount, 0);
  // What fees were kept is no money of the clearing account any more once it is paid out.
  const fees = await w.owner<{ fee: string }[]>`select coalesce(sum(fee_paise), 0)::text as fee from card_payout`;
  const gross = moved.filter(({ type }) => !type.startsWith('payout')).reduce((sum, { amount }) => sum + amount, 0);
  return {
    lives: await inTurns(lives, ({ buyer }) => standingOf(w.owner, buyer.departmentId)),
    clearing: { ours: BigInt(sums?.clearing ?? 0), theirs: BigInt(gross) - BigInt(paidOut) - BigInt(fees[0]?.fee ?? 0) },
    bank: { ours: BigInt(sums?.bank ?? 0), theirs: BigInt(paidOut) },
    differences: await ledgerFaults(w),
    left: await w.owner`select type, object_id, state, note from payment_event where state not in ('DONE', 'IGNORED')`,
  };
}

/** What the orderly delivery of each scenario ends in. */
export type Expected = ReadonlyMap<Scenario, object>;

/** Why a batch did not end as it must; null where it did. */
export function faultOf(ended: Ended, scenarios: readonly Scenario[], expected: Expected | null): string | null {
  try {
    expect(ended.left, 'events that nobody could work on').toEqual([]);
    expect(ended.differences, 'the ledger and the rows').toEqual([]);
    expect(ended.bank.ours, 'what reached the bank').toBe(ended.bank.theirs);
    expect(ended.clearing.ours, 'what stands on the provider\'s account').toBe(ended.clearing.theirs);
    for (const [index, scenario] of scenarios.entries()) {
      if (expected !== null) expect(ended.lives[index], scenario.name).toEqual(expected.get(scenario));
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
