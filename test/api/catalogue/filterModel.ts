import fc from 'fast-check';
import { COURSE_LEVELS, INCLUSIONS } from '../../../src/domain/catalogue/lifecycle.js';
import { publicId } from '../../../src/lib/ids.js';
import type { World } from '../../support/world.js';
import { arrangeCollection, COMPETENCIES, LANGUAGES, PROVIDERS, type Arranged } from './arrange.js';

export interface Filter {
  language?: string | undefined;
  competency?: { competencyId: string; minLevel?: number | undefined } | undefined;
  competencyArea?: string | undefined;
  competencyFrameworkId?: string | undefined;
  providerId?: string | undefined;
  level?: string[] | undefined;
  duration?: { min?: string | undefined; max?: string | undefined } | undefined;
  inclusion?: string | undefined;
  accessibility?: { captions?: boolean | undefined; transcript?: boolean | undefined; signLanguage?: boolean | undefined } | undefined;
  collectionId?: string | undefined;
}

const DURATIONS: Readonly<Record<string, number>> = { PT10M: 600, PT30M: 1800, PT1H: 3600, PT90M: 5400, P1D: 86_400 };

/** What a filter of courses means, said once more and without SQL, and filters at random. */
export interface FilterModel {
  matches(course: Arranged, filter: Filter): boolean;
  filters(): fc.Arbitrary<Filter>;
  /** The code of a competency by its public id. */
  readonly competencyIds: ReadonlyMap<string, string>;
  /** The slug of a provider by its public id. */
  readonly providerIds: ReadonlyMap<string, string>;
  /** The area of a competency by its code. */
  readonly areaOf: ReadonlyMap<string, string>;
}

/** Makes the model of these courses; puts a third of them into a collection. */
export async function filterModel(w: World, courses: readonly Arranged[]): Promise<FilterModel> {
  const some = courses.filter((_course, index) => index % 3 === 0);
  const collected = new Set(some.map(({ id }) => id));
  const collectionId = await arrangeCollection(w, 'some', some);
  const competencies = await w.owner<{ id: string; code: string; area: string }[]>`select k.id, k.code, k.area from competency k
    join competency_framework f on f.id = k.framework_id and f.code = 'KCM' where k.code = any (${[...COMPETENCIES]})`;
  const competencyIds = new Map(competencies.map(({ id, code }) => [publicId('competency', id), code]));
  const areaOf = new Map(competencies.map(({ code, area }) => [code, area]));
  const providers = await w.owner<{ id: string; slug: string }[]>`select id, slug from organisation where slug = any (${[...PROVIDERS]})`;
  const providerIds = new Map(providers.map(({ id, slug }) => [publicId('provider', id), slug]));
  const frameworks = await w.owner<{ id: string; code: string }[]>`select id, code from competency_framework`;
  const frameworkIds = new Map(frameworks.map(({ id, code }) => [publicId('competency_framework', id), code]));

  function matches({ seed, id }: Arranged, filter: Filter): boolean {
    const range = filter.language?.toLowerCase();
    const spoken = seed.languages.map((tag) => tag.toLowerCase());
    const { competency, duration, accessibility } = filter;
    return (range === undefined || spoken.some((tag) => tag === range || tag.startsWith(`${range}-`)))
      && (competency === undefined || seed.competencies.some(({ code, level }) =>
        code === competencyIds.get(competency.competencyId) && level >= (competency.minLevel ?? 1)))
      && (filter.competencyArea === undefined || seed.competencies.some(({ code }) => areaOf.get(code) === filter.competencyArea))
      && (filter.competencyFrameworkId === undefined
        || seed.competencies.some(({ framework }) => framework === frameworkIds.get(filter.competencyFrameworkId ?? '')))
      && (filter.providerId === undefined || seed.provider === providerIds.get(filter.providerId))
      && (filter.level === undefined || filter.level.includes(seed.level))
      && (duration?.min === undefined || seed.durationSeconds >= (DURATIONS[duration.min] ?? Infinity))
      && (duration?.max === undefined || seed.durationSeconds <= (DURATIONS[duration.max] ?? 0))
      && (filter.inclusion === undefined || seed.inclusion === filter.inclusion)
      && (['captions', 'transcript', 'signLanguage'] as const).every((fact) =>
        accessibility?.[fact] === undefined || seed.accessibility[fact] === accessibility[fact])
      && (filter.collectionId === undefined || collected.has(id));
  }

  function filters(): fc.Arbitrary<Filter> {
    const rare = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
      fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
    return fc.record({
      language: rare(oneOf([...LANGUAGES, 'HI-in', 'sat', 'fr'])),
      competency: rare(fc.record({ competencyId: oneOf([...competencyIds.keys()]), minLevel: maybe(() => fc.integer({ min: 0, max: 6 })) })),
      competencyArea: rare(oneOf([...areaOf.values(), 'Domain'])),
      competencyFrameworkId: rare(oneOf([...frameworkIds.keys()])),
      providerId: rare(oneOf([...providerIds.keys()])),
      level: rare(fc.subarray([...COURSE_LEVELS])),
      duration: rare(fc.record({ min: maybe(() => oneOf(Object.keys(DURATIONS))), max: maybe(() => oneOf(Object.keys(DURATIONS))) })),
      inclusion: rare(oneOf(INCLUSIONS)),
      accessibility: rare(fc.record({
        captions: maybe(() => fc.boolean()), transcript: maybe(() => fc.boolean()), signLanguage: maybe(() => fc.boolean()),
      })),
      collectionId: rare(fc.constant(collectionId)),
    });
  }

  return { matches, filters, competencyIds, providerIds, areaOf };
}

const maybe = <T>(values: () => fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values(), { nil: undefined, freq: 1 });
const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

