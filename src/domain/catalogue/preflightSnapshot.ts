import { publicId } from '../../lib/ids.js';
import type { PreflightSnapshot } from './rules/preflight.js';

/**
 * A JSON expression over a row of course_version: all that pre-flight looks at. Used by the read of a version's
 * `preflight` and by its submission alike, so that the two cannot differ. `snapshotOf` reads it.
 */
export function snapshotSql(row: string): string {
  return `json_build_object(
    'title', ${row}.title, 'summary', ${row}.summary, 'description', ${row}.description, 'languages', ${row}.languages,
    'durationSeconds', ${row}.duration_seconds, 'captions', ${row}.captions, 'transcript', ${row}.transcript,
    'inclusion', ${row}.inclusion, 'priced', ${row}.price_paise is not null,
    'competencies', (select count(*) from course_version_competency pfc where pfc.course_version_id = ${row}.id),
    'modules', (select coalesce(json_agg(json_build_object('id', pfm.id, 'title', pfm.title, 'items', (
        select coalesce(json_agg(json_build_object('id', pfi.id, 'kind', pfi.kind, 'title', pfi.title, 'url', pfi.url,
          'durationSeconds', pfi.duration_seconds) order by pfi.position, pfi.id), '[]'::json)
        from content_item pfi where pfi.module_id = pfm.id)) order by pfm.position, pfm.id), '[]'::json)
      from module pfm where pfm.course_version_id = ${row}.id),
    'titleRepeated', exists (select 1 from catalogue_entry pfe
      where pfe.provider_id = ${row}.provider_id and pfe.course_id <> ${row}.course_id and lower(pfe.title) = lower(${row}.title)),
    'unanswered', (select coalesce(json_agg(json_build_object('id', pff.id, 'path', pff.path) order by pff.raised_at, pff.id), '[]'::json)
      from finding pff where pff.course_version_id = ${row}.id and pff.state = 'OPEN' and pff.severity = 'BLOCKER'
        and not exists (select 1 from finding_message pfa where pfa.finding_id = pff.id and pfa.kind = 'ANSWER'
          and pfa.created_at >= coalesce((select max(pfr.created_at) from finding_message pfr
            where pfr.finding_id = pff.id and pfr.kind = 'REOPENING'), pff.raised_at))))`;
}

/** The snapshot that the database gave, with public ids. */
export function snapshotOf(json: unknown): PreflightSnapshot {
  const raw = json as PreflightSnapshot;
  return {
    ...raw,
    modules: raw.modules.map((module) => ({
      ...module, id: publicId('module', module.id),
      items: module.items.map((item) => ({ ...item, id: publicId('content_item', item.id) })),
    })),
    unanswered: raw.unanswered.map((open) => ({ ...open, id: publicId('finding', open.id) })),
  };
}
