import { and, arrayContains, desc, eq, exists, sql } from 'drizzle-orm';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { built } from '../../lib/places.mjs';
import {
  Accessibility, By, Competency, ContentItem, Course, CourseConnection, CourseFilter, CourseVersion, CourseVersionCompetency, IndianState, Module, Money, Provider,
} from './types.mjs';

const { catalogueEntry, course, courseVersionCompetency } = await built('db/tables/catalogue');
const { organisation } = await built('db/tables/organisations');

const NULLABLE = { nullable: true };

/** A resolver class with a method for each field of a type, decorated as TypeScript would: (root, context) and, where named, arguments. */
function resolverOf(type, fields) {
  const resolver = class {};
  for (const [name, thunk, method, { args = [], ...options } = {}] of fields) {
    resolver.prototype[name] = method;
    Root()(resolver.prototype, name, 0);
    Ctx()(resolver.prototype, name, 1);
    args.forEach(([argument, kind, more], index) => Arg(argument, kind, more ?? {})(resolver.prototype, name, 2 + index));
    const decorate = type === null ? Query : FieldResolver;
    decorate(thunk, options)(resolver.prototype, name, Object.getOwnPropertyDescriptor(resolver.prototype, name));
  }
  (type === null ? Resolver() : Resolver(() => type))(resolver);
  return resolver;
}

function iso(seconds) {
  if (seconds === 0) return 'PT0S';
  const parts = [[Math.floor(seconds / 3600), 'H'], [Math.floor(seconds / 60) % 60, 'M'], [seconds % 60, 'S']];
  return `PT${parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`).join('')}`;
}

/** A page of the catalogue, newest first, narrowed by conditions. */
async function page(db, loaders, conditions, first, after) {
  const from = [];
  if (after !== null && after !== undefined) {
    const [, , value, id] = JSON.parse(Buffer.from(after, 'base64url').toString());
    from.push(sql`(${catalogueEntry.publishedAt}, ${catalogueEntry.courseId}) < (${value}::text::timestamptz, ${id}::uuid)`);
  }
  const entries = await db.select({ courseId: catalogueEntry.courseId, at: sql`${catalogueEntry.publishedAt}::text` }).from(catalogueEntry)
    .where(and(eq(catalogueEntry.listed, true), ...conditions, ...from))
    .orderBy(desc(catalogueEntry.publishedAt), desc(catalogueEntry.courseId)).limit(first + 1);
  const shown = entries.slice(0, first);
  const last = shown.at(-1);
  return {
    nodes: await loaders.course.loadMany(shown.map(({ courseId }) => courseId)),
    pageInfo: {
      hasNextPage: entries.length > first,
      endCursor: last === undefined ? null : Buffer.from(JSON.stringify(['NEWEST', 'DESC', last.at, last.courseId])).toString('base64url'),
    },
  };
}

function narrowed(db, uuidOf, filter) {
  const conditions = [];
  if (filter?.language) conditions.push(arrayContains(catalogueEntry.languageRanges, [filter.language.toLowerCase()]));
  if (filter?.competency) {
    conditions.push(exists(db.select({ one: sql`1` }).from(courseVersionCompetency).where(and(
      sql`${courseVersionCompetency.courseVersionId} = ${catalogueEntry.courseVersionId}`,
      eq(courseVersionCompetency.competencyId, uuidOf(filter.competency.competencyId)),
    ))));
  }
  return conditions;
}

const byNames = async (loaders, rows) => {
  const known = await loaders.competency.loadMany(rows.map(({ competencyId }) => competencyId));
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const key = ({ competencyId }) => `${names.get(competencyId)} ${competencyId}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

const FIRST = ['first', () => Int];
const AFTER = ['after', () => String, NULLABLE];

export const RESOLVERS = [
  resolverOf(null, [
    ['courses', () => CourseConnection, (_root, { db, loaders, uuidOf }, first, after, filter) => page(db, loaders, narrowed(db, uuidOf, filter), first, after),
      { args: [FIRST, AFTER, ['filter', () => CourseFilter, NULLABLE]] }],
    ['course', () => Course, async (_root, { db }, by) => {
      const rows = await db.select().from(course).where(and(eq(course.slug, by.slug),
        exists(db.select({ one: sql`1` }).from(catalogueEntry).where(and(sql`${catalogueEntry.courseId} = ${course.id}`, eq(catalogueEntry.listed, true))))));
      return rows[0] ?? null;
    }, { ...NULLABLE, args: [['by', () => By]] }],
    ['provider', () => Provider, async (_root, { db }, by) => {
      const rows = await db.select().from(organisation).where(and(eq(organisation.slug, by.slug), eq(organisation.kind, 'PROVIDER'), eq(organisation.state, 'VERIFIED')));
      return rows[0] ?? null;
    }, { ...NULLABLE, args: [['by', () => By]] }],
  ]),
  resolverOf(Provider, [
    ['indianState', () => IndianState, ({ stateCode }, { loaders }) => (stateCode === null ? null : loaders.state.load(stateCode)), NULLABLE],
    ['courses', () => CourseConnection, ({ id }, { db, loaders }, first, after) => page(db, loaders, [eq(catalogueEntry.providerId, id)], first, after), { args: [FIRST, AFTER] }],
  ]),
  resolverOf(Course, [
    ['provider', () => Provider, ({ providerId }, { loaders }) => loaders.provider.load(providerId)],
    ['publishedVersion', () => CourseVersion, ({ id }, { loaders }) => loaders.publishedVersion.load(id), NULLABLE],
  ]),
  resolverOf(CourseVersion, [
    ['duration', () => String, ({ durationSeconds }) => iso(durationSeconds)],
    ['publishedAt', () => String, ({ publishedAt }) => (publishedAt === null ? null : new Date(publishedAt).toISOString()), NULLABLE],
    ['price', () => Money, ({ pricePaise }) => (pricePaise === null ? null : { amountMinor: String(pricePaise) }), NULLABLE],
    ['accessibility', () => Accessibility, ({ captions, transcript, signLanguage }) => ({ captions, transcript, signLanguage })],
    ['competencies', () => [CourseVersionCompetency], async ({ id }, { loaders }) => byNames(loaders, await loaders.competencies.load(id))],
    ['modules', () => [Module], ({ id }, { loaders }) => loaders.modules.load(id)],
  ]),
  resolverOf(CourseVersionCompetency, [['competency', () => Competency, ({ competencyId }, { loaders }) => loaders.competency.load(competencyId)]]),
  resolverOf(Module, [['items', () => [ContentItem], ({ id }, { loaders }) => loaders.items.load(id)]]),
  resolverOf(ContentItem, [['duration', () => String, ({ durationSeconds }) => iso(durationSeconds)]]),
];
