import { badInput } from '../../../db/reader/encode.js';
import { literal } from '../../../db/reader/registry.js';
import type { Condition } from '../../../db/reader/read.js';
import type { Arg, Connection, OrderTerm, Writer } from '../../../db/reader/shape.js';
import { secondsOfDuration } from '../../../lib/duration.js';
import { NIL_UUID, uuidOf, type IdPrefix } from '../../../lib/ids.js';
import { listedCourse, nodeOfCard } from './card.js';

type Predicate = (value: Arg, node: string, entry: string, w: Writer) => string;

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

/** What a filter by competency asks for, as parameters. */
function competencyAsked(value: Arg, w: Writer): { id: string; atLeast: string | null } {
  const id = value.get('competencyId');
  const level = value.get('minLevel');
  if (id === undefined) throw new Error('a filter by competency names none');
  return { id: w.param(id, 'uuid', decode('competency')), atLeast: level === undefined ? null : w.param(level, 'integer') };
}

/** Whether a course is listed under a competency to a level; `row` has its publication's moment, `courseId` is its id's SQL. */
function teaches(value: Arg, row: string, courseId: string, w: Writer): string {
  const { id, atLeast } = competencyAsked(value, w);
  const l = w.alias('l');
  return `exists (select 1 from catalogue_listing ${l} where ${l}.competency_id = ${id} and ${l}.language_range = ''
    and ${l}.published_at = ${row}.published_at and ${l}.course_id = ${courseId}${atLeast === null ? '' : ` and ${l}.level >= ${atLeast}`})`;
}

function durationWithin(value: Arg, duration: string, w: Writer): string {
  const min = value.get('min');
  const max = value.get('max');
  const bounds = ['true'];
  if (min !== undefined) bounds.push(`${duration} >= ${w.param(min, 'bigint', seconds)}`);
  if (max !== undefined) bounds.push(`${duration} <= ${w.param(max, 'bigint', seconds)}`);
  return bounds.join(' and ');
}

function seconds(value: unknown): number {
  const found = secondsOfDuration(String(value));
  if (found === null) throw badInput('Give a duration in weeks, days, hours, minutes and whole seconds, such as PT1H30M.');
  return found;
}

function accessibleAs(value: Arg, row: string): string {
  return ['true', ...value.keys.map((key) => {
    const flag = FLAGS[key];
    if (flag === undefined) throw new Error(`no accessibility fact ${key}`);
    return `${row}.${flag} = ${String(value.get(key)?.constant === true)}`;
  })].join(' and ');
}

function inCollection(value: Arg, courseId: string, w: Writer): string {
  return `exists (select 1 from collection_course cc where cc.course_id = ${courseId}
    and cc.collection_id = ${w.param(value, 'uuid', decode('collection'))})`;
}

/** Whether a course in the catalogue teaches a competency of some kind. */
function taught(entry: string, kind: string): string {
  return `exists (select 1 from catalogue_listing k join competency a on a.id = k.competency_id
    where k.course_id = ${entry}.course_id and k.language_range = '' and ${kind})`;
}

/** What the hits of a search, which are listed, can be narrowed by, each over the catalogue's entry. */
export const listingFilters: Readonly<Record<string, Predicate>> = {
  // RFC 4647, basic filtering: a range matches the tag itself and every tag that it begins, so `hi` finds `hi-IN`.
  language: (value, _node, entry, w) => `${entry}.language_ranges @> array[lower(${w.param(value, 'text')})]`,
  competency: (value, _node, entry, w) => teaches(value, entry, `${entry}.course_id`, w),
  competencyArea: (value, _node, entry, w) => taught(entry, `a.area = ${w.param(value, 'text')}`),
  competencyFrameworkId: (value, _node, entry, w) => taught(entry, `a.framework_id = ${w.param(value, 'uuid', decode('competency_framework'))}`),
  providerId: (value, _node, entry, w) => `${entry}.provider_id = ${w.param(value, 'uuid', decode('provider'))}`,
  level: (value, _node, entry, w) => `${entry}.level = any(${w.param(value, 'course_level[]')})`,
  duration: (value, _node, entry, w) => durationWithin(value, `${entry}.duration_seconds`, w),
  inclusion: (value, _node, entry) => `${entry}.inclusion = ${literal(String(value.constant))}`,
  accessibility: (value, _node, entry) => accessibleAs(value, entry),
  collectionId: (value, _node, entry, w) => inCollection(value, `${entry}.course_id`, w),
};

/** The nil id: in the catalogue's listings, any competency. */
const ANY_COMPETENCY = `'${NIL_UUID}'::uuid`;

type Args = (name: string) => Arg | undefined;

/** What a list of cards is of besides its filter: the SQL of a competency's id, or a provider's courses. */
interface Of {
  readonly competencyId?: string;
  readonly provider?: true;
}

/**
 * Where a list has its cards from, each under the node's alias `node`. One of two things, so that whatever the values are it is read by an
 * index, and no further than the page is long, or no more than what was asked for:
 *
 * - the catalogue's listings of a competency, and of a language, where they are asked for: for the newest, the page itself is one range of
 *   an index. Of a language alone only for the newest.
 * - else the cards, in the order of the list.
 */
function cardsFrom(node: string, row: string, w: Writer, args: Args, of: Of): string {
  const filter = args('filter');
  const newest = (args('orderBy')?.get('field')?.constant ?? 'NEWEST') === 'NEWEST';
  const language = languageAsked(filter, w);
  const keys = filter?.keys ?? [];
  const isOfProvider = of.provider === true || keys.includes('providerId') || keys.includes('collectionId');
  const duration = filter?.get('duration');
  const lasting = (card: string): string[] => (duration === undefined ? [] : [lastingBetween(duration, card, args, w)]);
  if (of.competencyId === undefined && !keys.includes('competency') && (language === null || !newest || isOfProvider)) {
    const spoken = language === null ? [] : [has(`${row}.language_ranges`, language)];
    return `course_card ${row} ${nodeOfCard(node, `${row}.id`, row, [`${row}.listed`, ...spoken, ...lasting(row)])}`;
  }
  const card = `${node}c`;
  // The competency of a filter is said by the filter.
  const competency = of.competencyId ?? (keys.includes('competency') ? null : ANY_COMPETENCY);
  const where = [...(competency === null ? [] : [`${row}.competency_id = ${competency}`]), `${row}.language_range = ${language ?? `''`}`, ...lasting(card)];
  const others = keys.filter((key) => key !== 'language' && (key !== 'competency' || of.competencyId !== undefined));
  return `catalogue_listing ${row} ${cardOfListing(card, row, newest && others.length === 0 && of.provider !== true)}
    ${nodeOfCard(node, `${row}.course_id`, card, where)}`;
}

/**
 * The card of each listing. Where nothing else is asked of it than to be shown, it is joined so that PostgreSQL leaves it out where listings
 * are only counted; else looked up one by one, however many of them the planner expects to be left.
 */
function cardOfListing(card: string, row: string, isOnlyShown: boolean): string {
  return isOnlyShown ? `left join course_card ${card} on ${card}.id = ${row}.course_id`
    : `cross join lateral (select c.* from course_card c where c.id = ${row}.course_id offset 0) ${card}`;
}

// RFC 4647, basic filtering: a range matches the tag itself and every tag that it begins, so `hi` finds `hi-IN`.
function languageAsked(filter: Arg | undefined, w: Writer): string | null {
  const value = filter?.get('language');
  return value === undefined ? null : `lower(${w.param(value, 'text')})`;
}

/**
 * The condition on a card's duration. In the order of durations it is a range of their index; in another the planner, which takes what is
 * between two unknown bounds for rare, is not to see that there are two.
 */
function lastingBetween(value: Arg, card: string, args: Args, w: Writer): string {
  const inOrder = args('orderBy')?.get('field')?.constant === 'DURATION';
  return durationWithin(value, inOrder ? `${card}.duration_seconds` : `(${card}.duration_seconds + 0)`, w);
}

/** The listing of a competency to a level: `row` is one of `cardsFrom`, which reads listings where this is asked. */
function listedUnder(value: Arg, row: string, w: Writer): string {
  const { id, atLeast } = competencyAsked(value, w);
  return atLeast === null ? `${row}.competency_id = ${id}` : `(${row}.competency_id = ${id} and ${row}.level >= ${atLeast})`;
}

/**
 * A condition that a value is in an array, said so that the planner takes it for frequent: it then reads in the list's order until the
 * page is full, and where it was wrong that costs as much again. Taken for rare, every page would read and sort the whole catalogue.
 */
const has = (array: string, value: string): string => `array_position(${array}, ${value}) > 0`;

/** What a list of cards can be narrowed by; `row` is one of `cardsFrom`. */
const cardFilters: Readonly<Record<string, Predicate>> = {
  // Said in FROM, where the whole filter and the order of the list are known.
  language: () => 'true',
  duration: () => 'true',
  competency: (value, _node, row, w) => listedUnder(value, row, w),
  competencyArea: (value, node, _row, w) => has(`${node}.competency_areas`, w.param(value, 'text')),
  competencyFrameworkId: (value, node, _row, w) => has(`${node}.competency_framework_ids`, w.param(value, 'uuid', decode('competency_framework'))),
  providerId: (value, node, _row, w) => `${node}.provider_id = ${w.param(value, 'uuid', decode('provider'))}`,
  level: (value, node, _row, w) => `${node}.level = any(${w.param(value, 'course_level[]')})`,
  inclusion: (value, node) => `${node}.inclusion = ${literal(String(value.constant))}`,
  accessibility: (value, node) => accessibleAs(value, node),
  collectionId: (value, node, _row, w) => inCollection(value, `${node}.id`, w),
};

const orders: Readonly<Record<string, OrderTerm>> = {
  NEWEST: { sql: (_node, row) => `${row}.published_at`, cast: 'timestamptz' },
  TITLE: { sql: (node) => `${node}.title_order`, cast: 'text' },
  DURATION: { sql: (node) => `${node}.duration_seconds`, cast: 'integer' },
};

const listing: Omit<Connection, 'from'> = { to: 'Course', standIn: listedCourse, orders, defaultOrder: { field: 'NEWEST', direction: 'DESC' } };

/** `courses`: the whole catalogue, which is every course published, of a provider that is not suspended. */
export const catalogue: Connection = {
  ...listing, from: (node, row, w, args) => cardsFrom(node, row, w, args, {}), filters: cardFilters,
};

/** `courses` of a provider: those of his in the catalogue. */
export const providerCourses: Connection = {
  ...catalogue,
  from: (node, row, w, args) => cardsFrom(node, row, w, args, { provider: true }),
  on: (parent, node) => (parent === null ? 'true' : `${node}.provider_id = ${parent}.id`),
};

/** `courses` of a competency: those of the catalogue that teach it. */
export const competencyCourses: Connection = {
  ...listing,
  from: (node, row, w, args, parent) => cardsFrom(node, row, w, args, parent === null ? {} : { competencyId: `${parent}.id` }),
  // The listings read are those of the parent's competency: another one is another listing of the course.
  filters: { ...cardFilters, competency: (value, node, _row, w) => teaches(value, node, `${node}.id`, w) },
};

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

/** `course`: by id or slug; the card's column names are the same. */
export const courseBy: Condition = namedBy('course');
