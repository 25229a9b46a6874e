import { isRefused, refuse, type UserErrorItem } from '../../../lib/refusal.js';
import { changedContent, EMPTY_CONTENT, withContent, type ContentColumns } from '../content.js';
import { OPEN_STATES } from '../lifecycle.js';
import type { ParsedRow, RowCompetency, RowModule } from '../rows/row.js';
import type { CourseVersionRow } from '../steps.js';
import { competencyKey, NO_PARTS, type KnownCourse, type KnownModule, type Parts } from './existing.js';

/** The whole of what a version is to hold. */
export interface Wanted {
  readonly content: ContentColumns;
  readonly competencies: readonly { readonly competencyId: string; readonly level: number }[];
  readonly modules: readonly RowModule[];
  /** The modules whose place the wanted ones take; their lineage goes on in those that are recognised. */
  readonly from: readonly KnownModule[];
}

/** What is to be done about a row. */
export type Plan =
  | { readonly kind: 'refuse'; readonly code: UserErrorItem['code']; readonly message: string }
  | { readonly kind: 'leave'; readonly courseId: string }
  | { readonly kind: 'begin'; readonly row: ParsedRow; readonly wanted: Wanted }
  | { readonly kind: 'edit'; readonly courseId: string; readonly draft: CourseVersionRow; readonly wanted: Wanted; readonly partsChanged: { readonly competencies: boolean; readonly modules: boolean } }
  | { readonly kind: 'revise'; readonly courseId: string; readonly base: CourseVersionRow; readonly number: number; readonly wanted: Wanted };

/** What plans are made with. */
export interface Knowledge {
  readonly parts: ReadonlyMap<string, Parts>;
  readonly competencyIds: ReadonlyMap<string, string>;
  /** What is written only where the course has nothing: `modules`, `summary`. */
  readonly once: ReadonlySet<string>;
}

/** The version that a row is compared with: the open one, else the one in the catalogue, else the latest. */
export function targetOf(course: KnownCourse): CourseVersionRow {
  const { versions } = course;
  const target = versions.find(({ state }) => OPEN_STATES.some((open) => open === state))
    ?? versions.find(({ state }) => state === 'PUBLISHED' || state === 'SUSPENDED') ?? versions[0];
  if (target === undefined) throw new Error('a course has a first version');
  return target;
}

/** The version that a row was exported from, where it says so. */
export function exportedOf(course: KnownCourse, row: ParsedRow): CourseVersionRow | undefined {
  return row.version === undefined ? undefined : course.versions.find(({ number }) => number === row.version);
}

/** What to do about a row whose id is the course's, or nobody's yet (null). */
export function planOf(row: ParsedRow, course: KnownCourse | null, known: Knowledge): Plan {
  if (course === null) {
    const wanted = wantedOf(row, { ...EMPTY_CONTENT, title: row.content.title }, NO_PARTS, known);
    return 'kind' in wanted ? wanted : { kind: 'begin', row, wanted };
  }
  const exported = exportedOf(course, row);
  // What an export says of a version that still is so asks for nothing, whatever has been drafted since.
  if (exported !== undefined && isSame(row, exported, known)) return { kind: 'leave', courseId: course.id };
  const target = targetOf(course);
  const parts = known.parts.get(target.id) ?? NO_PARTS;
  const wanted = wantedOf(withoutWritten(row, target, parts, known.once), target, parts, known);
  if ('kind' in wanted) return wanted;
  const partsChanged = differences(wanted, parts);
  if (!isContentChanged(target, wanted) && !partsChanged.competencies && !partsChanged.modules) return { kind: 'leave', courseId: course.id };
  if (target.state === 'DRAFT') return { kind: 'edit', courseId: course.id, draft: target, wanted, partsChanged };
  if (target.state === 'IN_REVIEW' || target.state === 'APPROVED') {
    return { kind: 'refuse', code: 'ILLEGAL_STATE', message: `Version ${target.number} of the course is ${target.state} and is not touched: withdraw it first, or import the row again when it is published.` };
  }
  return { kind: 'revise', courseId: course.id, base: target, number: (course.versions[0]?.number ?? 0) + 1, wanted };
}

/** The row without what is written once and has been: an author's words stay. */
function withoutWritten(row: ParsedRow, target: CourseVersionRow, parts: Parts, once: ReadonlySet<string>): ParsedRow {
  return {
    ...row,
    modules: once.has('modules') && parts.modules.length > 0 ? undefined : row.modules,
    content: once.has('summary') && target.summary !== '' ? { ...row.content, summary: undefined } : row.content,
  };
}

function isSame(row: ParsedRow, version: CourseVersionRow, known: Knowledge): boolean {
  const parts = known.parts.get(version.id) ?? NO_PARTS;
  const wanted = wantedOf(row, version, parts, known);
  if ('kind' in wanted) return false;
  const changed = differences(wanted, parts);
  return !isContentChanged(version, wanted) && !changed.competencies && !changed.modules;
}

function wantedOf(row: ParsedRow, now: ContentColumns, parts: Parts, known: Knowledge): Wanted | (Plan & { kind: 'refuse' }) {
  const content = withContent({ ...row.content, competencies: undefined }, now);
  if (isRefused(content)) return refusedBy(content.errors);
  const competencies: { competencyId: string; level: number }[] = [];
  for (const named of row.competencies ?? parts.competencies) {
    const competencyId = idOf(named, parts, known);
    if (competencyId === undefined) {
      return { kind: 'refuse', code: 'NOT_FOUND', message: `competencies: There is no competency ${named.code} in the framework ${named.framework}.` };
    }
    competencies.push({ competencyId, level: named.level });
  }
  return { content, competencies, modules: row.modules ?? parts.modules, from: parts.modules };
}

/** A code stays with the competency that the version teaches already: an older framework has the same codes. */
function idOf(named: RowCompetency, parts: Parts, known: Knowledge): string | undefined {
  const key = competencyKey(named);
  return parts.competencies.find((taught) => competencyKey(taught) === key)?.competencyId ?? known.competencyIds.get(key);
}

function refusedBy([error]: readonly UserErrorItem[]): Plan & { kind: 'refuse' } {
  const field = error?.path.slice(1).join('.') ?? '';
  const { code, message } = error ?? refuse('INVALID', 'It cannot be.').errors[0] ?? { code: 'INVALID', message: '' };
  return { kind: 'refuse', code, message: field === '' ? message : `${field === 'price' ? 'pricePaise' : field}: ${message}` };
}

function isContentChanged(version: CourseVersionRow, wanted: Wanted): boolean {
  return Object.keys(changedContent(version, wanted.content).after).length > 0;
}

function differences(wanted: Wanted, parts: Parts): { competencies: boolean; modules: boolean } {
  const taught = (list: Wanted['competencies']): string => JSON.stringify(list.map(({ competencyId, level }) => `${competencyId} ${level}`).sort());
  const arranged = (list: readonly RowModule[]): string => JSON.stringify(list.map(({ title, summary, items }) => [title, summary,
    items.map((item) => [item.kind, item.title, item.url, item.durationSeconds])]));
  return { competencies: taught(wanted.competencies) !== taught(parts.competencies), modules: arranged(wanted.modules) !== arranged(parts.modules) };
}
