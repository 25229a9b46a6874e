import { getTableColumns } from 'drizzle-orm';
import { column, expression, idField, money, object, one, timestamp } from '../../../db/reader/fields.js';
import { quoted } from '../../../db/reader/registry.js';
import type { Field, StandIn, StandInListField } from '../../../db/reader/shape.js';
import { courseCard as cards } from '../../../db/tables/courseCards.js';
import { durationOfSeconds } from '../../../lib/duration.js';
import { pricesOfCourse } from '../../pricing/reads.js';

const always = (): string => 'true';

/** Whole seconds as an ISO 8601 duration. */
export const seconds = (value: unknown): string => durationOfSeconds(value as number);

/** A competency on a card: a place in the arrays of its competencies. */
const competencyOfCard: StandIn = {
  type: 'Competency',
  table: 'course_card',
  tenant: false,
  visible: always,
  key: (row) => `${row}.id`,
  fields: {
    id: idField('competency'),
    code: column('code'),
    name: column('name'),
    kind: column('kind'),
    area: column('area'),
    theme: column('theme'),
    framework: one('CompetencyFramework', (row, child) => `${child}.id = ${row}.framework_id`),
  },
};

/** What it is taught to: all that its type has. */
const taughtOfCard: StandIn = {
  type: 'CourseVersionCompetency',
  table: 'course_card',
  tenant: false,
  visible: always,
  key: (row) => `${row}.id`,
  fields: {
    competency: { kind: 'standIn', standIn: competencyOfCard },
    level: column('level'),
  },
};

const ARRAYS: readonly (readonly [name: string, array: string])[] = [
  ['id', 'competency_ids'], ['level', 'competency_levels'], ['code', 'competency_codes'], ['name', 'competency_names'],
  ['kind', 'competency_kinds'], ['area', 'competency_areas'], ['theme', 'competency_themes'], ['framework_id', 'competency_framework_ids'],
];

/** The arrays are in the order of the competencies' names. Only those are looked into whose fields are selected. */
const competenciesOfCard: StandInListField = {
  kind: 'standInList',
  standIn: taughtOfCard,
  from: (row, child, w) => {
    const place = w.alias('p');
    const columns = ARRAYS.map(([name, array]) => `${row}.${array}[${place}] as ${name}`).join(', ');
    return `(select ${columns} from generate_subscripts(${row}.competency_ids, 1) as ${place}) ${child}`;
  },
  order: () => '',
};

/** The provider of a card: verified as long as the course is listed. */
const providerOfCard: StandIn = {
  type: 'Provider',
  table: 'course_card',
  tenant: false,
  visible: always,
  key: (row) => `${row}.provider_id`,
  fields: {
    id: idField('provider', 'provider_id'),
    slug: column('provider_slug'),
    name: column('provider_name'),
    website: column('provider_website'),
    state: expression(() => `'VERIFIED'::organisation_state`),
  },
};

/** What a card has of the published version in columns of the same names. */
export const factsOfVersion = {
  number: column('number'),
  title: column('title'),
  summary: column('summary'),
  languages: column('languages'),
  level: column('level'),
  duration: column('duration_seconds', seconds),
  accessibility: object({ captions: column('captions'), transcript: column('transcript'), signLanguage: column('sign_language') }),
  licence: column('licence'),
  inclusion: column('inclusion'),
  price: money('price_paise'),
  publishedAt: timestamp('published_at'),
};

/** The published version of a card, without what is long and what seldom matters to a list. */
const versionOfCard: StandIn = {
  type: 'CourseVersion',
  table: 'course_card',
  tenant: false,
  visible: always,
  key: (row) => `${row}.course_version_id`,
  fields: {
    id: idField('course_version', 'course_version_id'),
    state: expression(() => `'PUBLISHED'::course_version_state`),
    competencies: competenciesOfCard,
    modules: modulesOf('course_version_id'),
    ...factsOfVersion,
  },
};

/** The modules of a version, whose id is in a column of the row: whoever sees the version sees them. */
export function modulesOf(version: string): Field {
  return {
    kind: 'list', to: 'Module', on: (row, child) => `${child}.course_version_id = ${row}.${version}`, order: inPlace, seenWithParent: true,
  };
}

/** The order of modules and content items. */
export function inPlace(row: string): string {
  return `${row}.position, ${row}.id`;
}

/** The card of a course in the place of the course, for lists that look for cards: everybody sees what is in the catalogue. */
export const courseOfCard: StandIn = {
  type: 'Course',
  table: 'course_card',
  tenant: false,
  visible: (row) => `${row}.listed`,
  key: (row) => `${row}.id`,
  fields: {
    id: idField('course'),
    slug: column('slug'),
    provider: { kind: 'standIn', standIn: providerOfCard },
    publishedVersion: { kind: 'standIn', standIn: versionOfCard },
    prices: pricesOfCourse,
  },
};

/** The same where what gives the card is that the course is listed. */
export const listedCourse: StandIn = { ...courseOfCard, visible: always };

const OTHER_COLUMNS = Object.values(getTableColumns(cards)).map(({ name }) => name).filter((name) => name !== 'id');

/** A card as the node, whose id is given as what is equal to it: a column of the index that the list is read by. To follow the card's alias in FROM. */
export function nodeOfCard(node: string, id: string, card: string, where: readonly string[] = ['true']): string {
  const others = OTHER_COLUMNS.map((name) => `${card}.${quoted(name)}`).join(', ');
  return `join lateral (select ${id} as id, ${others}) ${node} on ${where.join(' and ')}`;
}

/**
 * Joins the cards of the courses of a few rows, by their column `course_id`: looked up one by one, whatever number of rows the planner
 * expects. To follow the rows' alias in FROM.
 */
export function withCards(node: string, row: string): string {
  return `cross join lateral (select c.* from course_card c where c.id = ${row}.course_id offset 0) ${node}c
    ${nodeOfCard(node, `${row}.course_id`, `${node}c`)}`;
}
