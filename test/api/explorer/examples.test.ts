import { Kind, parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/domain/identity/roles.js';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import type { Example } from '../../../src/transport/explorer/examples/example.js';
import { EXAMPLES } from '../../../src/transport/explorer/examples.js';
import { welcomeOf } from '../../../src/transport/explorer/welcome.js';
import { requestedCost } from '../../../src/transport/limits/cost.js';
import { structuralLimits } from '../../../src/transport/limits/shape.js';
import { running, type Running } from './running.js';

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

/** The page's own filling of variables, which the browser runs. */
type FillVariables = (example: Example, ask: (query: string) => Promise<unknown>) => Promise<{ variables: Record<string, unknown>; missing: string | null }>;

const ALL = EXAMPLES.flatMap((group) => group.examples.map((example) => ({ group, example, title: `${group.name}: ${example.title}` })));
const PAGE = new URL('../../../src/transport/explorer/page/', import.meta.url);

const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);

let server: Running;
let fillVariables: FillVariables;
const tokens = new Map<string, string>();
beforeAll(async () => {
  server = await running();
  ({ fillVariables } = await import(new URL('fill.js', PAGE).href) as { fillVariables: FillVariables });
});
afterAll(() => server.close());

async function tokenOf(person: string): Promise<string> {
  const kept = tokens.get(person);
  if (kept !== undefined) return kept;
  const answer = await (await fetch(`${server.url}/dev/token?as=${person}`)).json() as { access_token: string };
  tokens.set(person, answer.access_token);
  return answer.access_token;
}

async function ask(person: string | null, operation: Record<string, unknown>): Promise<Body> {
  const headers: Record<string, string> = person === null ? {} : { authorization: `Bearer ${await tokenOf(person)}` };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(operation),
  });
  return await response.json() as Body;
}

/** The codes of the refusals in the answer to a mutation. */
function refusals({ data }: Body): string[] {
  return Object.values(data ?? {}).flatMap((payload) => (payload as { userErrors?: { code: string }[] } | null)?.userErrors ?? [])
    .map(({ code }) => code);
}

describe('the examples of the explorer', () => {
  it('are there for everybody: visitors, whoever is signed in, and every role', () => {
    expect(EXAMPLES.map(({ role }) => role).sort()).toEqual(['VISITOR', 'SIGNED_IN', ...ROLES].sort());
    expect(ALL.filter(({ group }) => group.examples.length < 2)).toEqual([]);
  });

  it('are valid operations of the schema and within the limits, and so is what fills their variables', async () => {
    const schema = await buildMarketplaceSchema();
    for (const { title, example } of ALL) {
      for (const query of [example.query, ...(example.fill ?? []).map((fill) => fill.query)]) {
        const document = parse(query, { maxTokens: 1_000 });
        expect([title, validate(schema, document), validate(schema, document, [structuralLimits])]).toEqual([title, [], []]);
        for (const operation of operationsOf(document)) {
          expect(requestedCost(schema, document, operation, example.variables ?? {})).toBeLessThanOrEqual(5_000);
        }
      }
    }
  });

  // In their order: a course is submitted before it is claimed, an organisation applies before it is verified.
  it.each(ALL)('$title', async ({ group, example }) => {
    const filling = await fillVariables(example, async (query) => {
      const { data, errors } = await ask(group.person, { query });
      expect(errors).toBeUndefined();
      return data;
    });
    expect(filling.missing).toBeNull();
    for (const { name } of operationsOf(parse(example.query))) {
      const body = await ask(group.person, { query: example.query, operationName: name?.value, variables: filling.variables });
      expect(body.errors).toBeUndefined();
      expect(Object.values(body.data ?? {})).not.toContain(null);
      expect(refusals(body)).toEqual(example.title === 'What a refusal looks like' ? ['FORBIDDEN'] : []);
    }
  });
});

describe('the welcome', () => {
  it.each([true, false])('has five steps, each with an example that is there (development: %s)', (development) => {
    const { steps } = welcomeOf({ development });
    expect(steps).toHaveLength(5);
    const known = ALL.map(({ group, example }) => `${group.role} ${example.title}`);
    for (const { example } of steps) {
      if (example !== undefined) expect(known).toContain(`${example.role} ${example.title}`);
    }
  });
});
