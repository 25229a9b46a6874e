import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/identity/actor.js';
import { naive } from './naive.js';
import { operations, variables } from './selections.js';
import { cardCourses } from './toyCards.js';
import { openToy, personOf, visitor, type Toy } from './toy.js';
import { toyRows } from './toyRows.js';

const rows = toyRows();
const organisation = (n: number): string => rows.organisations[n]?.id ?? '';
const people: Record<string, Actor> = {
  visitor,
  provider: personOf(organisation(0), 'PROVIDER', ['AUTHOR']),
  'hidden provider': personOf(organisation(4), 'PROVIDER', ['AUTHOR']),
  department: personOf(organisation(1), 'DEPARTMENT', ['LEARNER']),
  curator: personOf('00000000-0000-7000-8000-00000000ffff', 'PLATFORM', ['CURATOR']),
  finance: personOf('00000000-0000-7000-8000-00000000ffff', 'PLATFORM', ['FINANCE_OFFICER', 'AUDITOR']),
};

let toy: Toy;
let cards: Toy;
beforeAll(async () => { [toy, cards] = [await openToy(rows), await openToy(rows, cardCourses)]; });
afterAll(async () => { await Promise.all([toy.close(), cards.close()]); });

/** Asks generated operations of a toy, in both ways. */
async function askedInBothWays(of: Toy, actor: Actor, numRuns: number): Promise<void> {
  const byHand = naive(rows, actor);
  let asked = 0;
  let texts = 0;
  await fc.assert(fc.asyncProperty(operations, variables, async (document, values) => {
    const parsed = parse(document);
    const problems = validate(of.schema, parsed);
    // The generator may make keys that cannot be merged.
    fc.pre(problems.length === 0);
    const [answer, expected, text] = await Promise.all([
      of.run(actor, document, values), byHand.run(document, values), of.runText(actor, parsed, values),
    ]);
    expect(answer.errors?.map((each) => each.originalError ?? each.message)).toBe(undefined);
    expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));
    asked += 1;
    if (text === null) return;
    expect(text.text).toBe(JSON.stringify(expected.data));
    expect(text.objects).toBe(objects(expected.data) - 1);
    texts += 1;
  }), { numRuns });
  expect(asked).toBeGreaterThan(numRuns * 0.65);
  // Not what has an object of which every field is skipped.
  expect(texts).toBeGreaterThan(asked / 4);
}

describe('the reader answers as resolvers written by hand, by both ways', () => {
  test.each(Object.keys(people))('for generated operations, asked by a %s', async (name) => {
    await askedInBothWays(toy, people[name] ?? visitor, 120);
  }, 120_000);

  test.each(['visitor', 'hidden provider', 'finance'])('from rows of a read model in the place of a type\'s own, asked by a %s', async (name) => {
    await askedInBothWays(cards, people[name] ?? visitor, 80);
  }, 120_000);
});

function objects(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + objects(each), Array.isArray(value) ? 0 : 1);
}
