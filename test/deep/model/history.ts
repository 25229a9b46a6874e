import { verifyLedger, type Difference } from '../../../src/domain/ledger/verify.js';
import { byWeight, chanceOf, type Chance } from '../../../src/lib/chance.js';
import type { World } from '../../support/world.js';
import { textOf } from './arithmetic.js';
import { afterDays, dayBegins, isOver, outstanding, type Department, type Invoice, type Subscription } from './books.js';
import { checkInvariants } from './invariants.js';
import { allocate, credit, pay, refund, takeBackSome, withhold, writeOff } from './money.js';
import { Disagreement, openOffice, type Play } from './office.js';
import { add, buy, cancel, issueEarly, renew } from './orders.js';
import { assign, leave, move, release, transfer } from './seats.js';
import { compare } from './snapshot.js';
import { useCases, type UseCases } from './useCases.js';

/** How many histories are played in one marketplace, side by side on one calendar. */
export const SIDE_BY_SIDE = 10;

export interface Histories {
  readonly seed: number;
  readonly steps: number;
  readonly count?: number;
  readonly use?: UseCases;
  /** Called once the marketplace is ready; a test of the test breaks something here. */
  readonly spoil?: (w: World) => Promise<void>;
}

type Action = (play: Play, department: Department) => Promise<Department | null | undefined | void>;

/** Does it with one of the department's subscriptions, the ones that are not over most often; buys where there is none. */
const withSubscription = (act: (play: Play, department: Department, subscription: Subscription) => Promise<Department | null | void>): Action =>
  async (play, department) => {
    const live = department.subscriptions.filter((subscription) => !isOver(subscription));
    const from = live.length > 0 && play.chance.yes(0.95) ? live : department.subscriptions;
    return from.length === 0 ? buy(play, department) : act(play, department, play.chance.pick(from));
  };

/** Does it with one of the department's invoices, those with something outstanding most often. */
const withInvoice = (act: (play: Play, department: Department, invoice: Invoice) => Promise<void>, wanted: (invoice: Invoice) => boolean): Action =>
  async (play, department) => {
    const fitting = department.invoices.filter(wanted);
    const from = fitting.length > 0 && play.chance.yes(0.9) ? fitting : department.invoices;
    return from.length === 0 ? buy(play, department) : act(play, department, play.chance.pick(from));
  };

const withCredit: (act: typeof allocate) => Action = (act) => async (play, department) => {
  const sources = department.sources.filter(({ kind }) => kind !== 'TAX_WITHHELD');
  return sources.length === 0 ? pay(play, department) : act(play, department, play.chance.pick(sources.slice(-4)));
};

const takesBack: Action = async (play, department) => {
  const sources = department.sources.filter(({ kind }) => kind !== 'CREDIT_NOTE');
  return sources.length === 0 ? pay(play, department) : takeBackSome(play, department, play.chance.pick(sources.slice(-4)));
};

const chooseAction: (chance: Chance) => Action = byWeight<Action>([
  [buy, 6], [withSubscription(add), 9], [withSubscription(renew), 10], [withSubscription(assign), 16], [withSubscription(release), 8],
  [withSubscription(move), 5], [leave, 4], [withSubscription(transfer), 8], [withSubscription(cancel), 2], [pay, 16],
  [withInvoice(withhold, (invoice) => outstanding(invoice) > 0n), 5], [withInvoice(credit, ({ issued }) => issued !== null), 5],
  [withInvoice(issueEarly, ({ state }) => state === 'DRAFT'), 3], [withInvoice(writeOff, (invoice) => outstanding(invoice) > 0n), 1],
  [withCredit(allocate), 6], [withCredit((play, _department, source) => refund(play, source)), 4], [takesBack, 4],
]);

/**
 * Plays histories of departments side by side in an empty marketplace, each of so many steps, some of which are days that pass for
 * all. After each step every invariant is checked, and the department compared with the model; at the end the ledger is verified.
 * A disagreement tells the seed and what was done before it.
 */
export async function playHistories(w: World, { seed, steps, count = SIDE_BY_SIDE, use = useCases, spoil }: Histories): Promise<{ steps: number }> {
  const play = await openOffice(w, chanceOf(seed), count, use);
  await spoil?.(w);
  let done = 0;
  try {
    for (let step = 0; step < steps; step += 1) {
      if (step > 0 && play.chance.yes(0.2)) await passDays(play);
      else for (const department of play.departments) await takeStep(play, department);
      done += count;
    }
    await passDays(play);
    await verified(w);
  } catch (error) {
    const before = play.told.slice(-60).join('\n  ');
    throw new Disagreement(`seed ${seed}, step ${done / count + 1} of ${steps}, ${count} departments:\n${String(error)}\nbefore it:\n  ${before}`, { cause: error });
  }
  return { steps: done };
}

async function takeStep(play: Play, department: Department): Promise<void> {
  const first = play.told.length;
  const other = await chooseAction(play.chance)(play, department);
  for (let at = first; at < play.told.length; at += 1) play.told[at] = `${textOf(play.today)} department ${department.index} ${play.told[at] ?? ''}`;
  const touched = [department, ...(other ? [other] : [])];
  await checkInvariants(play.w.owner, touched.map(({ id }) => id));
  for (const each of touched) await compare(play, each);
}

/** Days go by for everybody, and then the daily jobs come: once, or twice; what they missed makes no difference. */
async function passDays(play: Play): Promise<void> {
  const { chance, use, w } = play;
  const days = chance.pick([1, 1, 7, 20, 31, 35, 60, 90, 120]);
  for (let day = 0; day < days; day += 1) {
    play.today += 1;
    for (const department of play.departments) dayBegins(department, play.today);
  }
  for (const department of play.departments) afterDays(department, play.today);
  play.told.push(`-- ${days} days pass, it is ${textOf(play.today)}`);
  const { db, log } = play.finance(0);
  for (let times = chance.yes(0.2) ? 2 : 1; times > 0; times -= 1) {
    await use.advanceSubscriptions({ db, log, now: play.now });
    await use.recogniseRevenue({ db, log, now: play.now });
  }
  await checkInvariants(w.owner, null);
  for (const department of play.departments) await compare(play, department);
}

async function verified(w: World): Promise<void> {
  const differences: Difference[] = [];
  await verifyLedger(w.db, (difference) => { differences.push(difference); });
  if (differences.length > 0) throw new Disagreement(`the ledger is not as it should be: ${JSON.stringify(differences.slice(0, 10))}`);
}
