import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/identity/actor.js';
import { naive } from './naive.js';
import { operations, variables } from './selections.js';
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
beforeAll(async () => { toy = await openToy(rows); });
afterAll(async () => { await toy.close(); });

describe('the reader answers as resolvers written by hand', () => {
  test.each(Object.keys(people))('for generated operations, asked by a %s', async (name) => {
    const actor = people[name] ?? visitor;
    const byHand = naive(rows, actor);
    let asked = 0;
    await fc.assert(fc.asyncProperty(operations, variables, async (document, values) => {
      const problems = validate(toy.schema, parse(document));
      // The generator may make keys that cannot be merged.
      fc.pre(problems.length === 0);
      const [answer, expected] = await Promise.all([toy.run(actor, document, values), byHand.run(document, values)]);
      expect(answer.errors?.map((each) => each.originalError ?? each.message)).toBe(undefined);
      expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));
      asked += 1;
    }), { numRuns: 120 });
    expect(asked).toBeGreaterThan(80);
  }, 120_000);
});
