import { execute, getOperationAST, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { observeReader } from '../../../src/db/reader/observe.js';
import { answerAsText, type Asked } from '../../../src/db/reader/operation.js';
import { readsPublishedTables } from '../../../src/db/reader/published.js';
import { PUBLISHED_TABLES } from '../../../src/domain/catalogue/rules/published.js';
import { ID_PREFIXES, ORGANISATION_PREFIXES, publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { chanceOf } from '../../faults/support/chance.js';
import { operationFrom } from '../../faults/support/operations.js';
import { learn, type Seen } from '../../faults/support/values.js';
import { fuzzing } from '../../support/environment.js';
import { marketplaceSchema, world, type World } from '../../support/world.js';

const { operations: OPERATIONS, seed: SEED } = fuzzing({ operations: 400, seed: 20_260_720 });

const PEOPLE = [
  null, 'author', 'provider-admin', 'curator', 'chief-curator', 'procurement-officer', 'learner', 'finance-officer', 'platform-admin', 'auditor', 'newcomer',
] as const;

let w: World;
let schema: GraphQLSchema;
const seen: Seen = { ids: [], cursors: [], slugs: [], revisions: [] };
const people = new Map<string | null, Ctx>();
/** The statements that were made for what was asked. */
const statements = new Set<string>();
const stopObserving = observeReader(({ kind, text }) => { if (kind === 'compiled') statements.add(text); });

beforeAll(async () => {
  [w, schema] = await Promise.all([world({ demonstration: true }), marketplaceSchema()]);
  const now = w.clock.now();
  for (const who of PEOPLE) {
    const ctx = await w.ctx(who);
    people.set(who, { ...ctx, now: () => now, documents: { url: (kind, id, format) => `https://documents.example/${kind}/${id}.${format}` } });
  }
  await prime();
});
afterAll(async () => {
  stopObserving();
  await w.close();
});

/** What operations may name. */
async function prime(): Promise<void> {
  for (const prefix of Object.keys(ID_PREFIXES) as IdPrefix[]) {
    const isOrganisation = (ORGANISATION_PREFIXES as readonly string[]).includes(prefix);
    if ((await w.owner`select 1 from pg_tables where schemaname = 'public' and tablename = ${isOrganisation ? 'organisation' : prefix}`).length === 0) continue;
    const rows = isOrganisation
      ? await w.owner<{ id: string }[]>`select id from organisation where lower(kind::text) = ${prefix} order by id limit 6`
      : await w.owner<{ id: string }[]>`select t.id from ${w.owner(prefix)} t order by t.id limit 12`;
    seen.ids.push(...rows.map(({ id }) => publicId(prefix, id)));
  }
  seen.slugs.push(...(await w.owner<{ slug: string }[]>`select slug from course union select slug from organisation order by 1 limit 40`).map(({ slug }) => slug));
}

describe('the text way over the whole schema', { timeout: 30_000 + OPERATIONS * 200 }, () => {
  test(`answers ${OPERATIONS} generated queries as graphql-js does over the row way (FUZZ_SEED=${SEED})`, async () => {
    const chance = chanceOf(SEED);
    const differences: string[] = [];
    let texts = 0;
    let answered = 0;
    for (let number = 0; number < OPERATIONS && differences.length < 5; number += 1) {
      const { kind, query, variables } = operationFrom(schema, chance, seen);
      const who = chance.pick(PEOPLE);
      const ctx = people.get(who);
      const asked = kind === 'query' ? askedOf(query, variables) : null;
      if (ctx === undefined || asked === null) continue;
      const answer = await execute({ ...asked, variableValues: variables, contextValue: { ...ctx } });
      const text = await answerAsText({ ...ctx }, asked) ?? await answerAsText({ ...ctx }, asked);
      learn(seen, answer.data);
      if (answer.errors === undefined) answered += 1;
      if (text === null) continue;
      texts += 1;
      const rows = answer.errors?.map(({ message, path }) => `${message} at ${path?.join('.') ?? ''}`).join('; ') ?? JSON.stringify(answer.data);
      if (text.text !== rows) differences.push(`${who ?? 'a visitor'}: ${query} ${JSON.stringify(variables)}\n  text: ${text.text}\n  rows: ${rows}`);
    }
    expect(differences, differences.join('\n\n')).toEqual([]);
    expect(texts).toBeGreaterThan(answered * 0.8);
  });
});

describe('what is taken for public', () => {
  test('reads public tables alone, as PostgreSQL itself plans it', async () => {
    const taken = [...statements].filter(readsPublishedTables);
    const others = new Set<string>();
    for (const text of taken) for (const table of await tablesOf(text)) if (!PUBLISHED_TABLES.has(table)) others.add(`${table} in ${text}`);
    expect([...others]).toEqual([]);
    expect(taken.length).toBeGreaterThan(20);
  });
});

/** The tables in PostgreSQL's plan of a statement, whatever its parameters are. */
async function tablesOf(text: string): Promise<string[]> {
  const [row] = await w.owner.unsafe<{ 'QUERY PLAN': unknown }[]>(`explain (generic_plan, format json) ${text}`);
  return [...JSON.stringify(row?.['QUERY PLAN']).matchAll(/"Relation Name":"([^"]+)"/g)].map(([, name = '']) => name);
}

/** The operation as a server would be asked it; null where it would be refused. */
function askedOf(query: string, variables: Readonly<Record<string, unknown>>): Asked | null {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch {
    return null;
  }
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined || validate(schema, document).length > 0) return null;
  return { schema, document, operation, variables, maxErrors: 5 };
}
