import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedFile } from '../../../src/db/seed/files.js';
import { observeReader } from '../../../src/db/reader/observe.js';
import { world, type Who, type World } from '../../support/world.js';
import { providerIn } from './support.js';

let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

interface Page { totalCount: number; nodes: { name: string; slug: string; state: string; id: string }[] }

const page = async (who: Who, field: string, args = ''): Promise<Page> =>
  (await marketplace.data<Record<string, Page>>(who, `{ ${field}${args} { totalCount nodes { ... on Organisation { id name slug state } } } }`))[field] as Page;

describe('provider and providers', () => {
  test('one is found by its slug and by its id, by exactly one of them', async () => {
    const document = 'query ($by: ProviderBy!) { provider(by: $by) { id slug about website indianState { code } createdAt allowedActions } }';
    const bySlug = await marketplace.data<{ provider: { id: string } }>(null, document, { by: { slug: 'demonstration-open-university' } });
    expect(bySlug.provider).toMatchObject({ slug: 'demonstration-open-university', indianState: { code: '18' }, allowedActions: [] });
    const byId = await marketplace.data(null, document, { by: { id: bySlug.provider.id } });
    expect(byId).toEqual(bySlug);
    expect(await marketplace.data(null, document, { by: { slug: 'nobody' } })).toEqual({ provider: null });
    expect(await marketplace.data(null, document, { by: { id: 'course_1' } })).toEqual({ provider: null });
    for (const by of [{}, { id: bySlug.provider.id, slug: 'x' }, { id: null }]) {
      expect((await marketplace.ask(null, document, { by })).errors).not.toEqual([]);
    }
  });

  test('the list is of the verified ones, filtered and ordered', async () => {
    const applied = await providerIn(marketplace, 'APPLIED');
    const verified = await providerIn(marketplace, 'VERIFIED');
    for (const who of [null, 'platform-admin', applied.who]) {
      const all = await page(who, 'providers', '(first: 100)');
      expect(all.nodes.map((node) => node.slug)).not.toContain(applied.slug);
      expect(all.nodes.every((node) => node.state === 'VERIFIED')).toBe(true);
      expect(all.totalCount).toBe(all.nodes.length);
    }
    const newest = await page(null, 'providers', '(first: 1, orderBy: { field: NEWEST, direction: DESC })');
    expect(newest.nodes[0]?.slug).toBe(verified.slug);
    expect((await page(null, 'providers', '(filter: { nameContains: "DEMONSTRATION open" })')).nodes.map((node) => node.slug))
      .toEqual(['demonstration-open-university']);
    expect((await page(null, 'providers', '(filter: { nameContains: "%" })')).nodes).toEqual([]);
    const assam = seedFile('providers.json').filter(({ stateCode }) => stateCode === '18').map(({ slug }) => slug);
    expect((await page(null, 'providers', '(filter: { stateCode: "18" })')).nodes.map((node) => node.slug).sort()).toEqual(assam.sort());
  });
});

describe('organisations and organisation', () => {
  test('the list is for who knows all, filtered; empty for others', async () => {
    const applied = await providerIn(marketplace, 'APPLIED');
    for (const who of ['platform-admin', 'auditor', 'chief-curator']) {
      const found = await page(who, 'organisations', '(first: 100, filter: { kind: PROVIDER, state: APPLIED, nameContains: "university" })');
      expect(found.nodes.map((node) => node.slug)).toContain(applied.slug);
      expect(found.nodes.every((node) => node.state === 'APPLIED')).toBe(true);
    }
    for (const who of [null, 'newcomer', 'curator', 'finance-officer', 'provider-admin', 'approving-authority', applied.who]) {
      expect(await page(who, 'organisations')).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  test.each(['APPLIED', 'REJECTED', 'SUSPENDED'])('one that is %s is known to its own people and who knows all', async (state) => {
    const { id, who, slug } = await providerIn(marketplace, state);
    const document = `query ($id: ID!, $slug: String!) { organisation(id: $id) { id } provider(by: { slug: $slug }) { id } node(id: $id) { id } }`;
    const without = document.replace(' node(id: $id) { id }', '');
    for (const other of [null, 'newcomer', 'author', 'curator', 'finance-officer', 'learner']) {
      expect(await marketplace.data(other, without, { id, slug })).toEqual({ organisation: null, provider: null });
    }
    for (const knowing of [who, 'platform-admin', 'auditor', 'chief-curator']) {
      expect(await marketplace.data(knowing, without, { id, slug })).toEqual({ organisation: { id }, provider: { id } });
    }
  });

  test('what is private is for its administrator and those of the platform who need it', async () => {
    const { provider } = await marketplace.data<{ provider: { id: string } }>(null, '{ provider(by: { slug: "demonstration-institute-of-public-service" }) { id } }');
    const read = async (who: Who): Promise<Record<string, unknown>> => (await marketplace.data<{ organisation: Record<string, unknown> }>(who, `
      query ($id: ID!) { organisation(id: $id) { gstin stateReason decidedAt members { totalCount } invitations { totalCount }
        ... on Provider { registrationNumber } } }`, { id: provider.id })).organisation;
    const nothing = { gstin: null, stateReason: null, decidedAt: null, registrationNumber: null };
    const some = expect.any(String) as string;
    expect(await read(null)).toEqual({ ...nothing, members: null, invitations: null });
    for (const who of ['newcomer', 'provider-admin-2', 'approving-authority', 'curator', 'chief-curator']) {
      expect(await read(who)).toEqual({ ...nothing, members: { totalCount: 0 }, invitations: { totalCount: 0 } });
    }
    expect(await read('author')).toMatchObject({ ...nothing, members: { totalCount: 3 }, invitations: { totalCount: 0 } });
    expect(await read('finance-officer')).toMatchObject({ ...nothing, gstin: some, members: { totalCount: 0 } });
    for (const who of ['provider-admin', 'platform-admin', 'auditor']) {
      expect(await read(who)).toMatchObject({ gstin: some, decidedAt: some, registrationNumber: some, members: { totalCount: 3 } });
    }
  });

  test('a suspended provider reads why it was suspended; who applied for a rejected one too', async () => {
    for (const state of ['REJECTED', 'SUSPENDED']) {
      const { id, who } = await providerIn(marketplace, state);
      const document = 'query ($id: ID!) { organisation(id: $id) { stateReason } }';
      expect(await marketplace.data(who, document, { id })).toEqual({ organisation: { stateReason: 'The register does not know it.' } });
      expect(await marketplace.data('chief-curator', document, { id })).toEqual({ organisation: { stateReason: null } });
    }
  });
});

describe('the government\'s tree and the states', () => {
  test('bodies are found by kind, name and parent, with what is above and below them', async () => {
    interface Body { id: string; code: string; name: string; kind: string; children: { totalCount: number; nodes: { name: string; parent: { code: string } }[] } }
    const document = `query ($filter: GovernmentBodyFilter) { governmentBodies(first: 100, filter: $filter) { nodes {
      id code name kind children(first: 2) { totalCount nodes { name parent { code } } } } } }`;
    const { governmentBodies: { nodes } } = await marketplace.data<{ governmentBodies: { nodes: Body[] } }>(
      null, document, { filter: { kind: 'MINISTRY', nameContains: 'agriculture' } });
    expect(nodes).toHaveLength(1);
    expect(nodes[0]?.children.nodes).toHaveLength(2);
    expect(nodes[0]?.children.nodes[0]?.parent.code).toBe(nodes[0]?.code);
    const below = await marketplace.data<{ governmentBodies: { nodes: Body[] } }>(null, document, { filter: { parentId: nodes[0]?.id } });
    expect(below.governmentBodies.nodes).toHaveLength(nodes[0]?.children.totalCount ?? 0);
  });

  test('a department has its place, and the place its department', async () => {
    const { governmentBodies } = await marketplace.data<{ governmentBodies: { nodes: { department: { slug: string; governmentBody: { name: string } } }[] } }>(
      null, '{ governmentBodies(filter: { nameContains: "department of posts" }) { nodes { department { slug governmentBody { name } } } } }');
    expect(governmentBodies.nodes[0]?.department).toMatchObject({ slug: 'department-of-posts', governmentBody: { name: 'Department of Posts' } });
  });

  test('the states come whole, by name', async () => {
    const { indianStates } = await marketplace.data<{ indianStates: { code: string; name: string }[] }>(null, '{ indianStates { code name } }');
    expect(indianStates.length).toBeGreaterThan(35);
    expect(indianStates).toContainEqual({ code: '29', name: 'Karnataka' });
  });
});

test.each([
  ['viewer', '{ viewer { user { name } memberships { roles organisation { name allowedActions members(first: N) { nodes { user { name } } } } } invitations { id } } }'],
  ['providers', '{ providers(first: N) { nodes { name gstin members(first: 3) { nodes { user { email } } } } } }'],
  ['organisations', '{ organisations(first: N) { totalCount nodes { name appliedBy { name } invitations { nodes { email } } } } }'],
  ['governmentBodies', '{ governmentBodies(first: N) { nodes { parent { name } children(first: 3) { nodes { name department { name } } } } } }'],
])('%s is one statement however much is asked for', async (_field, document) => {
  for (const n of ['2', '50']) {
    const statements: string[] = [];
    const stop = observeReader((event) => { if (event.kind === 'statement') statements.push(event.text); });
    const { errors } = await marketplace.ask('platform-admin', document.replaceAll('first: N', `first: ${n}`));
    stop();
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(1);
  }
});
