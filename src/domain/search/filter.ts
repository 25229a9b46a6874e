import type { Ctx } from '../../context.js';
import { secondsOfDuration } from '../../lib/duration.js';
import { uuidOf } from '../../lib/ids.js';
import type { CourseLevel, Inclusion } from '../catalogue/lifecycle.js';
import type { EngineFilter } from './rules/engine.js';

/** The filter of a search as the contract has it; null is absent. */
export interface CourseFilterGiven {
  readonly language?: string | null;
  readonly competency?: { readonly competencyId: string; readonly minLevel?: number | null } | null;
  readonly competencyArea?: string | null;
  readonly competencyFrameworkId?: string | null;
  readonly providerId?: string | null;
  readonly level?: readonly CourseLevel[] | null;
  readonly duration?: { readonly min?: string | null; readonly max?: string | null } | null;
  readonly inclusion?: Inclusion | null;
  readonly accessibility?: { readonly captions?: boolean | null; readonly transcript?: boolean | null; readonly signLanguage?: boolean | null } | null;
  readonly collectionId?: string | null;
}

type Part = { -readonly [Key in keyof EngineFilter]: EngineFilter[Key] };

/**
 * The filter as an engine beside the database takes it. The courses of a collection are read here, since a collection is no part of what an
 * engine keeps. null where nothing can meet it: an id of another type, a duration that is none (which the database's reading refuses).
 */
export async function engineFilterOf(ctx: Ctx, filter: CourseFilterGiven): Promise<EngineFilter | null> {
  const part: Part = {};
  if (filter.language != null) part.language = filter.language.toLowerCase();
  if (filter.competencyArea != null) part.competencyArea = filter.competencyArea;
  if (filter.level != null) part.levels = filter.level;
  if (filter.inclusion != null) part.inclusion = filter.inclusion;
  const { captions, transcript, signLanguage } = filter.accessibility ?? {};
  if (captions != null) part.captions = captions;
  if (transcript != null) part.transcript = transcript;
  if (signLanguage != null) part.signLanguage = signLanguage;
  return withIds(part, filter) && withDuration(part, filter) ? withCollection(ctx, part, filter) : null;
}

function withIds(part: Part, { competency, competencyFrameworkId, providerId }: CourseFilterGiven): boolean {
  const competencyId = competency == null ? undefined : uuidOf('competency', competency.competencyId);
  const frameworkId = competencyFrameworkId == null ? undefined : uuidOf('competency_framework', competencyFrameworkId);
  const provider = providerId == null ? undefined : uuidOf('provider', providerId);
  if (competencyId === null || frameworkId === null || provider === null) return false;
  if (competencyId !== undefined) part.competency = { id: competencyId, minLevel: competency?.minLevel ?? null };
  if (frameworkId !== undefined) part.frameworkId = frameworkId;
  if (provider !== undefined) part.providerId = provider;
  return true;
}

function withDuration(part: Part, { duration }: CourseFilterGiven): boolean {
  for (const [key, text] of [['minSeconds', duration?.min], ['maxSeconds', duration?.max]] as const) {
    if (text == null) continue;
    const seconds = secondsOfDuration(text);
    if (seconds === null) return false;
    part[key] = seconds;
  }
  return true;
}

async function withCollection(ctx: Ctx, part: Part, { collectionId }: CourseFilterGiven): Promise<EngineFilter | null> {
  if (collectionId == null) return part;
  const uuid = uuidOf('collection', collectionId);
  if (uuid === null) return null;
  const rows = await ctx.db.sql<{ id: string }[]>`select l.course_id as id from collection_course l where l.collection_id = ${uuid}`;
  return { ...part, courseIds: rows.map(({ id }) => id) };
}
