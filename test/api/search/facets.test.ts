import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COURSE_FACETS, type CourseFacetName } from '../../../src/domain/search/rules/engine.js';
import { world, type World } from '../../support/world.js';
import { arrangeCourses, randomCourses, type Arranged } from '../catalogue/arrange.js';
import { filterModel, type Filter, type FilterModel } from '../catalogue/filterModel.js';

let w: World;
let courses: Arranged[];
let model: FilterModel;

beforeAll(async () => {
  w = await world();
  courses = await arrangeCourses(w, randomCourses(150, 20_261_122));
  model = await filterModel(w, courses);
});
afterAll(() => w.close());

interface Facets {
  courseSearch: {
    totalCount: number;
    facets: { facet: CourseFacetName; values: { value: string; label: string; count: number }[] }[];
    search: { engine: string };
  };
}

const FACETS = `query ($query: String, $filter: CourseFilter, $facets: [CourseFacetName!]) {
  courseSearch(query: $query, filter: $filter, facets: $facets, first: 1) {
    totalCount facets { facet values { value label count } } search { engine }
  }
}`;

/** Queries, and which courses of the test they find: each title has some of ten words. */
const QUERIES: readonly (readonly [string | null, (course: Arranged) => boolean])[] = [
  [null, () => true],
  ['catalogue OR official', () => true],
  ['governance', ({ seed }) => /governance/i.test(seed.title)],
  ['कार्यालय', ({ seed }) => seed.title.includes('कार्यालय')],
  ['ecole', ({ seed }) => /école/i.test(seed.title)],
];

/** The keys of the filter that speak of a facet itself. */
const OWN: Readonly<Record<CourseFacetName, keyof Filter>> = {
  LANGUAGE: 'language', COMPETENCY: 'competency', COMPETENCY_AREA: 'competencyArea', PROVIDER: 'providerId', LEVEL: 'level', DURATION: 'duration',
  INCLUSION: 'inclusion', ACCESSIBILITY: 'accessibility',
};

function keyOf(map: ReadonlyMap<string, string>, wanted: string): string {
  const found = [...map].find(([, value]) => value === wanted);
  if (found === undefined) throw new Error(`nothing is ${wanted}`);
  return found[0];
}

/** The values of a facet that a course has, said once more and without SQL. */
function valuesOf({ seed }: Arranged, facet: CourseFacetName): string[] {
  switch (facet) {
    case 'LANGUAGE': return [...new Set(seed.languages.flatMap((tag) => {
      const parts = tag.toLowerCase().split('-');
      return parts.map((_part, index) => parts.slice(0, index + 1).join('-'));
    }))];
    case 'COMPETENCY': return seed.competencies.map(({ code }) => keyOf(model.competencyIds, code));
    case 'COMPETENCY_AREA': return [...new Set(seed.competencies.map(({ code }) => model.areaOf.get(code) ?? ''))];
    case 'PROVIDER': return [keyOf(model.providerIds, seed.provider)];
    case 'LEVEL': return [seed.level];
    case 'DURATION': return [seed.durationSeconds < 3_600 ? 'UNDER_1_HOUR' : 'FROM_1_TO_3_HOURS'];
    case 'INCLUSION': return [seed.inclusion];
    case 'ACCESSIBILITY': return [
      ...(seed.accessibility.captions ? ['CAPTIONS'] : []), ...(seed.accessibility.transcript ? ['TRANSCRIPT'] : []),
      ...(seed.accessibility.signLanguage ? ['SIGN_LANGUAGE'] : []),
    ];
  }
}

function countedByLoop(found: (course: Arranged) => boolean, filter: Filter, facet: CourseFacetName): Record<string, number> {
  const { [OWN[facet]]: _own, ...others } = filter;
  const counts: Record<string, number> = {};
  for (const course of courses) {
    if (!course.listed || !found(course) || !model.matches(course, others)) continue;
    for (const value of valuesOf(course, facet)) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

describe('facets', () => {
  it('count as a plain loop over the courses does, under 500 filters', async () => {
    let counted = 0;
    await fc.assert(fc.asyncProperty(fc.constantFrom(...QUERIES), model.filters(), async ([query, found], filter) => {
      const { courseSearch } = await w.data<Facets>(null, FACETS, { query, filter });
      expect(courseSearch.totalCount).toBe(courses.filter((course) => course.listed && found(course) && model.matches(course, filter)).length);
      expect(courseSearch.facets.map(({ facet }) => facet)).toEqual(COURSE_FACETS);
      for (const { facet, values } of courseSearch.facets) {
        expect({ facet, ...Object.fromEntries(values.map(({ value, count }) => [value, count])) }).toEqual({ facet, ...countedByLoop(found, filter, facet) });
        expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).sort((a, b) => b - a));
        counted += values.length;
      }
    }), { numRuns: 500 });
    expect(counted).toBeGreaterThan(5_000);
  }, 120_000);

  it('are those asked for, in that order, and named in words', async () => {
    const { courseSearch } = await w.data<Facets>(null, FACETS, { facets: ['PROVIDER', 'LANGUAGE', 'PROVIDER'] });
    expect(courseSearch.facets.map(({ facet }) => facet)).toEqual(['PROVIDER', 'LANGUAGE']);
    const labels = Object.fromEntries(courseSearch.facets.flatMap(({ values }) => values).map(({ value, label }) => [value, label]));
    expect(labels['hi']).toBe('Hindi');
    expect(labels['hi-in']).toBe('Hindi (India)');
    expect(labels[keyOf(model.providerIds, 'demonstration-open-university')]).toMatch(/Open University/);
    expect((await w.data<Facets>(null, FACETS, { facets: [] })).courseSearch.facets).toEqual([]);
  });

  it('are null in lists that are not searched', async () => {
    const { courses: list } = await w.data<{ courses: { facets: null; search: null; edges: { highlights: null }[] } }>(
      null, '{ courses(first: 1) { facets { facet } search { engine } edges { highlights { field } } } }');
    expect(list).toEqual({ facets: null, search: null, edges: [{ highlights: null }] });
  });
});
