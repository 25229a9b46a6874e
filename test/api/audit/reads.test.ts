import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMONSTRATION_PEOPLE } from '../../../src/transport/development/people.js';
import { publicId } from '../../../src/lib/ids.js';
import { tokenOf, world, type Who, type World } from '../../support/world.js';
import { makeCourses, seal } from './record.js';

interface EventNode {
  id: string; action: string; subjectId: string; at: string; sealed: boolean; roles: string[]; requestId: string; reason: string | null;
  actor: { id: string; name: string } | null; actingOrganisation: { id: string } | null; organisation: { id: string } | null;
  before: object | null; after: Record<string, unknown> | null;
}
interface Events { auditEvents: { totalCount: number; nodes: EventNode[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } } }

const EVENTS = `query ($filter: AuditEventFilter, $first: Int = 50, $after: String, $orderBy: AuditEventOrder) {
  auditEvents(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { id action subjectId at sealed roles requestId reason actor { id name } actingOrganisation { id } organisation { id } before after }
  }
}`;
const CHAIN = 'query { auditChain { sealedCount unsealedCount headHash lastSealedAt } }';

let w: World;
let courses: string[];
let between: Date;

const events = async (variables: Record<string, unknown> = {}, who: Who = 'auditor'): Promise<Events['auditEvents']> =>
  (await w.data<Events>(who, EVENTS, variables)).auditEvents;

beforeAll(async () => {
  w = await world();
  courses = await makeCourses(w, ['One', 'Two']);
  await seal(w);
  w.clock.advance(60_000);
  between = w.clock.now();
  w.clock.advance(60_000);
  const input = { organisationId: publicId('provider', await w.organisationId('demonstration-institute-of-public-service')), reason: 'Registration lapsed' };
  await w.data('platform-admin', 'mutation ($input: OrganisationSuspendInput!) { organisationSuspend(input: $input) { userErrors { code message } } }', { input });
});
afterAll(async () => { await w.close(); });

describe('auditEvents', () => {
  test('tells an auditor who did what, acting for whom, to what, with what, when and in which request', async () => {
    const { nodes, totalCount } = await events();
    expect(totalCount).toBe(nodes.length);
    const [newest] = nodes;
    expect(newest).toMatchObject({
      action: 'organisationSuspend', sealed: false, roles: ['PLATFORM_ADMIN'], reason: 'Registration lapsed', before: { state: 'VERIFIED' }, after: { state: 'SUSPENDED' },
      actor: { id: publicId('user', await w.userId('platform-admin')), name: 'Gopal Krishnan' },
      actingOrganisation: { id: publicId('platform', await w.organisationId('karmayogi-marketplace')) },
    });
    expect(newest?.subjectId).toBe(newest?.organisation?.id);
    expect(newest?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const created = nodes.filter(({ subjectId }) => subjectId === courses[0]);
    expect(created).toMatchObject([{ action: 'courseCreate', sealed: true, roles: ['AUTHOR'], before: null }]);
  });

  test('the request id is the one that the request came with', async () => {
    const query = 'mutation { courseCreate(input: { title: "Three" }) { course { id } userErrors { code } } }';
    const headers = { 'content-type': 'application/json', 'authorization': `Bearer ${tokenOf('author-2')}`, 'x-request-id': 'audited-request-1' };
    await fetch(`${w.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { nodes } = await events({ filter: { actorId: publicId('user', await w.userId('author-2')) } });
    expect(new Set(nodes.map(({ requestId }) => requestId))).toEqual(new Set(['audited-request-1']));
  });

  test('is filtered by action, object, actor and time, all together', async () => {
    const all = (await events()).nodes;
    const only = async (filter: Record<string, unknown>): Promise<string[]> => (await events({ filter })).nodes.map(({ id }) => id);
    const expected = (holds: (event: EventNode) => boolean): string[] => all.filter(holds).map(({ id }) => id);
    const actorId = publicId('user', await w.userId('author'));
    const at = between.toISOString();
    expect(await only({ action: 'organisationSuspend' })).toEqual(expected(({ action }) => action === 'organisationSuspend'));
    expect(await only({ subjectId: courses[1] })).toEqual(expected(({ subjectId }) => subjectId === courses[1]));
    expect(await only({ actorId })).toEqual(expected(({ actor }) => actor?.id === actorId));
    expect(await only({ from: at })).toEqual(expected((event) => event.at >= at));
    expect(await only({ until: at })).toEqual(expected((event) => event.at < at));
    expect(await only({ actorId, action: 'courseCreate', until: at, subjectId: courses[0] })).toHaveLength(1);
    expect(await only({ actorId, from: at })).toEqual([]);
    expect(await only({ action: 'noSuchMutation' })).toEqual([]);
    // An id that is none, or of another type, has had nothing done to it.
    for (const id of ['', 'course_x', 'nonsense', '\u0000', `viewer_${'0'.repeat(26)}`]) expect(await only({ subjectId: id }), id).toEqual([]);
  });

  test('is paged in either order, every event once', async () => {
    const all = (await events()).nodes.map(({ id }) => id);
    for (const direction of ['ASC', 'DESC']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Events['auditEvents'] = await events({ first: 2, after, orderBy: { field: 'AT', direction } });
        seen.push(...page.nodes.map(({ id }) => id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(direction === 'DESC' ? all : [...all].reverse());
    }
  });

  test('by node an auditor gets an event; a moment beyond the calendar is refused as input', async () => {
    const [event] = (await events()).nodes;
    const id = event?.id;
    expect(await w.data('auditor', 'query ($id: ID!) { node(id: $id) { id __typename } }', { id })).toEqual({ node: { id, __typename: 'AuditEvent' } });
    expect(await w.data('platform-admin', 'query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
    const { errors } = await w.ask('auditor', EVENTS, { filter: { from: '0000-01-01T00:00:00Z' } });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  });
});

describe('auditChain', () => {
  test('tells an auditor how far the record is sealed', async () => {
    const before = await w.data<{ auditChain: { sealedCount: number; unsealedCount: number } }>('auditor', CHAIN);
    expect(before.auditChain).toMatchObject({ sealedCount: 4, unsealedCount: 3 });
    await seal(w);
    const [head] = await w.owner<{ hash: string }[]>`select encode(hash, 'hex') as hash from audit_seal order by sequence desc limit 1`;
    expect(await w.data('auditor', CHAIN)).toMatchObject({ auditChain: { sealedCount: 7, unsealedCount: 0, headHash: head?.hash } });
    expect((await events({ filter: { action: 'organisationSuspend' } })).nodes).toMatchObject([{ sealed: true }]);
  });
});

describe('for everybody else', () => {
  const OTHERS: readonly Who[] = [null, 'new:stranger', ...DEMONSTRATION_PEOPLE.map(({ key }) => key).filter((key) => key !== 'auditor')];

  test.each(OTHERS)('%s reads nothing of the record', async (who) => {
    expect(await w.data(who, `query { auditEvents { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage } } ${CHAIN.slice(8, -2)} }`))
      .toEqual({ auditEvents: { totalCount: 0, nodes: [], edges: [], pageInfo: { hasNextPage: false } }, auditChain: null });
  });
});
