import { getNamedType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { ID_PREFIXES, newId, parsePublicId, publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { given } from '../../support/given.js';
import { world, type Who, type World } from '../../support/world.js';
import { ACTORS, cellsOf, signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { argumentAt, PLACES, placesOf } from './idPlaces.js';
import { MUTATIONS } from './matrix.js';
import { inputOf } from './operations.js';
import { setScene, type Scene } from './scene.js';
import { target, type Target } from './targets.js';
import { VISIBLE } from './visible.js';

let w: World;
let scene: Scene;
let schema: GraphQLSchema;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  schema = await buildMarketplaceSchema();
  scene = await setScene(w);
  await signEverybodyIn(w);
});
afterAll(() => w.close());

it('the table has every place of the schema where an id can be given', async () => {
  expect(Object.keys(PLACES).sort()).toEqual(placesOf(await buildMarketplaceSchema()).sort());
});

/** Asks with an id in a place, and answers all that came back, the id itself taken out. */
type Ask = (who: Who, id: string) => Promise<unknown>;

async function asker(place: string): Promise<Ask> {
  const [field = '', argument = ''] = place.split('.');
  return argument === 'input' ? mutationAsker(place, field) : queryAsker(place, field, argument);
}

function queryAsker(place: string, field: string, argument: string): Ask {
  const definition = schema.getQueryType()?.getFields()[field];
  const arg = definition?.args.find(({ name }) => name === argument);
  if (definition === undefined || arg === undefined) throw new Error(`there is no ${place}`);
  const selection = getNamedType(definition.type).name.endsWith('Connection') ? 'totalCount nodes { __typename }' : '__typename';
  const others = definition.args.some(({ name }) => name === 'query') ? ', query: "noting"' : '';
  const document = `query ($a: ${String(arg.type)}) { ${field}(${argument}: $a${others}) { ${selection} } }`;
  return async (who, id) => told(id, await w.ask(who, document, { a: argumentAt(schema, place, id) }));
}

/** What the places ask for besides an id that is given alone. */
const BESIDES: Readonly<Record<string, (id: string, valid: Readonly<Record<string, unknown>>) => Record<string, unknown>>> = {
  'reviewAssignmentsAssign.input.assignments.reviewStageId': (id, valid) => ({ assignments: firstRow(valid, { reviewStageId: id }) }),
  'reviewAssignmentsAssign.input.assignments.curatorId': (id, valid) => ({ assignments: firstRow(valid, { curatorId: id }) }),
  'organisationApply.input.governmentBodyId': () => ({ kind: 'DEPARTMENT', registrationKind: null, registrationNumber: null }),
  'courseCreate.input.competencies.competencyId': (id) => ({ competencies: [{ competencyId: id, level: 1 }] }),
  'receiptConfirm.input.allocations.invoiceId': (id) => ({ allocations: [{ invoiceId: id, amount: { amountMinor: '1' } }] }),
  'receiptAllocate.input.allocations.invoiceId': (id) => ({ allocations: [{ invoiceId: id, amount: { amountMinor: '1' } }] }),
  'courseVersionUpdate.input.competencies.competencyId': (id) => ({ competencies: [{ competencyId: id, level: 1 }] }),
};

const firstRow = ({ assignments }: Readonly<Record<string, unknown>>, change: object): object[] =>
  (assignments as object[]).map((row) => ({ ...row, ...change }));

async function mutationAsker(place: string, field: string): Promise<Ask> {
  const [, name = 'nothing'] = MUTATIONS.find(([each]) => each === field) ?? [];
  const t = await target(w, name);
  // Whoever acts for the other provider puts ids into what is his own, where he gets as far as the id.
  const second: Target | null = name === 'draft' ? await given.draft(w, 'author-2') : null;
  const secondly = await inputOf(w, field, second ?? t);
  const firstly = await inputOf(w, field, t);
  const payload = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const document = `mutation ($input: ${payload}Input!) { ${field}(input: $input) { __typename userErrors { code message path } } }`;
  return async (who, id) => {
    const own = who === 'author-2' || who === 'provider-admin-2' ? secondly : firstly;
    const input = { ...own, ...(argumentAt(schema, place, id) as object), ...BESIDES[place]?.(id, own) };
    return told(id, await w.ask(who, document, { input }));
  };
}

function told(id: string, { status, data, errors, extensions }: Awaited<ReturnType<World['ask']>>): unknown {
  const { throttleStatus: _bucket, ...cost } = (extensions?.['cost'] ?? {}) as Record<string, unknown>;
  const text = JSON.stringify({ status, data, errors, cost });
  return JSON.parse(id === '' ? text : text.replaceAll(JSON.stringify(id).slice(1, -1), '<id>'));
}

const PREFIX_OF = new Map(Object.entries(ID_PREFIXES).map(([prefix, type]) => [type as string, prefix as IdPrefix]));

/** The objects of a scene that a place takes and an actor may not know of, by public id. */
function hiddenFrom(actor: number, prefixes: readonly IdPrefix[] | 'any'): [string, IdPrefix][] {
  return VISIBLE.flatMap(([type, name, cells]) => {
    const prefix = PREFIX_OF.get(type);
    const id = scene[name];
    if (prefix === undefined || id === undefined) throw new Error(`no id of ${type} ${name}`);
    const fits = prefixes === 'any' || prefixes.includes(prefix);
    return fits && cellsOf(cells)[actor] === '-' ? [[id, prefix]] : [];
  });
}

/** Ids that are none of this type: of another type with the same uuid, cut off, of no type, of odd characters. */
function wrongIds(prefix: IdPrefix): string[] {
  const known = [...Object.values(scene)].map(parsePublicId).find((parsed) => parsed?.prefix === prefix);
  const other = prefix === 'course' ? 'module' : 'course';
  return [
    publicId(other, known?.uuid ?? newId()), publicId(prefix, newId()).slice(0, -1), `${prefix}_${'z'.repeat(26)}`, `${prefix}_`, 'nonsense',
    known?.uuid ?? newId(), `${publicId(prefix, newId())} `, publicId(prefix, newId()).toUpperCase(), '\u0000', '\ud800', '',
  ];
}

const ASKERS = [
  'visitor', 'somebody without a membership', 'AUTHOR of another provider', 'PROVIDER_ADMIN of another provider', 'CURATOR',
  'CHIEF_CURATOR', 'FINANCE_OFFICER', 'PLATFORM_ADMIN', 'APPROVING_AUTHORITY',
];

/**
 * Where an id of the right type is not looked up but compared with the one that is meant (the stage that is active), so
 * that another one, known or not, is told from what is no id.
 */
const COMPARED = ['findingCreate.input.reviewStageId'];

it.each(Object.entries(PLACES))('%s answers to an id of what somebody may not know of as to an unknown id', { timeout: 60_000 }, async (place, prefixes) => {
  const ask = await asker(place);
  const before = await fingerprintOf(w);
  for (const [index, [name, who]] of ACTORS.entries()) {
    if (!ASKERS.includes(name)) continue;
    const unknown = new Map<IdPrefix, unknown>();
    for (const [id, prefix] of hiddenFrom(index, prefixes)) {
      if (!unknown.has(prefix)) unknown.set(prefix, await ask(who, publicId(prefix, newId())));
      expect.soft(await ask(who, id), `${name}: ${id}`).toEqual(unknown.get(prefix));
    }
  }
  expect(await fingerprintOf(w)).toBe(before);
});

const LOOKED_UP = Object.entries(PLACES).filter(([place]) => !COMPARED.includes(place));

it.each(LOOKED_UP)('%s answers to what is no id of its type as to an unknown id', { timeout: 60_000 }, async (place, prefixes) => {
  const ask = await asker(place);
  const before = await fingerprintOf(w);
  const prefix = prefixes === 'any' ? 'course_version' : prefixes[0] ?? 'course';
  for (const who of ['newcomer', mostAble(place)]) {
    const unknown = await ask(who, publicId(prefix, newId()));
    for (const id of wrongIds(prefix)) expect.soft(await ask(who, id), `${who}: ${JSON.stringify(id)}`).toEqual(unknown);
  }
  expect(await fingerprintOf(w)).toBe(before);
});

/** An actor who may do what the root field is for. */
function mostAble(place: string): string {
  const row = MUTATIONS.find(([field]) => place.startsWith(`${field}.`));
  const actor = row === undefined ? -1 : cellsOf(row[2]).indexOf('+');
  return ACTORS[actor]?.[1] ?? 'auditor';
}

it('findingCreate takes no path to parts of another version, known or not', async () => {
  const { courseVersionId } = await given.assignment(w);
  const ask = (module: string): Promise<unknown> => w.data('curator', `mutation ($input: FindingCreateInput!) {
    findingCreate(input: $input) { userErrors { code path } } }`,
  { input: { courseVersionId, path: `modules.${module}.title`, severity: 'MINOR', body: 'x' } });
  for (const name of ['draftModule', 'publishedModule']) expect(await ask(scene[name] ?? '')).toEqual(await ask(publicId('module', newId())));
});
