import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';
import { arrangeCourses, randomCourses, type Arranged } from '../catalogue/arrange.js';
import { filterModel, type FilterModel } from '../catalogue/filterModel.js';

let w: World;
let courses: Arranged[];
let model: FilterModel;
beforeAll(async () => {
  w = await world();
  courses = await arrangeCourses(w, randomCourses(90, 7));
  model = await filterModel(w, courses);
});
afterAll(() => w.close());

/** What can be selected of each type: what the card knows, and what it does not. */
const COMPETENCY = ['id', 'code', 'name', 'kind', 'area', 'theme', 'framework { id code }', 'courses(first: 3) { nodes { id } totalCount }', '__typename'];
const TAUGHT = ['level', '__typename'];
const PROVIDER = ['id', 'slug', 'name', 'website', 'state', 'about', 'address', 'indianState { name }', 'createdAt', 'courses(first: 2) { nodes { id } }', '__typename'];
const VERSION = ['id', 'number', 'state', 'revision', 'title', 'summary', 'description', 'languages', 'level', 'duration', 'licence', 'inclusion',
  'price { amountMinor }', 'accessibility { captions transcript signLanguage }', 'createdAt', 'updatedAt', 'publishedAt', 'submittedAt',
  'course { id slug }', 'modules { id title position items { id title duration } }', 'allowedActions', '__typename'];
const COURSE = ['id', 'slug', 'createdAt', 'prices { id }', 'openVersion { id }', 'versions { number state }', 'allowedActions', '__typename'];

const some = (fields: readonly string[]): fc.Arbitrary<string> => fc.subarray([...fields], { minLength: 1 }).map((chosen) => chosen.join(' '));
const selections = fc.record({ course: some(COURSE), provider: some(PROVIDER), version: some(VERSION), taught: some(TAUGHT), competency: some(COMPETENCY) })
  .map(({ course, provider, version, taught, competency }) =>
    `${course} provider { ${provider} } publishedVersion { ${version} taught: competencies { ${taught} of: competency { ${competency} } } }`);
const viewers = fc.constantFrom(null, 'learner', 'author', 'curator', 'auditor', 'training-manager');
const orders = fc.record({ field: fc.constantFrom('NEWEST', 'TITLE', 'DURATION'), direction: fc.constantFrom('ASC', 'DESC') });

describe('a list by cards', { timeout: 180_000 }, () => {
  it('answers, whoever asks, what the courses themselves answer', async () => {
    await fc.assert(fc.asyncProperty(viewers, selections, model.filters(), orders, async (who, selection, filter, orderBy) => {
      const list = await w.data<{ courses: { nodes: { key: string }[] } }>(who,
        `query ($filter: CourseFilter, $orderBy: CourseOrder) { courses(first: 20, filter: $filter, orderBy: $orderBy) { nodes { key: id ${selection} } } }`,
        { filter, orderBy });
      const ids = list.courses.nodes.map(({ key }) => key);
      const own = await w.data<{ nodes: unknown[] }>(who, `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Course { key: id ${selection} } } }`, { ids });
      expect(list.courses.nodes).toEqual(own.nodes);
    }), { numRuns: 120 });
  });

  it('gives one course as it gives it by its id, and of a course that has left the catalogue nothing', async () => {
    await fc.assert(fc.asyncProperty(viewers, selections, fc.constantFrom(...courses), async (who, selection, { id, seed, listed }) => {
      const { course } = await w.data<{ course: unknown }>(who, `{ course(by: {id: "${id}"}) { ${selection} } }`);
      const { node } = await w.data<{ node: unknown }>(who, `{ node(id: "${id}") { ... on Course { ${selection} } } }`);
      expect(course).toEqual(node);
      if (who === null) expect(course === null).toBe(!listed);
      if (who === null) expect((await w.data<{ course: unknown }>(who, `{ course(by: {slug: "${seed.slug}"}) { ${selection} } }`)).course).toEqual(course);
    }), { numRuns: 80 });
  });

  it('of a provider and of a competency is narrowed as the catalogue is', async () => {
    const parents = fc.oneof(
      fc.constantFrom(...model.providerIds.keys()).map((id) => ({ on: 'Provider', id, filter: { providerId: id } })),
      fc.constantFrom(...model.competencyIds.keys()).map((id) => ({ on: 'Competency', id, filter: { competency: { competencyId: id } } })));
    await fc.assert(fc.asyncProperty(parents, model.filters(), orders, async ({ on, id, filter }, narrower, orderBy) => {
      const { node } = await w.data<{ node: { courses: { totalCount: number; nodes: { id: string }[] } } | null }>(null, `query ($filter: CourseFilter, $orderBy: CourseOrder) {
        node(id: "${id}") { ... on ${on} { courses(first: 100, filter: $filter, orderBy: $orderBy) { totalCount nodes { id } } } } }`, { filter: narrower, orderBy });
      const { courses: all } = await w.data<{ courses: { nodes: { id: string }[] } }>(null, `query ($filter: CourseFilter, $orderBy: CourseOrder) {
        courses(first: 100, filter: $filter, orderBy: $orderBy) { nodes { id } } }`, { filter, orderBy });
      const byId = new Map(courses.map((course) => [course.id, course]));
      const nodes = all.nodes.filter((each) => {
        const course = byId.get(each.id);
        return course !== undefined && model.matches(course, narrower);
      });
      // A suspended provider is not to be seen, and has nothing in the catalogue.
      expect(node?.courses ?? { totalCount: 0, nodes: [] }).toEqual({ totalCount: nodes.length, nodes });
    }), { numRuns: 100 });
  });
});
