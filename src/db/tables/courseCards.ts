import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { course, courseLevel, inclusion, licence } from './catalogue.js';
import { instant } from './columns.js';
import { competencyKind } from './competencies.js';

/**
 * The published card of a course: what lists and pages of the catalogue show of it, in one row, so that they join nothing. One for each
 * catalogue entry, kept by triggers in the transaction that changes what it says; the application may only read it.
 */
export const courseCard = pgTable('course_card', {
  /** The course. */
  id: uuid('id').primaryKey().references(() => course.id),
  courseVersionId: uuid('course_version_id').notNull(),
  providerId: uuid('provider_id').notNull(),
  /** As of the catalogue entry: false while the provider is suspended. */
  listed: boolean('listed').notNull(),
  publishedAt: instant('published_at').notNull(),
  durationSeconds: integer('duration_seconds').notNull(),
  number: integer('number').notNull(),
  pricePaise: bigint('price_paise', { mode: 'bigint' }),
  level: courseLevel('level').notNull(),
  licence: licence('licence').notNull(),
  inclusion: inclusion('inclusion').notNull(),
  captions: boolean('captions').notNull(),
  transcript: boolean('transcript').notNull(),
  signLanguage: boolean('sign_language').notNull(),
  slug: text('slug').notNull(),
  title: text('title').notNull(),
  /** The title in small letters: what TITLE orders by. */
  titleOrder: text('title_order').notNull().generatedAlwaysAs(sql`lower(title)`),
  summary: text('summary').notNull(),
  languages: text('languages').array().notNull(),
  /** As of the catalogue entry. */
  languageRanges: text('language_ranges').array().notNull(),
  providerSlug: text('provider_slug').notNull(),
  providerName: text('provider_name').notNull(),
  providerWebsite: text('provider_website'),
  /** The competencies taught, each a place in all of these, in the order of their names. */
  competencyIds: uuid('competency_ids').array().notNull(),
  competencyLevels: integer('competency_levels').array().notNull(),
  competencyCodes: text('competency_codes').array().notNull(),
  competencyNames: text('competency_names').array().notNull(),
  competencyKinds: competencyKind('competency_kinds').array().notNull(),
  competencyAreas: text('competency_areas').array().notNull(),
  competencyThemes: text('competency_themes').array().notNull(),
  competencyFrameworkIds: uuid('competency_framework_ids').array().notNull(),
}, (t) => [
  uniqueIndex('course_card_slug_key').on(t.slug),
  index('course_card_newest_idx').on(t.publishedAt, t.id).where(sql`listed`),
  index('course_card_title_idx').on(t.titleOrder, t.id).where(sql`listed`),
  index('course_card_duration_idx').on(t.durationSeconds, t.id).where(sql`listed`),
  index('course_card_provider_idx').on(t.providerId, t.publishedAt, t.id),
  check('course_card_competencies_count', sql`cardinality(competency_ids) = cardinality(competency_levels)
    and cardinality(competency_ids) = cardinality(competency_codes) and cardinality(competency_ids) = cardinality(competency_names)
    and cardinality(competency_ids) = cardinality(competency_kinds) and cardinality(competency_ids) = cardinality(competency_areas)
    and cardinality(competency_ids) = cardinality(competency_themes) and cardinality(competency_ids) = cardinality(competency_framework_ids)`),
]);

/**
 * The courses of the catalogue by what they are asked for most: each listed course under each of its competencies and each range of its
 * languages, so that one range of the index is a page of the newest. Under the nil competency it is for any, under '' for any language.
 * No foreign keys: a dozen rows a course would each ask for theirs.
 */
export const catalogueListing = pgTable('catalogue_listing', {
  competencyId: uuid('competency_id').notNull(),
  languageRange: text('language_range').notNull(),
  publishedAt: instant('published_at').notNull(),
  courseId: uuid('course_id').notNull(),
  /** To which the competency is taught; 0 under the nil competency. */
  level: integer('level').notNull(),
}, (t) => [
  primaryKey({ name: 'catalogue_listing_pk', columns: [t.competencyId, t.languageRange, t.publishedAt, t.courseId] }),
  index('catalogue_listing_course_idx').on(t.courseId),
]);
