import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { world, type Who, type World } from '../../support/world.js';
import { arrangeCollection, arrangeCourses, PROVIDERS, randomCourses, SUSPENDED_PROVIDER, type Arranged } from './arrange.js';

let w: World;
let courses: Arranged[];
let hidden: Arranged[];
let listed: string[];

beforeAll(async () => {
  w = await world();
  courses = await arrangeCourses(w, randomCourses(60, 7));
  hidden = courses.filter((course) => !course.listed);
  listed = idsOf(courses.filter((course) => course.listed));
  await arrangeCollection(w, 'everything', courses);
});
afterAll(() => w.close());

const idsOf = (some: readonly { id: string }[]): string[] => some.map(({ id }) => id).sort();

/** Those who see the catalogue and nothing more. */
const OUTSIDERS: readonly Who[] = [null, 'newcomer', 'learner', 'finance-officer'];

type Lists = Record<string, { nodes: { id: string }[] } | null>;

describe.each(OUTSIDERS)('what is not in the catalogue, for %s', (who) => {
  it('is in no list, and in no list beneath another thing', async () => {
    const [provider] = await w.owner<{ id: string }[]>`select id from organisation where slug = ${PROVIDERS[0]}`;
    const taught = courses.find(({ seed }) => seed.competencies.length > 0)?.seed.competencies[0]?.code ?? '';
    const [competency] = await w.owner<{ id: string }[]>`select id from competency where code = ${taught}`;
    const variables = {
      provider: publicId('provider', provider?.id ?? ''), competency: publicId('competency', competency?.id ?? ''),
    };
    const data = await w.data<{ courses: Lists[string]; search: Lists[string] } & Record<string, { courses: Lists[string] }>>(who, `
      query ($provider: ID!, $competency: ID!) {
        courses(first: 100) { ...ids }
        search: courseSearch(query: "catalogue OR official", first: 100) { ...ids }
        collection(by: {slug: "everything"}) { courses(first: 100) { ...ids } }
        provider: node(id: $provider) { ... on Provider { courses(first: 100) { ...ids } } }
        competency: node(id: $competency) { ... on Competency { courses(first: 100) { ...ids } } }
      }
      fragment ids on CourseConnection { nodes { id } }`, variables);
    expect(idsOf(data.courses?.nodes ?? [])).toEqual(listed);
    expect(idsOf(data.search?.nodes ?? [])).toEqual(listed);
    expect(idsOf(data['collection']?.courses?.nodes ?? [])).toEqual(listed);
    const where = (test: (course: Arranged) => boolean): string[] => idsOf(courses.filter((course) => course.listed && test(course)));
    expect(idsOf(data['provider']?.courses?.nodes ?? [])).toEqual(where(({ seed }) => seed.provider === PROVIDERS[0]));
    expect(idsOf(data['competency']?.courses?.nodes ?? []))
      .toEqual(where(({ seed }) => seed.competencies.some(({ code }) => code === taught)));
  });

  it('is found by no id and no slug', async () => {
    const ids = hidden.slice(0, 20).flatMap(({ id, versionId }) => [id, versionId]);
    expect(await w.data(who, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({ nodes: ids.map(() => null) });
    for (const { id, versionId, seed } of hidden.slice(0, 12)) {
      expect(await w.data(who, `query ($id: ID!, $version: ID!, $slug: String!) {
        node(id: $id) { id } version: node(id: $version) { id } byId: course(by: {id: $id}) { id } bySlug: course(by: {slug: $slug}) { id }
      }`, { id, version: versionId, slug: seed.slug })).toEqual({ node: null, version: null, byId: null, bySlug: null });
    }
  });

  it('does not hide what is in it', async () => {
    const [one] = courses.filter((course) => course.listed);
    const answer = await w.data(who, `query ($id: ID!, $version: ID!, $slug: String!) {
      node(id: $id) { id } version: node(id: $version) { id } bySlug: course(by: {slug: $slug}) { id publishedVersion { id } openVersion { id } versions { id } }
    }`, { id: one?.id, version: one?.versionId, slug: one?.seed.slug });
    const version = { id: one?.versionId };
    expect(answer).toEqual({
      node: { id: one?.id }, version, bySlug: { id: one?.id, publishedVersion: version, openVersion: null, versions: [version] },
    });
  });
});

const COURSE = 'query ($id: ID!) { course(by: {id: $id}) { id } }';

describe('who sees a course that is not in the catalogue', () => {
  const sees: readonly [Who, (course: Arranged) => boolean][] = [
    ['author', ({ seed }) => seed.provider === PROVIDERS[0]],
    ['provider-admin-2', ({ seed }) => seed.provider === PROVIDERS[1]],
    ['curator', ({ seed }) => seed.state !== 'DRAFT'],
    ['chief-curator', ({ seed }) => seed.state !== 'DRAFT'],
    ['platform-admin', () => true],
    ['auditor', () => true],
  ];
  it.each(sees)('%s', async (who, may) => {
    for (const course of hidden) {
      expect(await w.data(who, COURSE, { id: course.id })).toEqual({ course: may(course) ? { id: course.id } : null });
    }
  });

  it.each(sees)('is in no list of the catalogue for %s either', async (who) => {
    const data = await w.data<{ courses: { nodes: { id: string }[] } }>(who, '{ courses(first: 100) { nodes { id } } }');
    expect(idsOf(data.courses.nodes)).toEqual(listed);
  });
});

describe('a provider that is suspended and reinstated', () => {
  const LIST = 'query ($f: CourseFilter) { courses(first: 100, filter: $f) { nodes { id } } }';
  it('takes its courses along', async () => {
    const [row] = await w.owner<{ id: string }[]>`select id from organisation where slug = ${SUSPENDED_PROVIDER}`;
    const f = { providerId: publicId('provider', row?.id ?? '') };
    expect(await w.data(null, LIST, { f })).toEqual({ courses: { nodes: [] } });
    await w.owner`update organisation set state = 'VERIFIED' where id = ${row?.id ?? ''}`;
    const own = courses.filter(({ seed }) => seed.provider === SUSPENDED_PROVIDER && seed.state === 'PUBLISHED');
    expect(own.length).toBeGreaterThan(0);
    const back = await w.data<{ courses: { nodes: { id: string }[] } }>(null, LIST, { f });
    expect(idsOf(back.courses.nodes)).toEqual(idsOf(own));
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'for the test' where id = ${row?.id ?? ''}`;
    expect(await w.data(null, LIST, { f })).toEqual({ courses: { nodes: [] } });
  });
});
