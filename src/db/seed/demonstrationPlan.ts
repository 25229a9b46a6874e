import { newId } from '../../lib/ids.js';
import type { SeedContent, SeedCourse, SeedFate, SeedRound } from './files.js';
import type { PlannedCourse, PlannedModule, PlannedRound, PlannedVersion, RoundOutcome } from './planned.js';
import { DAY_MS, later } from './rows.js';

/** What seed files name by slug or code. */
export interface Known {
  /** Ids of providers by slug. */
  readonly providers: ReadonlyMap<string, string>;
  /** The user who writes for a provider, by the provider's id. */
  readonly authors: ReadonlyMap<string, string>;
  /** Ids of competencies by `FRAMEWORK:code`. */
  readonly competencies: ReadonlyMap<string, string>;
}

/** Over which time courses without a date of their own were written. */
const FIRST_DAYS_AGO = 360;
const LAST_DAYS_AGO = 30;
/** From the writing of a version to its submission. */
const WRITING_DAYS = 10;
/** Prime, so that the files are gone through crosswise and neighbours in a file are not neighbours in time. */
const STRIDE = 7_919;

/** The courses of the seed files with all that happened to them, seen from `now`. Refuses what names nobody. */
export function planDemonstration(courses: readonly SeedCourse[], known: Known, now: Date): PlannedCourse[] {
  const step = (FIRST_DAYS_AGO - LAST_DAYS_AGO) / Math.max(1, courses.length);
  return courses.map((course, index) => {
    const providerId = wanted(known.providers, course.provider);
    const daysAgo = FIRST_DAYS_AGO - ((index * STRIDE) % courses.length) * step;
    const lineage = new Map<string, string>();
    const versions = [course, ...(course.next ?? [])].map((version) => planVersion(version, { daysAgo, lineage, known, now }));
    return { id: newId(), slug: course.slug, providerId, authorId: wanted(known.authors, providerId), versions };
  });
}

function planVersion(
  version: SeedContent & SeedFate, { daysAgo, lineage, known, now }: { daysAgo: number; lineage: Map<string, string>; known: Known; now: Date },
): PlannedVersion {
  const createdAt = later(now, -(version.daysAgo ?? daysAgo) * DAY_MS);
  const { accessibility, competencies, modules, title, summary, description, languages, level, durationSeconds, licence, inclusion, pricePaise } = version;
  return {
    id: newId(), createdAt, state: version.state, stateReason: version.stateReason,
    content: {
      title, summary, description, languages, level, durationSeconds, licence, inclusion, pricePaise, ...accessibility,
      competencies: competencies.map(({ framework, code, level: to }) => ({ id: wanted(known.competencies, `${framework}:${code}`), level: to })),
      modules: modules.map((module) => planModule(module, lineage)),
    },
    rounds: roundsOf(version).map((round) => planRound(round, createdAt, now)),
  };
}

/** A part keeps its lineage from version to version: a module by its title, an item by its address. */
function planModule(module: SeedContent['modules'][number], lineage: Map<string, string>): PlannedModule {
  const lineageOf = (key: string): string => {
    const id = lineage.get(key) ?? newId();
    lineage.set(key, id);
    return id;
  };
  return {
    lineageId: lineageOf(`module ${module.title}`), title: module.title,
    items: module.items.map((item) => ({ ...item, lineageId: lineageOf(`item ${item.url}`) })),
  };
}

/** The round that a state cannot be reached without. */
const USUAL: Readonly<Record<SeedFate['state'], RoundOutcome | null>> = {
  DRAFT: null, IN_REVIEW: 'OPEN', APPROVED: 'APPROVED', PUBLISHED: 'APPROVED', SUSPENDED: 'APPROVED', REJECTED: 'REJECTED',
  SUPERSEDED: 'APPROVED', RETIRED: 'APPROVED',
};

function roundsOf({ state, rounds }: SeedFate): SeedRound[] {
  const usual = USUAL[state];
  return rounds ?? (usual === null ? [] : [{ outcome: usual }]);
}

function planRound({ outcome, daysAgo, stage = 1, claimed, reason, findings = [] }: SeedRound, createdAt: Date, now: Date): PlannedRound {
  return {
    outcome, stage, findings,
    submittedAt: daysAgo === undefined ? later(createdAt, WRITING_DAYS * DAY_MS) : later(now, -daysAgo * DAY_MS),
    claimed: claimed ?? (outcome !== 'OPEN' && outcome !== 'WITHDRAWN'),
    reason: reason ?? (outcome === 'REJECTED' ? 'It does not serve the purpose of the marketplace.' : 'See the findings.'),
  };
}

function wanted(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the demonstration data names '${key}', which it does not have`);
  return id;
}
