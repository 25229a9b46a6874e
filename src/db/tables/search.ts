import { sql } from 'drizzle-orm';
import { check, customType, index, integer, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { course } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
/** Ordered by bytes wherever PostgreSQL was made, so that what begins with some letters is one range of an index. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** The text of a course in the catalogue as lexemes with their places, for phrases and highlights; kept by triggers. */
export const searchDocument = pgTable('search_document', {
  courseId: uuid('course_id').primaryKey().references(() => course.id),
  document: tsvector('document').notNull(),
});

/**
 * The inverted index: which lexeme a course has and how much it says of the course, apart from how rare the lexeme is. Kept by triggers
 * in the transaction that publishes, suspends or retires. No foreign key: a hundred rows a course would each ask for theirs.
 */
export const searchPosting = pgTable('search_posting', {
  courseId: uuid('course_id').notNull(),
  lexeme: bytewise('lexeme').notNull(),
  impact: real('impact').notNull(),
}, (t) => [
  primaryKey({ columns: [t.courseId, t.lexeme] }),
  index('search_posting_lexeme_idx').on(t.lexeme, t.impact.desc().nullsFirst(), t.courseId),
]);

/** How many courses have a lexeme; brought up to date after the commit. */
export const searchLexeme = pgTable('search_lexeme', {
  lexeme: bytewise('lexeme').primaryKey(),
  courses: integer('courses').notNull(),
}, () => [check('search_lexeme_courses_range', sql`courses >= 0`)]);

/** The words as they are written (in small letters, without accents), for completion and for typing errors; brought up to date after the commit. */
export const searchWord = pgTable('search_word', {
  word: bytewise('word').primaryKey(),
  lexeme: bytewise('lexeme').notNull(),
  courses: integer('courses').notNull(),
}, () => [check('search_word_courses_range', sql`courses >= 0`)]);

/**
 * What a course speaks of and which courses speak of the same; brought up to date after the commit. The lists of a row belong together
 * in their order, what weighs most first.
 */
export const searchNeighbour = pgTable('search_neighbour', {
  courseId: uuid('course_id').primaryKey(),
  /** The lexemes that tell most of the course, and how much of it: a vector of length 1, or less where the rest of it is left out. */
  lexemes: text('lexemes').array().notNull(),
  weights: real('weights').array().notNull(),
  /** The courses that are nearest to it, and their shares in it, which add up to 1. */
  neighbours: uuid('neighbours').array().notNull(),
  shares: real('shares').array().notNull(),
  /** When its neighbours were last looked for; null: they are to be. */
  foundAt: instant('found_at'),
}, (t) => [
  index('search_neighbour_lexemes_idx').using('gin', t.lexemes),
  index('search_neighbour_oldest_idx').on(t.foundAt.asc().nullsFirst(), t.courseId),
  check('search_neighbour_weights_count', sql`cardinality(lexemes) = cardinality(weights)`),
  check('search_neighbour_shares_count', sql`cardinality(neighbours) = cardinality(shares)`),
]);

/** Words and phrases that mean the same to a search: 'RTI' and 'Right to Information'. */
export const synonymSet = pgTable('synonym_set', {
  id: idColumn(),
  terms: text('terms').array().notNull(),
  revision: integer('revision').notNull(),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (t) => [
  index('synonym_set_newest_idx').on(t.createdAt, t.id),
  check('synonym_set_terms_count', sql`cardinality(terms) between 2 and 20`),
  check('synonym_set_terms_length', sql`length(array_to_string(terms, '')) <= 2000`),
]);

/**
 * Each term of each set as the lexemes that a search makes of it, in order: kept by a trigger, never written otherwise. The key keeps a term
 * from being in two sets, and is how the sets of a query are found.
 */
export const synonymTerm = pgTable('synonym_term', {
  lexemes: text('lexemes').array().primaryKey(),
  synonymSetId: uuid('synonym_set_id').notNull().references(() => synonymSet.id, { onDelete: 'cascade' }),
  /** Its place in the set, from 0. */
  position: integer('position').notNull(),
}, (t) => [
  index('synonym_term_set_idx').on(t.synonymSetId),
  check('synonym_term_lexemes_count', sql`cardinality(lexemes) between 1 and 6`),
]);

/** What a search engine beside the database was last given; a row for each engine. */
export const searchIndex = pgTable('search_index', {
  engine: text('engine').primaryKey(),
  /** Counts the indexes that were built and put in place: 1, 2, 3...; 0 before the first. */
  generation: integer('generation').notNull(),
  /** Which settings the index in place has, as a digest of them. */
  settings: text('settings'),
  /** Courses when it was put in place. */
  courses: integer('courses').notNull(),
  builtAt: instant('built_at'),
}, () => [check('search_index_engine', sql`engine in ('MEILISEARCH')`)]);

/** A course whose place in the catalogue changed and of which the engine beside the database was not told yet. */
export const searchChange = pgTable('search_change', {
  courseId: uuid('course_id').primaryKey().references(() => course.id),
  /** The change that is to be told: a later one puts another number here. */
  revision: uuid('revision').notNull(),
  changedAt: instant('changed_at').notNull(),
}, (t) => [index('search_change_oldest_idx').on(t.changedAt)]);
