import { describe, expect, it } from 'vitest';
import { dayOfTerm, daysLeftFrom, daysOfTerm, seatChange } from '../../../src/domain/pricing/rules/proration.js';
import { taxOf, withholdingExpected } from '../../../src/domain/pricing/rules/tax.js';
import { addDays } from '../../../src/lib/indianDate.js';

const RATE = 1800;
const PRICE = 43_100n;
const term = { startsOn: '2026-04-01', endsOn: '2027-04-01' };
const on = addDays(term.startsOn, 99);
const wholeTerm = { alreadyAddedThatDay: 0, daysLeft: 365, daysOfTerm: 365 };
const dayHundred = { pricePaise: PRICE, daysLeft: daysLeftFrom(on, term), daysOfTerm: daysOfTerm(term) };

const rows = [
  { what: '1,250 seats', taxable: seatChange({ ...wholeTerm, pricePaise: PRICE, added: 1250 }),
    expected: [53_875_000n, 4_848_750n, 63_572_500n, 9_697_500n, 63_572_500n] },
  { what: '40 more on day 100', taxable: seatChange({ ...dayHundred, alreadyAddedThatDay: 0, added: 40 }),
    expected: [1_256_395n, 113_076n, 1_482_547n, 226_151n, 1_482_546n] },
  { what: 'renewal with 1,175', taxable: seatChange({ ...wholeTerm, pricePaise: PRICE, added: 1175 }),
    expected: [50_642_500n, 4_557_825n, 59_758_150n, 9_115_650n, 59_758_150n] },
  { what: 'renewal with 1,175 at 475 rupees', taxable: seatChange({ ...wholeTerm, pricePaise: 47_500n, added: 1175 }),
    expected: [55_812_500n, 5_023_125n, 65_858_750n, 10_046_250n, 65_858_750n] },
];

describe('the worked examples at 18 percent', () => {
  it.each(rows)('$what', ({ taxable, expected }) => {
    const within = taxOf(taxable, RATE, 'WITHIN_STATE');
    const between = taxOf(taxable, RATE, 'BETWEEN_STATES');
    expect(within.sgst).toBe(within.cgst);
    expect([within.igst, between.cgst, between.sgst]).toEqual([0n, 0n, 0n]);
    expect([taxable, within.cgst, taxable + within.total, between.igst, taxable + between.total]).toEqual(expected);
  });

  it('counts day 100 with 266 days left', () => {
    expect(dayOfTerm(on, term)).toBe(100);
    expect(dayHundred).toMatchObject({ daysLeft: 266, daysOfTerm: 365 });
  });

  it('adds 10 on the same day as 40: 314,098 for the ten, and the fifty as if they came at once', () => {
    const ten = seatChange({ ...dayHundred, alreadyAddedThatDay: 40, added: 10 });
    const forty = seatChange({ ...dayHundred, alreadyAddedThatDay: 0, added: 40 });
    expect(ten).toBe(314_098n);
    expect(forty + ten).toBe(seatChange({ ...dayHundred, alreadyAddedThatDay: 0, added: 50 }));
    expect(seatChange({ ...dayHundred, alreadyAddedThatDay: 0, added: 10 })).toBe(314_099n);
  });

  it('has 2 percent withheld on 1,250 seats: 62,495,000 in cash and a claim of 1,077,500', () => {
    const taxable = 53_875_000n;
    const withheld = withholdingExpected(taxable, 200);
    expect(withheld).toBe(1_077_500n);
    expect(taxable + taxOf(taxable, RATE, 'WITHIN_STATE').total - withheld).toBe(62_495_000n);
  });

  it('carries the price of two crore seats exactly', () => {
    expect(seatChange({ ...wholeTerm, pricePaise: PRICE, added: 20_000_000 })).toBe(862_000_000_000n);
  });
});
