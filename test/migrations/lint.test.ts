import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/db/migrate.js';
import { forbiddenIn } from './lint.js';

const rulesIn = (text: string): string[] => forbiddenIn('0001_x.sql', text).map(({ rule }) => rule);

test('no migration of ours stops its tables or breaks the release still running', () => {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((name) => forbiddenIn(name, readFileSync(path.join(MIGRATIONS, name), 'utf8')))).toEqual([]);
});

test.each([
  ['index', 'create index on course (slug);'],
  ['index', 'CREATE UNIQUE INDEX "a" ON "public"."course" USING btree ("slug");'],
  ['not-null', 'alter table course add column x int not null;'],
  ['not-null', 'ALTER TABLE "course" ADD COLUMN "x" text NOT NULL;--> statement-breakpoint'],
  ['set-not-null', 'alter table course alter column slug set not null;'],
  ['rename', 'alter table course rename to lesson;'],
  ['rename', 'alter table course rename column slug to name;'],
  ['rename', 'alter table course rename slug to name;'],
  ['drop', 'drop table course;'],
  ['drop', 'alter table course drop column slug;'],
  ['type', 'alter table course alter column slug type varchar(9);'],
  ['type', 'alter table course alter column slug set data type varchar(9);'],
  ['constraint', 'alter table course add constraint c check (slug <> \'\');'],
  ['constraint', 'alter table course add constraint c foreign key (a) references b (id);'],
  ['concurrently', 'create index concurrently on course (slug);'],
])('finds a planted %s: %s', (rule, text) => {
  expect(rulesIn(`create table other (id int);\n${text}`)).toEqual([rule]);
});

test.each([
  'create table course (id int); create index on course (id); alter table course add column x int not null;',
  '-- outside a transaction\ncreate index concurrently if not exists a on course (slug);',
  "alter table course add column x int not null default 1;",
  "alter table course add column x int default 1 not null;",
  'alter table course add column x int;',
  'alter table course rename constraint a to b;',
  'alter table course drop constraint a;',
  "alter table course add constraint c check (slug <> '') not valid;",
  'alter table course validate constraint c;',
  '-- create index on course (slug);\nselect 1;',
  'create function f() returns int language plpgsql as $$ begin alter table course rename to b; end $$;',
  "comment on table course is 'drop table; alter table course rename to b;';",
  '-- allowed: rename: nobody has used it yet\nalter table course rename to lesson;',
])('lets pass: %s', (text) => {
  expect(rulesIn(text)).toEqual([]);
});

test('a permission holds for the one statement below it, and needs a reason', () => {
  expect(rulesIn('-- allowed: drop: unused\ndrop table a;\ndrop table b;')).toEqual(['drop']);
  expect(rulesIn('-- allowed: drop:\ndrop table a;')).toEqual(['drop']);
});

test('tells the line', () => {
  expect(forbiddenIn('0001_x.sql', 'select 1;\n\n-- words\ndrop table a;')[0]).toMatchObject({ file: '0001_x.sql', line: 4 });
});
