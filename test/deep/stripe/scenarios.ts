import {
  asked, bankAllows, bankEnds, cardAsked, chargeFails, chargePaid, confirms, declined, detaches, disputed, disputeEnds, failsLate, paidBack, pays, paysUnasked,
  refundFails, refunded, refusesCard, takenBack, takenBackWhilePaying, TOTAL, transfers, type Act,
} from './lives.js';

/** A life from its beginning to its end. */
export interface Scenario {
  readonly name: string;
  /** Before the daily job charges saved cards. */
  readonly before: readonly Act[];
  readonly acts: readonly Act[];
}

const HALF = TOTAL / 2;

/** On a page. */
const PAGES: Readonly<Record<string, readonly Act[]>> = {
  'paid': [pays()],
  'declined, then paid': [declined, pays()],
  'paid in two parts': [pays(500_000), pays()],
  'paid in three parts': [pays(100), pays(TOTAL - 200), pays()],
  'a part paid and no more': [pays(500_000)],
  'paid more than asked': [pays(TOTAL + 123_456)],
  'refunded in part': [pays(), refunded(300_000)],
  'refunded in part, twice': [pays(), refunded(300_000), refunded(200_000)],
  'refunded in whole': [pays(), refunded()],
  'refunded more than the credit': [pays(TOTAL + 100_000), refunded(150_000)],
  'a refund that fails': [pays(), refunded(300_000), refundFails],
  'a refund that fails, and another': [pays(), refunded(300_000), refundFails, refunded(100_000)],
  'disputed': [pays(), disputed()],
  'disputed and lost': [pays(), disputed(), disputeEnds(false)],
  'disputed and won': [pays(), disputed(), disputeEnds(true)],
  'disputed in part and won': [pays(), disputed(400_000), disputeEnds(true)],
  'disputed in part and lost': [pays(), disputed(400_000), disputeEnds(false)],
  'part paid, paid, refunded in part, disputed, won': [pays(500_000), pays(), refunded(200_000, 0), disputed(700_000, 1), disputeEnds(true)],
  'refunded in part, disputed, lost': [pays(), refunded(34_320), disputed(1_000_000), disputeEnds(false)],
  'failed late': [pays(), failsLate()],
  'a part that failed late': [pays(500_000), pays(), failsLate(0)],
  'paid more than asked, and paid back by us': [pays(TOTAL + 123_456), paidBack(123_456n)],
  'paid back by us in part, then refunded by the provider': [pays(TOTAL + 100_000), paidBack(60_000n), refunded(90_000)],
  'paid back by us, and the card does not take it': [pays(TOTAL + 100_000), paidBack(100_000n), refundFails],
  'another currency, then paid': [pays(40_000, 'usd'), pays()],
  'another currency, sent back, then paid': [pays(40_000, 'usd'), refunded(), pays()],
  'paid without a page': [paysUnasked(70_000)],
  'paid without a page, and paid back by us': [paysUnasked(70_000), paidBack(70_000n), pays()],
  'settled by a transfer meanwhile': [transfers(BigInt(TOTAL))],
  'a part by card, the rest by transfer': [pays(500_000), transfers(BigInt(TOTAL - 500_000))],
  'the page taken back': [takenBack],
  'the page taken back while somebody pays': [takenBackWhilePaying, refunded(100_000)],
};

/** By a saved card: two instalments. */
const SAVED: Readonly<Record<string, { readonly before: readonly Act[]; readonly acts: readonly Act[] }>> = {
  'both charges paid': { before: [confirms()], acts: [chargePaid(1), chargePaid(2)] },
  'one charge fails': { before: [confirms()], acts: [chargePaid(1), chargeFails(2)] },
  'both charges fail, and the page is paid': { before: [confirms()], acts: [chargeFails(1), chargeFails(2), asked, pays()] },
  'a charge that fails late': { before: [confirms()], acts: [chargePaid(1), chargePaid(2), failsLate(0)] },
  'a charge disputed and won': { before: [confirms()], acts: [chargePaid(1), disputed(HALF, 0), chargePaid(2), disputeEnds(true)] },
  'a charge refunded in part': { before: [confirms()], acts: [chargePaid(1), refunded(250_000), chargePaid(2)] },
  'the mandate comes into force later, and ends': { before: [confirms('pending'), bankAllows], acts: [chargePaid(1), bankEnds, chargePaid(2)] },
  'the card is taken away': { before: [confirms()], acts: [chargePaid(1), chargePaid(2), detaches] },
  'the mandate is not in force': { before: [confirms('inactive')], acts: [] },
  'the card is not confirmed': { before: [refusesCard], acts: [asked, pays()] },
};

export const SCENARIOS: readonly Scenario[] = [
  ...Object.entries(PAGES).map(([name, acts]) => ({ name, before: [], acts: [asked, ...acts] })),
  ...Object.entries(SAVED).map(([name, { before, acts }]) => ({ name: `saved card: ${name}`, before: [cardAsked, ...before], acts })),
];

/** Some of them, of each kind. */
export const QUICK: readonly Scenario[] = SCENARIOS.filter(({ name }) => [
  'paid in two parts', 'refunded in part', 'a refund that fails', 'disputed and won', 'disputed in part and lost', 'failed late',
  'part paid, paid, refunded in part, disputed, won', 'paid more than asked, and paid back by us', 'another currency, sent back, then paid',
  'a part by card, the rest by transfer', 'the page taken back while somebody pays', 'saved card: one charge fails', 'saved card: a charge that fails late',
  'saved card: the mandate comes into force later, and ends',
].includes(name));
