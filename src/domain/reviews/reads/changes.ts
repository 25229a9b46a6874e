import { expression, object, timestampOf, when } from '../../../db/reader/fields.js';
import type { ObjectField, Writer } from '../../../db/reader/shape.js';
import { knowsCurators } from './visibility.js';

type Count = 'findings' | 'messages' | 'decisions';

/** The course version of a stage. */
function versionOf(stage: string, w: Writer): string {
  const r = w.alias('r');
  return `(select ${r}.course_version_id from review_round ${r} where ${r}.id = ${stage}.round_id)`;
}

/** What others than the viewer have written in the reviews of a version, counted. */
function countOf(what: Count, version: string, w: Writer): string {
  const [x, of] = [w.alias('x'), w.alias('o')];
  switch (what) {
    case 'findings': return `(select count(*) from finding ${x} where ${x}.course_version_id = ${version} and ${x}.raised_by <> ${w.userId()})`;
    case 'messages': return `(select count(*) from finding_message ${x} join finding ${of} on ${of}.id = ${x}.finding_id
      where ${of}.course_version_id = ${version} and ${x}.author_id <> ${w.userId()})`;
    case 'decisions': return `(select count(*) from decision ${x} join review_round ${of} on ${of}.id = ${x}.round_id
      where ${of}.course_version_id = ${version} and ${x}.curator_id <> ${w.userId()})`;
  }
}

/** A column of what the viewer had seen of a version; null where he never looked. */
function seen(column: string, version: string, w: Writer): string {
  const s = w.alias('s');
  return `(select ${s}.${column} from review_seen ${s} where ${s}.course_version_id = ${version} and ${s}.user_id = ${w.userId()})`;
}

/** How many of them the viewer has not seen: only ever added, so what is beyond the count he saw is new. */
function newOf(what: Count, stage: string, w: Writer): string {
  const version = versionOf(stage, w);
  return `greatest(${countOf(what, version, w)} - coalesce(${seen(what, version, w)}, 0), 0)`;
}

/** Whether the version was submitted again since the viewer looked. */
function resubmitted(stage: string, w: Writer): string {
  const r = w.alias('r');
  return `((select ${r}.number from review_round ${r} where ${r}.id = ${stage}.round_id) > coalesce(${seen('round_number', versionOf(stage, w), w)}, 1))`;
}

/** Whether there is anything on a stage that the viewer has not seen; all of it where he never looked. */
export function changed(stage: string, w: Writer): string {
  return `(${seen('seen_at', versionOf(stage, w), w)} is null or ${resubmitted(stage, w)}
    or ${newOf('findings', stage, w)} + ${newOf('messages', stage, w)} + ${newOf('decisions', stage, w)} > 0)`;
}

/** `changedSinceSeen` of a review stage, for those who vet. */
export const changedSinceSeen: ObjectField = when(knowsCurators, object({
  newFindings: expression((stage, w) => newOf('findings', stage, w)),
  newMessages: expression((stage, w) => newOf('messages', stage, w)),
  newDecisions: expression((stage, w) => newOf('decisions', stage, w)),
  resubmitted: expression(resubmitted),
  since: timestampOf((stage, w) => seen('seen_at', versionOf(stage, w), w)),
}));
