import { getTableColumns } from 'drizzle-orm';
import { badInput } from '../../../db/reader/encode.js';
import { literal, quoted } from '../../../db/reader/registry.js';
import type { Condition } from '../../../db/reader/read.js';
import type { Arg, Connection, OrderTerm, Writer } from '../../../db/reader/shape.js';
import { course } from '../../../db/tables/catalogue.js';
import { secondsOfDuration } from '../../../lib/duration.js';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';

type Predicate = (value: Arg, node: string, entry: string, w: Writer) => string;

const OTHER_COLUMNS = Object.values(getTableColumns(course)).map(({ name }) => name).filter((name) => name !== 'id');

/**
 * Joins the course of each catalogue entry as the node. The node's id is taken from the entry (they are equal), so
 * that order and tie-break are columns of one index and a cursor's bound is a bound of that index.
 */
export function withCourse(node: string, entry: string): string {
  const others = OTHER_COLUMNS.map((name) => `c.${quoted(name)}`).join(', ');
  return `cross join lateral (select ${entry}.course_id as id, ${others} from course c where c.id = ${entry}.course_id) ${node}`;
}

const decoders = new Map<IdPrefix, (value: unknown) => string | null>();

/** Decodes a public id; one function a prefix, so that the same argument stays one parameter. An id of another type matches nothing. */
export function decode(prefix: IdPrefix): (value: unknown) => string | null {
  let known = decoders.get(prefix);
  if (known === undefined) {
    known = (value) => uuidOf(prefix, String(value));
    decoders.set(prefix, known);
  }
  return known;
}

const FLAGS: Readonly<Record<string, string>> = { captions: 'captions', transcript: 'transcript', signLanguage: 'sign_language' };

function competencyAt(value: Arg, entry: string, w: Writer): string {
  const id = value.get('competencyId');
  const level = value.get('minLevel');
  if (id === undefined) throw new Error('a filter by competency names none');
  const atLeast = level === undefined ? '' : ` and k.level >= ${w.param(level, 'integer')}`;
  return `exists (select 1 from course_version_competency k where k.course_version_id = ${entry}.course_version_id
    and k.competency_id = ${w.param(id, 'uuid', decode('competency'))}${atLeast})`;
}

function durationWithin(value: Arg, entry: string, w: Writer): string {
  const min = value.get('min');
  const max = value.get('max');
  const bounds = ['true'];
  if (min !== undefined) bounds.push(`${entry}.duration_seconds >= ${w.param(min, 'bigint', seconds)}`);
  if (max !== undefined) bounds.push(`${entry}.duration_seconds <= ${w.param(max, 'bigint', seconds)}`);
  return bounds.join(' and ');
}

function seconds(value: unknown): number {
  const found = secondsOfDuration(String(value));
  if (found === null) throw badInput('Give a duration in weeks, days, hours, minutes and whole seconds, such as PT1H30M.');
  return found;
}

/** What a list of catalogued courses can be narrowed by, each over the catalogue's entry. */
export const listingFilters: Readonly<Record<string, Predicate>> = {
  // RFC 4647, basic filtering: a range matches the tag itself and every tag that it begins, so `hi` finds `hi-IN`.
  language: (value, _node, entry, w) => `${entry}.language_ranges @> array[lower(${w.param(value, 'text')})]`,
  competency: (value, _node, entry, w) => competencyAt(value, entry, w),
  competencyArea: (value, _node, entry, w) => `exists (select 1 from course_version_competency k
    join competency a on a.id = k.competency_id where k.course_version_id = ${entry}.course_version_id and a.area = ${w.param(value, 'text')})`,
  competencyFrameworkId: (value, _node, entry, w) => `exists (select 1 from course_version_competency k
    join competency f on f.id = k.competency_id where k.course_version_id = ${entry}.course_version_id
    and f.framework_id = ${w.param(value, 'uuid', decode('competency_framework'))})`,
  providerId: (value, _node, entry, w) => `${entry}.provider_id = ${w.param(value, 'uuid', decode('provider'))}`,
  level: (value, _node, entry, w) => `${entry}.level = any(${w.param(value, 'course_level[]')})`,
  duration: (value, _node, entry, w) => durationWithin(value, entry, w),
  inclusion: (value, _node, entry) => `${entry}.inclusion = ${literal(String(value.constant))}`,
  accessibility: (value, _node, entry) => ['true', ...value.keys.map((key) => {
    const flag = FLAGS[key];
    if (flag === undefined) throw new Error(`no accessibility fact ${key}`);
    return `${entry}.${flag} = ${String(value.get(key)?.constant === true)}`;
  })].join(' and '),
  collectionId: (value, _node, entry, w) => `exists (select 1 from collection_course l
    where l.course_id = ${entry}.course_id and l.collection_id = ${w.param(value, 'uuid', decode('collection'))})`,
};

const orders: Readonly<Record<string, OrderTerm>> = {
  NEWEST: { sql: (_node, entry) => `${entry}.published_at`, cast: 'timestamptz' },
  TITLE: { sql: (_node, entry) => `lower(${entry}.title)`, cast: 'text' },
  DURATION: { sql: (_node, entry) => `${entry}.duration_seconds`, cast: 'integer' },
};

/**
 * A list of courses in the catalogue: published, of a provider that is not suspended. `on` narrows it to those of
 * a parent (a provider's, a competency's), given the aliases of the parent, the course and the catalogue entry.
 */
export function courseListing(on?: (parent: string, node: string, entry: string) => string): Connection {
  return {
    to: 'Course',
    from: (node, entry) => `catalogue_entry ${entry} ${withCourse(node, entry)}`,
    on: (parent, node, entry) =>
      (on === undefined || parent === null ? `${entry}.listed` : `${entry}.listed and ${on(parent, node, entry)}`),
    filters: listingFilters,
    orders,
    defaultOrder: { field: 'NEWEST', direction: 'DESC' },
  };
}

/** `courses`: the whole catalogue. */
export const catalogue: Connection = courseListing();

/** `courses` of a provider. */
export const providerCourses: Connection = courseListing((provider, _node, entry) => `${entry}.provider_id = ${provider}.id`);

/** The row that an argument `by` names, by its id or by its slug. */
export function namedBy(prefix: IdPrefix): Condition {
  return (row, w, arg) => {
    const by = arg('by');
    const id = by?.get('id');
    const slug = by?.get('slug');
    if (id !== undefined) return `${row}.id = ${w.param(id, 'uuid', decode(prefix))}`;
    if (slug !== undefined) return `${row}.slug = ${w.param(slug, 'text')}`;
    throw new Error('an argument `by` names nothing');
  };
}

/** `course`: by id or slug. */
export const courseBy: Condition = namedBy('course');
