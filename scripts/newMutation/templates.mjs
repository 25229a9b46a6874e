/** The use case: one file, one transaction. As made it locks, judges and records, and changes nothing yet. */
export function useCase(names, tree) {
  const { mutation, object, objectId, objectWords, idPrefix, policy } = names;
  const table = tree.table.name;
  const tableFile = tree.table.file.replace(/^src\//u, '../../').replace(/\.ts$/u, '.js');
  const prefixes = object === 'organisation' ? 'ORGANISATION_PREFIXES' : `'${idPrefix}'`;
  const idImports = object === 'organisation' ? 'ORGANISATION_PREFIXES, uuidOf' : 'uuidOf';
  return `import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { ${table} } from '${tableFile}';
import { ${idImports} } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { actingOrganisation } from '../identity/actor.js';
import { ${policy} } from '${tree.policyFile.replace(/^src\/domain\/[a-z]+/u, '.').replace(/\.ts$/u, '.js')}';

const INPUT = z.object({ ${objectId}: z.string() });

/**
 * What ${mutation} does to the ${objectWords}, in one sentence.
 * Refuses: NOT_FOUND where there is no such ${objectWords}, FORBIDDEN where the policy says no.
 */
export async function ${mutation}(ctx: Ctx, input: unknown): Promise<Outcome<{ ${objectId}: string }>> {
  const parsed = parseInput(INPUT, input);
  if (isRefused(parsed)) return parsed;
  const id = uuidOf(${prefixes}, parsed.${objectId});
  if (id === null) return refuse('NOT_FOUND', 'There is no such ${objectWords}.', ['${objectId}']);
  return inTx(ctx, '${mutation}', async (tx) => {
    const [row] = await tx.orm.select().from(${table}).where(eq(${table}.id, id)).for('update');
    if (row === undefined) return refuse('NOT_FOUND', 'There is no such ${objectWords}.', ['${objectId}']);
    if (!${policy}(tx.actor)) return refuse('FORBIDDEN', 'Your role may not do this.');
    // Here the lifecycle gives the next state and the row is written; the record says what it was and is.
    await record(tx, {
      organisationId: actingOrganisation(tx.actor),
      subject: { prefix: '${idPrefix}', id: row.id },
      before: {},
      after: {},
    });
    return { ${objectId}: row.id };
  });
}
`;
}

/** The API test: it holds for the skeleton's refusals and fails until the mutation changes something. */
export function apiTest(names) {
  const { mutation, object, objectId, objectWords, idPrefix, inputType } = names;
  return `import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, publicId } from '../../../src/lib/ids.js';
import { world, type World } from '../../support/world.js';

const DOCUMENT = \`mutation ($input: ${inputType}!) {
  ${mutation}(input: $input) { ${object} { id } userErrors { code path } }
}\`;

interface Data {
  readonly ${mutation}: { readonly ${object}: { readonly id: string } | null; readonly userErrors: readonly unknown[] };
}

describe('${mutation}', () => {
  let w: World;
  beforeAll(async () => { w = await world(); });
  afterAll(async () => { await w.close(); });

  /** How many changes are on record: a refusal adds none. */
  async function changes(): Promise<number> {
    const [row] = await w.owner<{ events: number }[]>\`select count(*)::int as events from audit_event\`;
    return row?.events ?? 0;
  }

  const nowhere = { ${objectId}: publicId('${idPrefix}', newId()) };

  test('asks a visitor to sign in, and changes nothing', async () => {
    const before = await changes();
    const { data, errors } = await w.ask<Data>(null, DOCUMENT, { input: nowhere });
    expect(data?.${mutation} ?? null).toBeNull();
    expect(errors.map((error) => error.extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
    expect(await changes()).toBe(before);
  });

  test.each([
    ['a malformed id', { ${objectId}: 'nonsense' }],
    ['the id of no ${objectWords}', nowhere],
  ])('refuses %s as NOT_FOUND, and changes nothing', async (_, input) => {
    const before = await changes();
    const { ${mutation}: payload } = await w.data<Data>('platform-admin', DOCUMENT, { input });
    expect(payload).toEqual({ ${object}: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', '${objectId}'] }] });
    expect(await changes()).toBe(before);
  });

  test('changes the ${objectWords}, for those who may', () => {
    expect.fail('say what ${mutation} changes, for whom, and what everybody else is told');
  });
});
`;
}

/** The GraphQL types of a mutation, without imports. */
export function types(names) {
  const { mutation, object, objectId, objectType, objectWords, inputType, payloadType } = names;
  return `@InputType('${inputType}', { description: 'What ${mutation} needs.' })
export class ${inputType} {
  @Field(() => ID, { description: 'The ${objectWords}.' })
  ${objectId}!: string;
}

@ObjectType('${payloadType}', { description: 'What became of ${mutation}.' })
export class ${payloadType} {
  @Field(() => ${objectType}, { nullable: true, description: 'The ${objectWords} as it is now; null where it was refused.' })
  ${object}!: ${objectType} | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty where it was done.' })
  userErrors!: UserError[];
}
`;
}

/** The policy of a mutation: for nobody but the platform's administrator until its author says otherwise. */
export function policy(names) {
  return `/** Who may ${names.mutation}. */
export function ${names.policy}(actor: Actor): boolean {
  return holds(actor, 'PLATFORM_ADMIN');
}
`;
}
