import { sql } from 'drizzle-orm';
import { check, index, integer, pgEnum, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { COMPETENCY_KINDS } from '../../domain/competencies/lifecycle.js';
import { idColumn, instant } from './columns.js';

export const competencyKind = pgEnum('competency_kind', COMPETENCY_KINDS);

/** A competency framework in one version; a new version is a new row, the old one stays for what refers to it. */
export const competencyFramework = pgTable('competency_framework', {
  id: idColumn(),
  code: text('code').notNull(),
  version: text('version').notNull(),
  name: text('name').notNull(),
  source: text('source').notNull(),
  licence: text('licence').notNull(),
  publishedAt: instant('published_at').notNull(),
}, (t) => [unique('competency_framework_code_version_key').on(t.code, t.version)]);

/** What the levels 1 to 5 of a framework are called. */
export const competencyLevel = pgTable('competency_level', {
  frameworkId: uuid('framework_id').notNull().references(() => competencyFramework.id),
  level: integer('level').notNull(),
  name: text('name').notNull(),
}, (t) => [
  primaryKey({ columns: [t.frameworkId, t.level] }),
  check('competency_level_range', sql`level between 1 and 5`),
]);

export const competency = pgTable('competency', {
  id: idColumn(),
  frameworkId: uuid('framework_id').notNull().references(() => competencyFramework.id),
  code: text('code').notNull(),
  kind: competencyKind('kind').notNull(),
  area: text('area').notNull(),
  theme: text('theme'),
  name: text('name').notNull(),
}, (t) => [
  unique('competency_code_key').on(t.frameworkId, t.code),
  index('competency_name_idx').on(t.name, t.id),
]);
