import { column, computed, connection, expression, idField, list, one, timestamp, when, withParent } from '../../db/reader/fields.js';
import type { Shape, StandIn, ViewerClass, Writer } from '../../db/reader/shape.js';
import { pricesOfCourse } from '../pricing/reads.js';
import { reviewFieldsOfVersion } from '../reviews/reads/version.js';
import { similarCourses } from '../search/reads/similar.js';
import { courseOfCard, factsOfVersion, inPlace, modulesOf, seconds } from './reads/card.js';
import { OPEN_STATES } from './lifecycle.js';
import { courseActions, versionActions, type CourseFacts, type VersionFacts } from './policy.js';
import { preflight } from './rules/preflight.js';
import { snapshotOf, snapshotSql } from './preflightSnapshot.js';

const SEES_ALL = ['PLATFORM_ADMIN', 'AUDITOR'];
const SEES_SUBMITTED = ['CURATOR', 'CHIEF_CURATOR'];

/** Whether a viewer knows of a course only while it is in the catalogue. */
function seesTheCatalogueAlone(viewer: ViewerClass): boolean {
  return viewer.kind !== 'system' && viewer.kind !== 'provider' && !viewer.has(...SEES_ALL, ...SEES_SUBMITTED);
}

/** The card of a course, for those who know of nothing else of it. */
export const cardOfCourse = (viewer: ViewerClass): StandIn | null => (seesTheCatalogueAlone(viewer) ? courseOfCard : null);

/** Which courses a viewer may know of; `seesCourse` of the policy is the same in code. */
export function courseVisible(row: string, w: Writer): string {
  if (w.viewer.kind === 'system' || w.viewer.has(...SEES_ALL)) return 'true';
  const entry = w.alias('ce');
  const listed = `exists (select 1 from catalogue_entry ${entry} where ${entry}.course_id = ${row}.id and ${entry}.listed)`;
  if (w.viewer.kind === 'provider') return `${row}.provider_id = ${w.organisationId()} or ${listed}`;
  return w.viewer.has(...SEES_SUBMITTED) ? `${submittedOf(row)} or ${listed}` : listed;
}

function submittedOf(course: string): string {
  // `offset 0`: beside an OR the planner would else hash every version there is, to look at the twenty of a page.
  return `exists (select 1 from course_version sv where sv.course_id = ${course}.id and sv.submitted_at is not null offset 0)`;
}

/** Which versions a viewer may know of; `seesVersion` of the policy is the same in code. */
export function courseVersionVisible(row: string, w: Writer): string {
  if (w.viewer.kind === 'system' || w.viewer.has(...SEES_ALL)) return 'true';
  const entry = w.alias('ce');
  const listed = `exists (select 1 from catalogue_entry ${entry} where ${entry}.course_id = ${row}.course_id
    and ${entry}.course_version_id = ${row}.id and ${entry}.listed)`;
  if (w.viewer.kind === 'provider') return `${row}.provider_id = ${w.organisationId()} or ${listed}`;
  return w.viewer.has(...SEES_SUBMITTED) ? `${row}.submitted_at is not null or ${listed}` : listed;
}

/** A part of a version is seen with it. */
function withItsVersion(row: string, w: Writer): string {
  if (w.viewer.kind === 'system' || w.viewer.has(...SEES_ALL)) return 'true';
  const version = w.alias('pv');
  return `exists (select 1 from course_version ${version} where ${version}.id = ${row}.course_version_id
    and (${courseVersionVisible(version, w)}))`;
}

/** Who may be shown what is not public of a version: its provider's people, and those of the platform who review. */
function mayLookInside(viewer: ViewerClass): boolean {
  return viewer.kind === 'system' || viewer.kind === 'provider' || viewer.has(...SEES_ALL, ...SEES_SUBMITTED);
}

/** An expression for those alone; another provider's people get null. */
function inside(row: string, w: Writer, sql: string): string {
  return w.viewer.kind === 'provider' ? `case when ${row}.provider_id = ${w.organisationId()} then ${sql} end` : sql;
}

function providerState(row: string): string {
  return `(select po.state from organisation po where po.id = ${row}.provider_id)`;
}

const course: Shape = {
  type: 'Course',
  table: 'course',
  tenant: true,
  visible: courseVisible,
  fields: {
    id: idField('course'),
    slug: column('slug'),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
    publishedVersion: one('CourseVersion', (row, child) => `${child}.course_id = ${row}.id and ${child}.state = 'PUBLISHED'`),
    openVersion: one('CourseVersion', (row, child) => `${child}.course_id = ${row}.id and ${child}.state in (${states(OPEN_STATES)})`),
    versions: list('CourseVersion', (row, child) => `${child}.course_id = ${row}.id`, (child) => `${child}.number desc`),
    prices: pricesOfCourse,
    similarCourses: connection(similarCourses),
    createdAt: timestamp('created_at'),
    allowedActions: computed(
      (row) => ({
        providerId: `${row}.provider_id`,
        providerState: providerState(row),
        listed: `exists (select 1 from catalogue_entry al where al.course_id = ${row}.id and al.listed)`,
        submitted: submittedOf(row),
        hasOpen: `exists (select 1 from course_version ao where ao.course_id = ${row}.id and ao.state in (${states(OPEN_STATES)}))`,
      }),
      (parts, actor) => courseActions(actor, parts as unknown as CourseFacts, parts['hasOpen'] === true),
    ),
  },
};

function states(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

const courseVersion: Shape = {
  type: 'CourseVersion',
  table: 'course_version',
  tenant: true,
  visible: courseVersionVisible,
  fields: {
    id: idField('course_version'),
    // Own, submitted or listed, as the version is.
    course: withParent(one('Course', (row, child) => `${child}.id = ${row}.course_id`)),
    state: column('state'),
    revision: column('revision'),
    ...factsOfVersion,
    description: column('description'),
    competencies: withParent(list('CourseVersionCompetency', (row, child) => `${child}.course_version_id = ${row}.id`,
      (child) => `(select kn.name from competency kn where kn.id = ${child}.competency_id), ${child}.competency_id`)),
    modules: modulesOf('id'),
    basedOn: one('CourseVersion', (row, child) => `${child}.id = ${row}.based_on_version_id`),
    createdAt: timestamp('created_at'),
    updatedAt: timestamp('updated_at'),
    submittedAt: timestamp('submitted_at'),
    approvedAt: timestamp('approved_at'),
    stateReason: when(mayLookInside, expression((row, w) => inside(row, w, `${row}.state_reason`))),
    preflight: when(mayLookInside, computed((row, w) => ({ snapshot: inside(row, w, snapshotSql(row)) }),
      ({ snapshot }) => (snapshot === null ? null : preflight(snapshotOf(snapshot))))),
    allowedActions: computed(
      (row) => ({
        providerId: `${row}.provider_id`, providerState: providerState(row), state: `${row}.state`, submitted: `${row}.submitted_at is not null`,
      }),
      (parts, actor) => versionActions(actor, parts as unknown as VersionFacts),
    ),
    ...reviewFieldsOfVersion,
  },
};

const courseModule: Shape = {
  type: 'Module',
  table: 'module',
  tenant: true,
  visible: withItsVersion,
  fields: {
    id: idField('module'),
    title: column('title'),
    summary: column('summary'),
    position: column('position'),
    items: withParent(list('ContentItem', (row, child) => `${child}.module_id = ${row}.id`, inPlace)),
  },
};

const contentItem: Shape = {
  type: 'ContentItem',
  table: 'content_item',
  tenant: true,
  visible: withItsVersion,
  fields: {
    id: idField('content_item'),
    kind: column('kind'),
    title: column('title'),
    url: column('url'),
    duration: column('duration_seconds', seconds),
    position: column('position'),
  },
};

const courseVersionCompetency: Shape = {
  type: 'CourseVersionCompetency',
  table: 'course_version_competency',
  tenant: true,
  visible: withItsVersion,
  fields: {
    competency: one('Competency', (row, child) => `${child}.id = ${row}.competency_id`),
    level: column('level'),
  },
};

export const catalogueShapes: readonly Shape[] = [
  course, courseVersion, courseModule, contentItem, courseVersionCompetency,
];
