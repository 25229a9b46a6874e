import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { contentItemAdd } from '../../../src/domain/catalogue/contentItemAdd.js';
import { courseCreate } from '../../../src/domain/catalogue/courseCreate.js';
import { moduleAdd } from '../../../src/domain/catalogue/moduleAdd.js';
import { publicId } from '../../../src/lib/ids.js';
import { world, type Who, type World } from '../../support/world.js';
import { done } from './desk.js';

let w: World;
let versionId: string;
let courseId: string;
let moduleId: string;

beforeAll(async () => {
  w = await world();
  ({ versionId, courseId, moduleId } = await written());
  await mutate('provider-admin', 'courseVersionSubmit', { courseVersionId: versionId });
}, 60_000);
afterAll(() => w.close());

let courses = 0;

/** A draft of the first provider that pre-flight lets pass. */
async function written(): Promise<{ courseId: string; versionId: string; moduleId: string }> {
  const ctx = await w.ctx('author');
  const [competency] = await w.owner<{ id: string }[]>`select id from competency order by id limit 1`;
  courses += 1;
  const course = done(await courseCreate(ctx, {
    title: `Noting and drafting ${courses}`, summary: 'How notes are written on files in government offices.', description: 'For section officers.',
    languages: ['en'], duration: 'PT30M', accessibility: { captions: true }, competencies: [{ competencyId: publicId('competency', competency?.id ?? ''), level: 2 }],
  }));
  const courseVersionId = publicId('course_version', course.courseVersionId);
  const module = done(await moduleAdd(ctx, { courseVersionId, revision: 1, title: 'What a note is for' }));
  const made = publicId('module', module.moduleId);
  done(await contentItemAdd(ctx, { moduleId: made, revision: 2, kind: 'VIDEO', title: 'Lesson', url: `https://content.example.in/${courses}`, duration: 'PT30M' }));
  return { courseId: publicId('course', course.courseId), versionId: courseVersionId, moduleId: made };
}

type Node = Record<string, unknown>;

/** Runs a mutation over HTTP and gives what it answers of the selection; it must not be refused. */
async function mutate(who: Who, name: string, input: object, selection = ''): Promise<Node> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code message path } ${selection} } }`;
  const data = await w.data<Record<string, Node>>(who, document, { input });
  const payload = data[name] ?? {};
  expect([name, payload['userErrors']]).toEqual([name, []]);
  return payload;
}

const QUEUE = `query ($filter: ReviewQueueFilter, $orderBy: ReviewQueueOrder, $first: Int) {
  reviewQueue(filter: $filter, orderBy: $orderBy, first: $first) { totalCount nodes { id position specialism state overdue approvals approvalsRequired
    allowedActions dueAt round { number submittedBy { name } courseVersion { id title } } } } }`;

interface Stage extends Node { readonly id: string; readonly overdue: boolean; readonly allowedActions: string[] }

async function queue(who: Who, variables: object = {}): Promise<Stage[]> {
  const { reviewQueue } = await w.data<{ reviewQueue: { totalCount: number; nodes: Stage[] } }>(who, QUEUE, { ...variables });
  expect(reviewQueue.totalCount).toBe(reviewQueue.nodes.length);
  return reviewQueue.nodes;
}

const REVIEW = `query ($id: ID!) { courseVersion(id: $id) { state currentRound { number state policy { code stages { rubric } } }
  rounds { number state submittedBy { name } stages { state position assignments { state curator { name } allowedActions }
    decisions { verdict reason scores { criterion score } curator { name } } } }
  findings { totalCount nodes { path severity state body raisedBy { name } allowedActions messages { kind body author { name } } } }
  open: findings(filter: { state: OPEN, severity: BLOCKER }) { nodes { path } }
  differences { path before after kind } } }`;

const review = async (who: Who, id = versionId): Promise<Node | null> => (await w.data<{ courseVersion: Node | null }>(who, REVIEW, { id })).courseVersion;

describe('the queue', () => {
  test('shows each curator the stages of his specialisms', async () => {
    const [stage] = await queue('curator-compliance');
    expect(stage).toMatchObject({
      position: 1, specialism: 'COMPLIANCE', state: 'ACTIVE', overdue: false, approvals: 0, approvalsRequired: 1, allowedActions: ['CLAIM'],
      round: { number: 1, submittedBy: { name: 'Suresh Menon' }, courseVersion: { id: versionId, title: 'Noting and drafting 1' } },
    });
    expect(await queue('curator-content')).toEqual([]);
    for (const who of ['curator', 'chief-curator', 'platform-admin', 'auditor']) expect([who, (await queue(who)).length]).toEqual([who, 1]);
    expect((await queue('chief-curator'))[0]?.allowedActions).toEqual(['CLAIM', 'ASSIGN']);
    expect((await queue('auditor'))[0]?.allowedActions).toEqual([]);
    for (const who of [null, 'author', 'provider-admin', 'learner', 'finance-officer', 'newcomer']) expect([who, await queue(who)]).toEqual([who, []]);
  });

  test('is filtered and ordered', async () => {
    const count = async (filter: object, who = 'chief-curator'): Promise<number> => (await queue(who, { filter })).length;
    expect(await count({ specialism: 'COMPLIANCE' })).toBe(1);
    expect(await count({ specialism: 'ACCESSIBILITY' })).toBe(0);
    expect([await count({ mine: true }), await count({ mine: false }), await count({ unassigned: true }), await count({ unassigned: false })]).toEqual([0, 1, 1, 0]);
    const provider = publicId('provider', await w.organisationId('demonstration-institute-of-public-service'));
    const other = publicId('provider', await w.organisationId('demonstration-open-university'));
    expect([await count({ providerId: provider }), await count({ providerId: other }), await count({ providerId: 'nonsense' })]).toEqual([1, 0, 0]);
    for (const field of ['DUE_AT', 'SUBMITTED_AT']) expect(await queue('auditor', { orderBy: { field, direction: 'DESC' } })).toHaveLength(1);
  });

  test('knows what is overdue by the clock', async () => {
    expect((await queue('curator', { filter: { overdue: true } })).length).toBe(0);
    w.clock.advance(3 * 86_400_000 + 60_000);
    const [late] = await queue('curator', { filter: { overdue: true } });
    expect(late?.overdue).toBe(true);
    expect(await queue('curator', { filter: { overdue: false } })).toEqual([]);
    w.clock.advance(-(3 * 86_400_000 + 60_000));
    expect((await queue('curator'))[0]?.overdue).toBe(false);
  });

  test('leaves out what a curator\'s own organisation submitted', async () => {
    const [userId, organisationId] = [await w.userId('curator-compliance'), await w.organisationId('demonstration-institute-of-public-service')];
    const [row] = await w.owner<{ id: string }[]>`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
      values (uuidv7(), ${userId}, ${organisationId}, 'PROVIDER', '{AUTHOR}', '{}', 'ACTIVE', now()) returning id`;
    const [platform] = await w.owner<{ id: string }[]>`select id from membership where user_id = ${userId} and organisation_kind = 'PLATFORM'`;
    const { reviewQueue } = await w.data<{ reviewQueue: { nodes: Node[] } }>('curator-compliance', QUEUE, {}, { membership: publicId('membership', platform?.id ?? '') });
    expect(reviewQueue.nodes).toEqual([]);
    const [stage] = await queue('chief-curator');
    const { node } = await w.data<{ node: Node }>('curator-compliance', 'query ($id: ID!) { node(id: $id) { ... on ReviewStage { allowedActions } } }',
      { id: stage?.id }, { membership: publicId('membership', platform?.id ?? '') });
    expect(node['allowedActions']).toEqual([]);
    await w.owner`delete from membership where id = ${row?.id ?? ''}`;
  });

  test('is one statement, whatever is asked of it', async () => {
    const statements = async (first: number): Promise<number> => {
      let sent = 0;
      const stop = observeReader((event) => { if (event.kind === 'statement') sent += 1; });
      await queue('chief-curator', { first });
      stop();
      return sent;
    };
    expect([await statements(2), await statements(50)]).toEqual([1, 1]);
  });
});

describe('a review over HTTP', () => {
  test('is claimed, remarked on, answered, settled, decided, published; and the provider never learns by whom', async () => {
    const [stage] = await queue('curator-compliance');
    const claimed = await mutate('curator-compliance', 'reviewAssignmentClaim', { reviewStageId: stage?.id },
      'reviewAssignment { id state curator { name } allowedActions } reviewStage { allowedActions }');
    expect(claimed).toMatchObject({
      reviewAssignment: { state: 'ACTIVE', curator: { name: 'Rajiv Nair' }, allowedActions: ['DECIDE', 'RELEASE'] }, reviewStage: { allowedActions: ['RAISE_FINDING'] },
    });
    const reviewAssignmentId = (claimed['reviewAssignment'] as Node)['id'];
    const path = `modules.${moduleId}.title`;
    const raised = await mutate('curator-compliance', 'findingCreate', { courseVersionId: versionId, path, severity: 'BLOCKER', body: 'Say which.' },
      'finding { id path state severity courseVersion { id } }');
    expect(raised['finding']).toMatchObject({ path, state: 'OPEN', severity: 'BLOCKER', courseVersion: { id: versionId } });
    const findingId = (raised['finding'] as Node)['id'];
    expect(await review('author')).toMatchObject({ open: { nodes: [{ path }] }, findings: { totalCount: 1, nodes: [{ allowedActions: ['ANSWER'] }] } });
    await mutate('author', 'findingAnswer', { findingId, body: 'All of them.' });
    const actions = async (who: Who): Promise<unknown> =>
      (await w.data<{ node: Node | null }>(who, 'query ($id: ID!) { node(id: $id) { ... on Finding { allowedActions } } }', { id: findingId })).node?.['allowedActions'];
    const everybody = async (): Promise<unknown[]> => Promise.all(['curator-compliance', 'curator-content', 'chief-curator', 'author', 'auditor'].map(actions));
    expect(await everybody()).toEqual([['RESOLVE'], [], ['RESOLVE'], ['ANSWER'], []]);
    await mutate('curator-compliance', 'findingResolve', { findingId, body: 'Good.' });
    expect(await everybody()).toEqual([['REOPEN'], ['REOPEN'], ['REOPEN'], ['ANSWER'], []]);
    const scores = ['Registration and licence', 'Names, titles and trademarks', 'No advertising or personal data'].map((criterion) => ({ criterion, score: 4 }));
    const decided = await mutate('curator-compliance', 'reviewDecide', { reviewAssignmentId, verdict: 'APPROVE', reason: 'In order.', scores },
      'decision { verdict scores { criterion score } stage { state approvals } } courseVersion { state }');
    expect(decided).toMatchObject({ decision: { verdict: 'APPROVE', scores, stage: { state: 'PASSED', approvals: 1 } }, courseVersion: { state: 'IN_REVIEW' } });
    await approveContent();
    const asCurator = await review('curator-content');
    const asAuthor = await review('author');
    const names = { curators: JSON.stringify(asCurator).match(/Rajiv Nair|Sunita Das/g)?.length ?? 0, author: JSON.stringify(asAuthor).match(/Rajiv|Sunita/g) };
    expect(names.curators).toBeGreaterThan(4);
    expect(names.author).toBe(null);
    expect(asAuthor).toMatchObject({
      state: 'APPROVED', currentRound: { state: 'APPROVED', policy: { code: 'STANDARD' } },
      rounds: [{ stages: [{ decisions: [{ verdict: 'APPROVE', reason: 'In order.', curator: null }], assignments: [{ curator: null }] }, { state: 'PASSED' }] }],
      findings: { nodes: [{ raisedBy: null, messages: [{ kind: 'ANSWER', author: { name: 'Kavita Rao' } }, { kind: 'RESOLUTION', author: null }] }] },
    });
  });

  async function approveContent(who = 'curator-content', graphqlVersion = versionId): Promise<void> {
    const stages = (await queue(who)).filter((each) => ((each['round'] as Node)['courseVersion'] as Node)['id'] === graphqlVersion);
    const { reviewAssignment } = await mutate(who, 'reviewAssignmentClaim', { reviewStageId: stages[0]?.id }, 'reviewAssignment { id stage { rubric } }');
    const { id, stage } = reviewAssignment as { id: string; stage: { rubric: string[] } };
    await mutate(who, 'reviewDecide', {
      reviewAssignmentId: id, verdict: 'APPROVE', reason: 'Well taught.', scores: stage.rubric.map((criterion) => ({ criterion, score: 5 })),
    });
  }

  test('is nobody else\'s affair', async () => {
    for (const who of ['author-2', 'learner', 'newcomer', 'finance-officer', null]) expect([who, await review(who)]).toEqual([who, null]);
    await mutate('provider-admin', 'courseVersionPublish', { courseVersionId: versionId });
    for (const who of ['author-2', 'learner', 'newcomer', 'finance-officer', null]) {
      expect(await review(who)).toEqual({
        state: 'PUBLISHED', currentRound: null, rounds: [], findings: { totalCount: 0, nodes: [] }, open: { nodes: [] }, differences: [],
      });
    }
    const rows = await w.owner<{ id: string; type: string }[]>`select id, 'review_round' as type from review_round union all select id, 'review_stage' from review_stage
      union all select id, 'finding' from finding union all select id, 'decision' from decision union all select id, 'review_assignment' from review_assignment`;
    const ids = rows.map(({ id, type }) => publicId(type as 'finding', id));
    const nodes = async (who: Who): Promise<unknown[]> => (await w.data<{ nodes: unknown[] }>(who, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).nodes;
    expect((await nodes('auditor')).filter((each) => each === null)).toEqual([]);
    for (const who of ['author-2', 'learner', 'finance-officer', null]) expect([...new Set(await nodes(who))]).toEqual([null]);
  });

  test('shows in what the next version differs from the published one', async () => {
    const { courseVersion } = await mutate('author', 'courseVersionCreate', { courseId }, 'courseVersion { id revision modules { id items { id } } }') as {
      courseVersion: { id: string; modules: { id: string; items: { id: string }[] }[] };
    };
    const id = courseVersion.id;
    expect((await review('author', id))?.['differences']).toEqual([]);
    await mutate('author', 'courseVersionUpdate', { courseVersionId: id, revision: 1, title: 'Noting, drafting and filing', accessibility: { transcript: true } });
    await mutate('author', 'moduleAdd', { courseVersionId: id, revision: 2, title: 'Before we begin', position: 0 });
    const expected = [
      { path: 'title', before: 'Noting and drafting 1', after: 'Noting, drafting and filing', kind: 'CHANGED' },
      { path: 'accessibility.transcript', before: 'no', after: 'yes', kind: 'CHANGED' },
      { path: expect.stringMatching(/^modules\.module_.*\.position$/) as string, before: null, after: '1', kind: 'ADDED' },
      { path: expect.stringMatching(/^modules\.module_.*\.title$/) as string, before: null, after: 'Before we begin', kind: 'ADDED' },
      { path: expect.stringMatching(/^modules\.module_.*\.summary$/) as string, before: null, after: '', kind: 'ADDED' },
    ];
    expect((await review('author', id))?.['differences']).toEqual(expected);
    expect((await review('auditor', id))?.['differences']).toEqual(expected);
  });
});

describe('review policies', () => {
  const POLICIES = 'query ($filter: ReviewPolicyFilter) { reviewPolicies(filter: $filter) { nodes { code version inForceFrom autoPublish provider { slug } stages { position specialism } } } }';
  const policies = async (who: Who, filter: object = {}): Promise<Node[]> =>
    (await w.data<{ reviewPolicies: { nodes: Node[] } }>(who, POLICIES, { filter })).reviewPolicies.nodes;

  test('are read by people of the platform, in force or not', async () => {
    expect(await policies('finance-officer', { inForce: true })).toMatchObject([{ code: 'STANDARD', version: 1, provider: null }]);
    await mutate('chief-curator', 'reviewPolicyCreate', {
      code: 'STANDARD', name: 'Standard review', autoPublish: true,
      stages: [{ specialism: 'CONTENT', approvalsRequired: 2, daysAllowed: 5, rubric: ['Accuracy'] }],
    }, 'reviewPolicy { code version stages { position rubric } }');
    expect(await policies('curator', { inForce: true })).toMatchObject([{ code: 'STANDARD', version: 2, autoPublish: true }]);
    expect(await policies('auditor', { inForce: false, code: 'STANDARD' })).toMatchObject([{ version: 1 }]);
    expect(await policies('auditor', { code: 'NONE' })).toEqual([]);
    for (const who of [null, 'author', 'learner', 'newcomer']) expect([who, await policies(who)]).toEqual([who, []]);
  });
});
