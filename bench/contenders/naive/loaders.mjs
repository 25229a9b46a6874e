import DataLoader from 'dataloader';
import { asc, eq, and, inArray } from 'drizzle-orm';
import { built } from '../../lib/places.mjs';

const { contentItem, courseModule, course, courseVersion, courseVersionCompetency } = await built('db/tables/catalogue');
const { competency } = await built('db/tables/competencies');
const { indianState, organisation } = await built('db/tables/organisations');

/** The loaders of one request: each asks once for what all rows of a level need. */
export function loadersOf(db) {
  return {
    course: one((ids) => db.select().from(course).where(inArray(course.id, ids)), 'id'),
    provider: one((ids) => db.select().from(organisation).where(inArray(organisation.id, ids)), 'id'),
    state: one((codes) => db.select().from(indianState).where(inArray(indianState.code, codes)), 'code'),
    competency: one((ids) => db.select().from(competency).where(inArray(competency.id, ids)), 'id'),
    publishedVersion: one((ids) => db.select().from(courseVersion)
      .where(and(inArray(courseVersion.courseId, ids), eq(courseVersion.state, 'PUBLISHED'))), 'courseId'),
    competencies: many((ids) => db.select().from(courseVersionCompetency).where(inArray(courseVersionCompetency.courseVersionId, ids)), 'courseVersionId'),
    modules: many((ids) => db.select().from(courseModule).where(inArray(courseModule.courseVersionId, ids))
      .orderBy(asc(courseModule.position), asc(courseModule.id)), 'courseVersionId'),
    items: many((ids) => db.select().from(contentItem).where(inArray(contentItem.moduleId, ids))
      .orderBy(asc(contentItem.position), asc(contentItem.id)), 'moduleId'),
  };
}

/** A loader of the one row that a key names, or null. */
function one(load, key) {
  return new DataLoader(async (keys) => {
    const rows = new Map((await load([...keys])).map((row) => [row[key], row]));
    return keys.map((each) => rows.get(each) ?? null);
  });
}

/** A loader of all rows that a key names. */
function many(load, key) {
  return new DataLoader(async (keys) => {
    const groups = new Map(keys.map((each) => [each, []]));
    for (const row of await load([...keys])) groups.get(row[key]).push(row);
    return keys.map((each) => groups.get(each));
  });
}
