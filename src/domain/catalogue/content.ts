import { asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { courseVersionCompetency } from '../../db/tables/catalogue.js';
import { competency } from '../../db/tables/competencies.js';
import { uuidOf } from '../../lib/ids.js';
import { Refused, refuse, type UserErrorItem } from '../../lib/refusal.js';
import type { ContentInput } from './inputs.js';
import type { CourseVersionRow } from './steps.js';

/** The columns of a version that its author writes. */
export type ContentColumns = Pick<CourseVersionRow, 'title' | 'summary' | 'description' | 'languages' | 'level' | 'durationSeconds'
  | 'captions' | 'transcript' | 'signLanguage' | 'licence' | 'inclusion' | 'pricePaise'>;

/** What a draft is until its author says otherwise. */
export const EMPTY_CONTENT: Omit<ContentColumns, 'title'> = {
  summary: '', description: '', languages: [], level: 'FOUNDATION', durationSeconds: 0, captions: false, transcript: false,
  signLanguage: false, licence: 'PROPRIETARY', inclusion: 'SUBSCRIPTION', pricePaise: null,
};

/**
 * The content of a version with the fields that an input gives put in. A course that is taken into the subscription
 * loses its price; a price for a course in the subscription is refused.
 */
export function withContent(input: ContentInput, now: ContentColumns): ContentColumns | Refused {
  const inclusion = input.inclusion ?? now.inclusion;
  if (inclusion !== 'PRICED' && input.price !== undefined && input.price !== null) {
    return refuse('INVALID', 'Only a PRICED course has a price; set the inclusion too, or leave the price out.', ['price']);
  }
  const price = input.price === undefined ? now.pricePaise : input.price?.amountMinor ?? null;
  return {
    title: input.title ?? now.title,
    summary: input.summary ?? now.summary,
    description: input.description ?? now.description,
    languages: input.languages ?? now.languages,
    level: input.level ?? now.level,
    durationSeconds: input.duration ?? now.durationSeconds,
    captions: input.accessibility?.captions ?? now.captions,
    transcript: input.accessibility?.transcript ?? now.transcript,
    signLanguage: input.accessibility?.signLanguage ?? now.signLanguage,
    licence: input.licence ?? now.licence,
    inclusion,
    pricePaise: inclusion === 'PRICED' ? price : null,
  };
}

/** The fields in which two contents differ, as they were and as they are, for the record. */
export function changedContent(
  before: ContentColumns, after: ContentColumns,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const names = (Object.keys(after) as (keyof ContentColumns)[])
    .filter((name) => String(before[name]) !== String(after[name]));
  return {
    before: Object.fromEntries(names.map((name) => [name, before[name]])),
    after: Object.fromEntries(names.map((name) => [name, after[name]])),
  };
}

/** The competencies that a version teaches, by their uuid, to a level. */
export type Teaches = readonly { readonly competencyId: string; readonly level: number }[];

/** What a version teaches, in a fixed order. */
export async function competenciesOf(tx: Tx, courseVersionId: string): Promise<Teaches> {
  const { competencyId, level } = courseVersionCompetency;
  return tx.orm.select({ competencyId, level }).from(courseVersionCompetency)
    .where(eq(courseVersionCompetency.courseVersionId, courseVersionId)).orderBy(asc(competencyId));
}

/** Puts a list of competencies in the place of what a draft teaches. Refuses unknown ones and one named twice. */
export async function replaceCompetencies(
  tx: Tx, courseVersionId: string, given: NonNullable<ContentInput['competencies']>,
): Promise<Refused | Teaches> {
  const wanted = given.map(({ competencyId, level }) => ({ competencyId: uuidOf('competency', competencyId), level }));
  const ids = wanted.flatMap((each) => each.competencyId ?? []);
  const known = new Set(ids.length === 0 ? [] : (await tx.orm.select({ id: competency.id }).from(competency)
    .where(inArray(competency.id, ids))).map((row) => row.id));
  const errors: UserErrorItem[] = [];
  const taught: { competencyId: string; level: number }[] = [];
  for (const [index, { competencyId, level }] of wanted.entries()) {
    const path = ['input', 'competencies', String(index), 'competencyId'];
    if (competencyId === null || !known.has(competencyId)) {
      errors.push({ code: 'NOT_FOUND', message: 'There is no such competency.', path });
    } else if (taught.some((other) => other.competencyId === competencyId)) {
      errors.push({ code: 'INVALID', message: 'This competency is named twice.', path });
    } else taught.push({ competencyId, level });
  }
  if (errors.length > 0) return new Refused(errors);
  await tx.orm.delete(courseVersionCompetency).where(eq(courseVersionCompetency.courseVersionId, courseVersionId));
  if (taught.length > 0) {
    await tx.orm.insert(courseVersionCompetency).values(taught.map((each) => ({ courseVersionId, ...each })));
  }
  return taught.sort((a, b) => (a.competencyId < b.competencyId ? -1 : 1));
}
