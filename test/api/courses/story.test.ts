import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';
import { putInState, type Backstage, type Situation } from './states.js';

interface Payload {
  readonly course?: { id: string } | null;
  readonly courseVersion: { id: string; revision: number; state: string } | null;
  readonly module?: { id: string } | null;
  readonly contentItem?: { id: string } | null;
  readonly removedModuleId?: string | null;
  readonly userErrors: { code: string; path: string[]; message: string }[];
}

const VERSION = 'courseVersion { id revision state } userErrors { code path message }';

let w: World;
let backstage: Backstage;
let competencyId: string;

beforeAll(async () => {
  w = await world();
  const [policy] = await w.owner<{ id: string }[]>`select id from review_policy where code = 'STANDARD'`;
  backstage = {
    owner: w.owner, policyId: policy?.id ?? '', submitter: await w.userId('provider-admin'),
    curators: [await w.userId('curator-compliance'), await w.userId('curator-content')],
  };
  const { competencies } = await w.data<{ competencies: { nodes: { id: string }[] } }>(null, '{ competencies(first: 1) { nodes { id } } }');
  competencyId = competencies.nodes[0]?.id ?? '';
});
afterAll(() => w.close());

/** Sends one mutation and gives its payload. */
async function mutate(who: string, name: string, input: object, selection = VERSION): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await w.data<Record<string, Payload>>(who, `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input });
  const payload = data[name];
  if (payload === undefined) throw new Error('no payload');
  return payload;
}

async function draft(title: string): Promise<{ courseId: string; courseVersionId: string }> {
  const made = await mutate('author', 'courseCreate', {
    title, summary: 'How notes are written on files.', description: 'For section officers.', languages: ['en', 'HI'], level: 'INTERMEDIATE',
    duration: 'PT90M', accessibility: { captions: true }, licence: 'CC_BY_4_0', inclusion: 'PRICED',
    price: { amountMinor: '53875000' }, competencies: [{ competencyId, level: 3 }],
  }, `course { id } ${VERSION}`);
  expect(made.userErrors).toEqual([]);
  return { courseId: made.course?.id ?? '', courseVersionId: made.courseVersion?.id ?? '' };
}

async function withParts(title: string): Promise<{ courseId: string; courseVersionId: string }> {
  const made = await draft(title);
  const added = await mutate('author', 'moduleAdd', { courseVersionId: made.courseVersionId, revision: 1, title: 'One' }, `module { id } ${VERSION}`);
  await mutate('author', 'contentItemAdd', {
    moduleId: added.module?.id, revision: 2, kind: 'VIDEO', title: 'Lesson', url: 'https://content.example.in/1.mp4', duration: 'PT90M',
  });
  return made;
}

describe('authoring over HTTP', () => {
  it('writes a draft that reads back as it was written', async () => {
    const { courseVersionId } = await withParts('Noting and drafting');
    const { courseVersion } = await w.data(
      'author', `query($id: ID!) { courseVersion(id: $id) {
        number state revision title languages level duration accessibility { captions transcript signLanguage } licence inclusion
        price { amountMinor currency formatted } competencies { level competency { id } } course { slug provider { name } openVersion { id } publishedVersion { id } }
        modules { title position items { kind title url duration position } } submittedAt stateReason preflight { rule } allowedActions } }`,
      { id: courseVersionId });
    expect(courseVersion).toMatchObject({
      number: 1, state: 'DRAFT', revision: 3, title: 'Noting and drafting', languages: ['en', 'hi'], level: 'INTERMEDIATE', duration: 'PT1H30M',
      accessibility: { captions: true, transcript: false, signLanguage: false }, licence: 'CC_BY_4_0', inclusion: 'PRICED',
      price: { amountMinor: '53875000', currency: 'INR', formatted: '5,38,750.00' }, competencies: [{ level: 3, competency: { id: competencyId } }],
      course: { slug: 'noting-and-drafting', openVersion: { id: courseVersionId }, publishedVersion: null },
      modules: [{ title: 'One', position: 0, items: [{ kind: 'VIDEO', url: 'https://content.example.in/1.mp4', duration: 'PT1H30M', position: 0 }] }],
      submittedAt: null, stateReason: null, preflight: [], allowedActions: ['UPDATE'],
    });
  });

  it('shows pre-flight and allowedActions to those whom they concern', async () => {
    const { courseVersionId } = await draft('Nobody sees this');
    const seen: Record<string, unknown> = {};
    const document = 'query($id: ID!) { courseVersion(id: $id) { preflight { rule } allowedActions } }';
    for (const who of ['author', 'provider-admin', 'author-2', 'curator', 'chief-curator', 'finance-officer', 'platform-admin', 'auditor', 'learner', null]) {
      const { courseVersion } = await w.data<{ courseVersion: { preflight: { rule: string }[]; allowedActions: string[] } | null }>(
        who, document, { id: courseVersionId });
      seen[who ?? 'visitor'] = courseVersion === null ? null : [courseVersion.preflight.map(({ rule }) => rule), courseVersion.allowedActions];
    }
    const rules = ['MODULE_MISSING'];
    expect(seen).toEqual({
      'author': [rules, ['UPDATE']], 'provider-admin': [rules, ['UPDATE', 'SUBMIT']], 'author-2': null, 'curator': null, 'chief-curator': null,
      'finance-officer': null, 'platform-admin': [rules, []], 'auditor': [rules, []], 'learner': null, 'visitor': null,
    });
  });

  it('refuses to submit what pre-flight blocks, one error a finding, and submits the rest', async () => {
    const { courseVersionId } = await draft('Blocked');
    const refused = await mutate('provider-admin', 'courseVersionSubmit', { courseVersionId });
    expect(refused.userErrors.map(({ code, path }) => [code, path])).toEqual([['BLOCKED', ['courseVersion', 'modules']]]);
    const { courseVersionId: good } = await withParts('Not blocked');
    expect(await mutate('provider-admin', 'courseVersionSubmit', { courseVersionId: good, revision: 2 }))
      .toMatchObject({ userErrors: [{ code: 'STALE_REVISION' }] });
    const submitted = await mutate('provider-admin', 'courseVersionSubmit', { courseVersionId: good, revision: 3 });
    expect(submitted).toMatchObject({ userErrors: [], courseVersion: { state: 'IN_REVIEW' } });
    const withdrawn = await mutate('provider-admin', 'courseVersionWithdraw', { courseVersionId: good });
    expect(withdrawn).toMatchObject({ userErrors: [], courseVersion: { state: 'DRAFT' } });
    const [round] = await w.owner`select r.state from review_round r order by r.id desc limit 1`;
    expect(round?.['state']).toBe('WITHDRAWN');
  });

  it('keeps modules and content items in dense order', async () => {
    const { courseVersionId } = await draft('In order');
    const ids: string[] = [];
    for (const [index, title] of ['A', 'B', 'C'].entries()) {
      const added = await mutate('author', 'moduleAdd', { courseVersionId, revision: index + 1, title, position: 0 }, `module { id } ${VERSION}`);
      ids.push(added.module?.id ?? '');
    }
    expect(await order(courseVersionId)).toEqual(['C0', 'B1', 'A2']);
    await mutate('author', 'moduleMove', { moduleId: ids[0], revision: 4, position: 0 });
    expect(await order(courseVersionId)).toEqual(['A0', 'C1', 'B2']);
    await mutate('author', 'moduleMove', { moduleId: ids[0], revision: 5, position: 2 });
    expect(await order(courseVersionId)).toEqual(['C0', 'B1', 'A2']);
    const removed = await mutate('author', 'moduleRemove', { moduleId: ids[2], revision: 6 }, `removedModuleId ${VERSION}`);
    expect(removed).toMatchObject({ removedModuleId: ids[2], courseVersion: { revision: 7 } });
    expect(await order(courseVersionId)).toEqual(['B0', 'A1']);
  });
});

async function order(id: string): Promise<string[]> {
  const { courseVersion } = await w.data<{ courseVersion: { modules: { title: string; position: number }[] } }>(
    'author', 'query($id: ID!) { courseVersion(id: $id) { modules { title position } } }', { id });
  return courseVersion.modules.map(({ title, position }) => `${title}${position}`);
}

describe('versions of a course', () => {
  it('follow each other: a copy, edited, published, supersedes the one before', async () => {
    const { courseId, courseVersionId } = await withParts('Followed');
    await put(courseVersionId, 'PUBLISHED');
    expect(await titleFor(null, courseId)).toBe('Followed');
    const next = await mutate('author', 'courseVersionCreate', { courseId });
    const second = next.courseVersion?.id ?? '';
    expect(await mutate('author', 'courseVersionCreate', { courseId })).toMatchObject({ userErrors: [{ code: 'ILLEGAL_STATE' }] });
    await mutate('author', 'courseVersionUpdate', { courseVersionId: second, revision: 1, title: 'Followed, again', inclusion: 'SUBSCRIPTION' });
    const { courseVersion } = await w.data('author', `query($id: ID!) { courseVersion(id: $id) {
      number basedOn { id } price { formatted } competencies { level } modules { title items { title url } } } }`, { id: second });
    expect(courseVersion).toEqual({
      number: 2, basedOn: { id: courseVersionId }, price: null, competencies: [{ level: 3 }],
      modules: [{ title: 'One', items: [{ title: 'Lesson', url: 'https://content.example.in/1.mp4' }] }],
    });
    const [lineage] = await w.owner`select count(distinct m.lineage_id)::int as lineages, count(*)::int as modules from module m
      join course_version v on v.id = m.course_version_id join course_version s on s.course_id = v.course_id and s.title = 'Followed, again'`;
    expect(lineage).toMatchObject({ lineages: 1, modules: 2 });
    await put(second, 'APPROVED');
    expect(await mutate('provider-admin', 'courseVersionPublish', { courseVersionId: second })).toMatchObject({ userErrors: [], courseVersion: { state: 'PUBLISHED' } });
    expect(await titleFor(null, courseId)).toBe('Followed, again');
    const { course } = await w.data('author', 'query($id: ID!) { course(by: { id: $id }) { versions { number state } } }', { id: courseId });
    expect(course).toEqual({ versions: [{ number: 2, state: 'PUBLISHED' }, { number: 1, state: 'SUPERSEDED' }] });
  });

  it('are suspended and reinstated by the chief curator, replaced or retired by the provider', async () => {
    const { courseId, courseVersionId } = await withParts('Suspended');
    await put(courseVersionId, 'PUBLISHED');
    await mutate('chief-curator', 'courseVersionSuspend', { courseVersionId, reason: 'A complaint about module one.' });
    expect(await titleFor(null, courseId)).toBeNull();
    const reason = 'query($id: ID!) { courseVersion(id: $id) { stateReason } }';
    expect(await w.data('author', reason, { id: courseVersionId })).toEqual({ courseVersion: { stateReason: 'A complaint about module one.' } });
    expect(await w.data('author-2', reason, { id: courseVersionId })).toEqual({ courseVersion: null });
    await mutate('chief-curator', 'courseVersionReinstate', { courseVersionId });
    expect(await titleFor(null, courseId)).toBe('Suspended');
    await mutate('chief-curator', 'courseVersionSuspend', { courseVersionId, reason: 'Again.' });
    const next = await mutate('author', 'courseVersionCreate', { courseId });
    await put(next.courseVersion?.id ?? '', 'APPROVED');
    await mutate('provider-admin', 'courseVersionPublish', { courseVersionId: next.courseVersion?.id });
    const { course } = await w.data('auditor', 'query($id: ID!) { course(by: { id: $id }) { versions { state } } }', { id: courseId });
    expect(course).toEqual({ versions: [{ state: 'PUBLISHED' }, { state: 'SUPERSEDED' }] });
    const retired = await mutate('provider-admin', 'courseVersionRetire', { courseVersionId: next.courseVersion?.id, reason: 'Out of date.' });
    expect(retired).toMatchObject({ userErrors: [], courseVersion: { state: 'RETIRED' } });
    expect(await titleFor(null, courseId)).toBeNull();
    expect(await titleFor('author', courseId)).toBeNull();
  });

  it('need a signed-in person', async () => {
    const { errors } = await w.ask(null, 'mutation { courseVersionPublish(input: { courseVersionId: "x" }) { userErrors { code } } }');
    expect(errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('may be written for a verified provider only', async () => {
    const { courseVersionId } = await draft('While suspended');
    const [row] = await w.owner<{ provider: string }[]>`select provider_id as provider from course_version where title = 'While suspended'`;
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'Audit.' where id = ${row?.provider ?? ''}`;
    const refused = await mutate('author', 'courseVersionUpdate', { courseVersionId, revision: 1, title: 'No' });
    const begun = await mutate('author', 'courseCreate', { title: 'No' });
    await w.owner`update organisation set state = 'VERIFIED' where id = ${row?.provider ?? ''}`;
    expect([refused.userErrors[0]?.code, begun.userErrors[0]?.code]).toEqual(['ILLEGAL_STATE', 'ILLEGAL_STATE']);
  });
});

async function put(courseVersionId: string, situation: Situation): Promise<void> {
  await putInState(backstage, courseVersionId, situation);
}

async function titleFor(who: string | null, id: string): Promise<string | null> {
  const { course } = await w.data<{ course: { publishedVersion: { title: string } | null } | null }>(
    who, 'query($id: ID!) { course(by: { id: $id }) { publishedVersion { title } } }', { id });
  return course?.publishedVersion?.title ?? null;
}
