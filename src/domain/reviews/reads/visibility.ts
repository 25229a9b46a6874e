import type { ViewerClass, Writer } from '../../../db/reader/shape.js';

/** Who sees the reviews of every provider; `readsReviews` of the policy is the same for one actor. */
export function vets(viewer: ViewerClass): boolean {
  return viewer.kind === 'system' || viewer.has('CURATOR', 'CHIEF_CURATOR', 'PLATFORM_ADMIN', 'AUDITOR');
}

/** The affairs of a review: the submitting provider's own, and those who vet. `row` has a provider_id. */
export function reviewVisible(row: string, w: Writer): string {
  if (vets(w.viewer)) return 'true';
  return w.viewer.kind === 'provider' ? `${row}.provider_id = ${w.organisationId()}` : 'false';
}

/** A provider learns what was found and decided, and not by whom. */
export function knowsCurators(viewer: ViewerClass): boolean {
  return vets(viewer);
}

/** Whether the viewer is of a provider, or submitted the version himself: an SQL condition. */
export function conflictSql(providerId: string, versionId: string, w: Writer): string {
  const m = w.alias('m');
  const r = w.alias('r');
  return `(exists (select 1 from membership ${m} where ${m}.user_id = ${w.userId()} and ${m}.organisation_id = ${providerId}
    and ${m}.state = 'ACTIVE') or exists (select 1 from review_round ${r} where ${r}.course_version_id = ${versionId}
    and ${r}.submitted_by = ${w.userId()}))`;
}
