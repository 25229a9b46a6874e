import { sql } from 'drizzle-orm';
import {
  bigint, boolean, check, index, integer, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import {
  CONTENT_ITEM_KINDS, COURSE_LEVELS, COURSE_VERSION_LIFECYCLE, INCLUSIONS, LICENCES,
} from '../../domain/catalogue/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { idColumn, instant } from './columns.js';
import { competency } from './competencies.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';

export const courseVersionState = pgEnum('course_version_state', statesOf(COURSE_VERSION_LIFECYCLE));
export const courseLevel = pgEnum('course_level', COURSE_LEVELS);
export const inclusion = pgEnum('inclusion', INCLUSIONS);
export const licence = pgEnum('licence', LICENCES);
export const contentItemKind = pgEnum('content_item_kind', CONTENT_ITEM_KINDS);

/** The lasting thing, with a slug and an owner. */
export const course = pgTable('course', {
  id: idColumn(),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  slug: text('slug').notNull().unique('course_slug_key'),
  /** The provider's own id of it; null where it was not imported. */
  externalId: text('external_id'),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('course_provider_idx').on(t.providerId, t.createdAt, t.id),
  uniqueIndex('course_external_id_key').on(t.providerId, t.externalId),
  check('course_slug_form', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120`),
]);

/** The content of a course at one time. */
export const courseVersion = pgTable('course_version', {
  id: idColumn(),
  courseId: uuid('course_id').notNull().references(() => course.id),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  /** 1, 2, 3... within the course. */
  number: integer('number').notNull(),
  state: courseVersionState('state').notNull(),
  /** Counts the edits of the draft; an update names the one it was read at. */
  revision: integer('revision').notNull(),
  title: text('title').notNull(),
  summary: text('summary').notNull(),
  description: text('description').notNull(),
  /** BCP 47 tags, canonical, the main language first. */
  languages: text('languages').array().notNull(),
  level: courseLevel('level').notNull(),
  durationSeconds: integer('duration_seconds').notNull(),
  captions: boolean('captions').notNull(),
  transcript: boolean('transcript').notNull(),
  signLanguage: boolean('sign_language').notNull(),
  licence: licence('licence').notNull(),
  inclusion: inclusion('inclusion').notNull(),
  /** Paise for one learner; only where the course is PRICED. */
  pricePaise: bigint('price_paise', { mode: 'bigint' }),
  basedOnVersionId: uuid('based_on_version_id').references((): AnyPgColumn => courseVersion.id),
  /** The round whose approvals the version stands on; set when it is approved. */
  approvedRoundId: uuid('approved_round_id'),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  submittedAt: instant('submitted_at'),
  approvedAt: instant('approved_at'),
  publishedAt: instant('published_at'),
  closedAt: instant('closed_at'),
  /** Why it was suspended, retired or rejected. */
  stateReason: text('state_reason'),
}, (t) => [
  unique('course_version_number_key').on(t.courseId, t.number),
  uniqueIndex('course_version_one_open').on(t.courseId).where(sql`state in ('DRAFT', 'IN_REVIEW', 'APPROVED')`),
  uniqueIndex('course_version_one_live').on(t.courseId).where(sql`state in ('PUBLISHED', 'SUSPENDED')`),
  index('course_version_provider_state_idx').on(t.providerId, t.state, t.updatedAt, t.id),
  check('course_version_title_length', sql`length(title) between 1 and 300`),
  check('course_version_summary_length', sql`length(summary) <= 1000`),
  check('course_version_description_length', sql`length(description) <= 20000`),
  check('course_version_languages_count', sql`cardinality(languages) <= 30`),
  check('course_version_duration_range', sql`duration_seconds between 0 and 36000000`),
  check('course_version_price_of_priced',
    sql`price_paise is null or (inclusion = 'PRICED' and price_paise between 1 and 100000000000)`),
]);

/** A part of a course. `lineage_id` stays the same through its copies, so that versions can be compared. */
export const courseModule = pgTable('module', {
  id: idColumn(),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  lineageId: uuid('lineage_id').notNull(),
  position: integer('position').notNull(),
  title: text('title').notNull(),
  summary: text('summary').notNull(),
}, (t) => [
  unique('module_lineage_key').on(t.courseVersionId, t.lineageId),
  index('module_position_idx').on(t.courseVersionId, t.position),
  check('module_title_length', sql`length(title) between 1 and 300`),
  check('module_summary_length', sql`length(summary) <= 1000`),
  check('module_position_range', sql`position between 0 and 199`),
]);

/** A video, document, link... in a module. */
export const contentItem = pgTable('content_item', {
  id: idColumn(),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  moduleId: uuid('module_id').notNull().references(() => courseModule.id, { onDelete: 'cascade' }),
  lineageId: uuid('lineage_id').notNull(),
  position: integer('position').notNull(),
  kind: contentItemKind('kind').notNull(),
  title: text('title').notNull(),
  url: text('url').notNull(),
  durationSeconds: integer('duration_seconds').notNull(),
}, (t) => [
  unique('content_item_lineage_key').on(t.courseVersionId, t.lineageId),
  index('content_item_position_idx').on(t.moduleId, t.position),
  check('content_item_title_length', sql`length(title) between 1 and 300`),
  check('content_item_url_form', sql`url ~ '^https?://' and length(url) <= 2000`),
  check('content_item_duration_range', sql`duration_seconds between 0 and 3600000`),
  check('content_item_position_range', sql`position between 0 and 199`),
]);

/** A competency that a version teaches, to a level. */
export const courseVersionCompetency = pgTable('course_version_competency', {
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  competencyId: uuid('competency_id').notNull().references(() => competency.id),
  level: integer('level').notNull(),
}, (t) => [
  primaryKey({ columns: [t.courseVersionId, t.competencyId] }),
  index('course_version_competency_idx').on(t.competencyId, t.level, t.courseVersionId),
  check('course_version_competency_level_range', sql`level between 1 and 5`),
]);

/**
 * What the catalogue lists and searches: one row for each course with a published version, kept by triggers in
 * the transaction that publishes, suspends or retires; the application may only read it.
 */
export const catalogueEntry = pgTable('catalogue_entry', {
  courseId: uuid('course_id').primaryKey().references(() => course.id),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  /** False while the provider is suspended. */
  listed: boolean('listed').notNull(),
  publishedAt: instant('published_at').notNull(),
  title: text('title').notNull(),
  languages: text('languages').array().notNull(),
  /** What the languages may be asked for as, in small letters: hi-IN as hi-in and as hi (RFC 4647, basic filtering). */
  languageRanges: text('language_ranges').array().notNull().generatedAlwaysAs(sql`language_ranges(languages)`),
  level: courseLevel('level').notNull(),
  durationSeconds: integer('duration_seconds').notNull(),
  inclusion: inclusion('inclusion').notNull(),
  captions: boolean('captions').notNull(),
  transcript: boolean('transcript').notNull(),
  signLanguage: boolean('sign_language').notNull(),
  /** The competencies taught and their areas, each once: what facets count without looking further. */
  competencyIds: uuid('competency_ids').array().notNull().default(sql`'{}'`),
  competencyAreas: text('competency_areas').array().notNull().default(sql`'{}'`),
}, (t) => [
  index('catalogue_entry_unlisted_idx').on(t.courseId).where(sql`not listed`),
  index('catalogue_entry_newest_idx').on(t.publishedAt, t.courseId).where(sql`listed`),
  index('catalogue_entry_title_idx').on(sql`lower(${t.title})`, t.courseId).where(sql`listed`),
  index('catalogue_entry_duration_idx').on(t.durationSeconds, t.courseId).where(sql`listed`),
  index('catalogue_entry_provider_idx').on(t.providerId, t.publishedAt, t.courseId).where(sql`listed`),
  index('catalogue_entry_languages_idx').using('gin', t.languageRanges),
  uniqueIndex('catalogue_entry_version_key').on(t.courseVersionId),
]);

/** A curated list of courses, in order. */
export const collection = pgTable('collection', {
  id: idColumn(),
  slug: text('slug').notNull().unique('collection_slug_key'),
  title: text('title').notNull(),
  summary: text('summary').notNull(),
  revision: integer('revision').notNull(),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, () => [
  check('collection_slug_form', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120`),
  check('collection_title_length', sql`length(title) between 1 and 300`),
  check('collection_summary_length', sql`length(summary) <= 1000`),
]);

export const collectionCourse = pgTable('collection_course', {
  collectionId: uuid('collection_id').notNull().references(() => collection.id, { onDelete: 'cascade' }),
  courseId: uuid('course_id').notNull().references(() => course.id),
  position: integer('position').notNull(),
}, (t) => [
  primaryKey({ columns: [t.collectionId, t.courseId] }),
  index('collection_course_position_idx').on(t.collectionId, t.position, t.courseId),
  index('collection_course_course_idx').on(t.courseId),
]);
