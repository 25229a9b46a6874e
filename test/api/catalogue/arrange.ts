import fc from 'fast-check';
import { COURSE_LEVELS, INCLUSIONS, type CourseVersionState } from '../../../src/domain/catalogue/lifecycle.js';
import { SPECIALISMS, type Specialism } from '../../../src/domain/identity/roles.js';
import { loadCourses } from '../../../src/db/seed/courses.js';
import type { SeedCourse } from '../../../src/db/seed/files.js';
import { publicId } from '../../../src/lib/ids.js';
import type { World } from '../../support/world.js';

/** A course as it stands in the database, with what a test compares answers by. */
export interface Arranged {
  readonly seed: SeedCourse;
  readonly uuid: string;
  readonly id: string;
  readonly versionId: string;
  readonly publishedAt: string | null;
  /** Whether the catalogue must list it. */
  readonly listed: boolean;
}

/** The providers that random courses are of; the last is suspended by `arrangeCourses`. */
export const PROVIDERS = ['demonstration-institute-of-public-service', 'demonstration-open-university', 'rcvp-noronha-academy'] as const;
export const SUSPENDED_PROVIDER = PROVIDERS[2];

/** Competencies that random courses teach. */
export const COMPETENCIES = [
  'behavioural.self-awareness.self-analysis', 'behavioural.self-awareness.self-confidence', 'functional.citizen-centricity.design-thinking',
] as const;

const STATES: readonly CourseVersionState[] = ['DRAFT', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'SUSPENDED', 'RETIRED'];
const WORDS = ['Data', 'governance', 'Noting', 'drafting', 'Budget', 'audit', 'École', 'कार्यालय', 'प्रक्रिया', 'health'];
export const LANGUAGES = ['en', 'en-IN', 'hi', 'hi-IN', 'hi-Latn-IN', 'ta', 'sat-Olck'] as const;

const distinct = <T>(values: readonly T[], least: number) => fc.uniqueArray(fc.constantFrom(...values), { minLength: least, maxLength: 3 });

const seedCourse: fc.Arbitrary<SeedCourse> = fc.record({
  slug: fc.constant(''),
  title: fc.tuple(distinct(WORDS, 1), fc.boolean()).map(([words, upper]) => (upper ? words.join(' ').toUpperCase() : words.join(' '))),
  provider: fc.constantFrom(...PROVIDERS),
  state: fc.oneof({ weight: 3, arbitrary: fc.constant<CourseVersionState>('PUBLISHED') }, { weight: 1, arbitrary: fc.constantFrom(...STATES) }),
  stateReason: fc.constant('for the test'),
  summary: fc.constantFrom('A course of the catalogue.', 'What every official must know.'),
  description: fc.constant(''),
  languages: distinct(LANGUAGES, 1),
  level: fc.constantFrom(...COURSE_LEVELS),
  durationSeconds: fc.constantFrom(600, 1800, 3600, 5400, 7200),
  inclusion: fc.constantFrom(...INCLUSIONS),
  pricePaise: fc.constant(null),
  accessibility: fc.record({ captions: fc.boolean(), transcript: fc.boolean(), signLanguage: fc.boolean() }),
  licence: fc.constant('CC_BY_4_0' as const),
  competencies: distinct(COMPETENCIES, 0).chain((codes) => fc.tuple(...codes.map((code) => fc.record({
    framework: fc.constant('KCM'), code: fc.constant(code), level: fc.integer({ min: 1, max: 5 }),
  })))),
  modules: fc.constant([{ title: 'One', items: [{ kind: 'LINK' as const, title: 'A page', url: 'https://example.in/', durationSeconds: 600 }] }]),
});

/** Random courses; the first ones stand in every state, and of every provider. */
export function randomCourses(count: number, seed: number): SeedCourse[] {
  return fc.sample(seedCourse, { numRuns: count, seed }).map((course, index) => ({
    ...course,
    slug: `course-${index}`,
    title: `${course.title} ${index % 7}`,
    state: STATES[index] ?? course.state,
    provider: PROVIDERS[index % PROVIDERS.length] ?? course.provider,
    // What is priced needs a price before it can be submitted.
    pricePaise: course.inclusion === 'PRICED' ? 10_000 : null,
  }));
}

/** Puts courses into the database through every guard, then suspends one provider. */
export async function arrangeCourses(world: World, courses: readonly SeedCourse[]): Promise<Arranged[]> {
  const { owner } = world;
  const organisations = await owner<{ id: string; slug: string }[]>`select id, slug from organisation where kind = 'PROVIDER'`;
  const curators = await Promise.all(['curator', 'curator-content', 'curator-compliance', 'curator-competency', 'curator-accessibility']
    .map(async (key) => [key, await world.userId(key)] as const));
  const found = new Map(curators);
  const reviewers = Object.fromEntries(SPECIALISMS.map((specialism) => [specialism, [
    found.get(`curator-${specialism.toLowerCase()}`) ?? '', ...(specialism === 'CONTENT' ? [found.get('curator') ?? ''] : []),
  ]])) as Record<Specialism, string[]>;
  const loaded = await owner.begin(async (sql) => {
    const planned = await loadCourses(sql, courses, new Map(organisations.map(({ slug, id }) => [slug, id])), reviewers, world.clock.now());
    await sql`update organisation set state = 'SUSPENDED', state_reason = 'for the test' where slug = ${SUSPENDED_PROVIDER}`;
    return planned;
  });
  const times = await owner<{ id: string; at: string | null }[]>`select course_id as id, published_at::text as at from course_version`;
  const timeOf = new Map(times.map(({ id, at }) => [id, at]));
  return loaded.flatMap((course, index) => {
    const [seed, version] = [courses[index], course.versions[0]];
    if (seed === undefined || version === undefined) return [];
    return [{
      seed, uuid: course.id, id: publicId('course', course.id), versionId: publicId('course_version', version.id),
      publishedAt: timeOf.get(course.id) ?? null,
      listed: seed.state === 'PUBLISHED' && seed.provider !== SUSPENDED_PROVIDER,
    }];
  });
}

/** A collection made by the owner, with any courses, in order; its public id. */
export async function arrangeCollection(world: World, slug: string, courses: readonly Arranged[]): Promise<string> {
  const [row] = await world.owner<{ id: string }[]>`
    insert into collection (id, slug, title, summary, revision, created_by, created_at, updated_at)
    values (uuidv7(), ${slug}, ${slug}, '', 1, ${await world.userId('chief-curator')}, now(), now()) returning id`;
  if (row === undefined) throw new Error('no collection was made');
  const places = courses.map(({ uuid }, position) => ({ collection_id: row.id, course_id: uuid, position }));
  if (places.length > 0) await world.owner`insert into collection_course ${world.owner(places)}`;
  return publicId('collection', row.id);
}
