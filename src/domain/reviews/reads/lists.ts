import { literal } from '../../../db/reader/registry.js';
import type { Arg, Connection, Run, Writer } from '../../../db/reader/shape.js';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';
import { changed } from './changes.js';
import { vets } from './visibility.js';

const decode = (prefix: IdPrefix) => (id: unknown): string | null => uuidOf(prefix, String(id));
const providerUuid = decode('provider');
const savedFilterUuid = decode('review_queue_saved_filter');

const specialismsOf = (run: Run): unknown =>
  run.actor.kind === 'person' ? [...(run.actor.membership?.specialisms ?? [])].sort() : [];

/** A condition for true, its opposite for false. */
const either = (value: Arg, sql: string): string => (value.constant === true ? sql : `not (${sql})`);

/** Which stages are in a viewer's queue: a curator's are those of his specialisms and not of his own organisations. */
function queued(stage: string, w: Writer): string {
  if (!vets(w.viewer)) return 'false';
  if (!w.viewer.has('CURATOR') || w.viewer.has('CHIEF_CURATOR', 'PLATFORM_ADMIN', 'AUDITOR')) return `${stage}.state = 'ACTIVE'`;
  const m = w.alias('m');
  return `${stage}.state = 'ACTIVE' and ${stage}.specialism::text = any(${w.runParam('text[]', specialismsOf)})
    and not exists (select 1 from membership ${m} where ${m}.user_id = ${w.userId()} and ${m}.organisation_id = ${stage}.provider_id
      and ${m}.state = 'ACTIVE')`;
}

/** What a stage of the queue is asked, each a condition: by a filter in the query, and by a saved one. */
const QUESTIONS = {
  overdue: (stage: string, w: Writer): string => `(${stage}.due_at < ${w.now()})`,
  mine: (stage: string, w: Writer): string => {
    const a = w.alias('a');
    return `exists (select 1 from review_assignment ${a} where ${a}.stage_id = ${stage}.id
      and ${a}.curator_id = ${w.userId()} and ${a}.state = 'ACTIVE')`;
  },
  unassigned: (stage: string, w: Writer): string => {
    const a = w.alias('a');
    return `((select count(*) from review_assignment ${a} where ${a}.stage_id = ${stage}.id
      and ${a}.state <> 'RELEASED') < ${stage}.approvals_required)`;
  },
  changed,
};

/** A stage that meets all that a saved filter of the viewer asks; none where it is nobody's, or somebody else's. */
function meetsSaved(value: Arg, stage: string, w: Writer): string {
  const f = w.alias('f');
  const asked = Object.entries(QUESTIONS).map(([name, question]) => `(${f}.${name} is null or ${f}.${name} = ${question(stage, w)})`);
  return `exists (select 1 from review_queue_filter ${f} where ${f}.id = ${w.param(value, 'uuid', savedFilterUuid)}
    and ${f}.user_id = ${w.userId()} and (${f}.specialism is null or ${f}.specialism = ${stage}.specialism)
    and (${f}.provider_id is null or ${f}.provider_id = ${stage}.provider_id) and ${asked.join(' and ')})`;
}

/** `reviewQueue`: the stages that are open for review, those due first. Empty for whoever does not vet. */
export const reviewQueue: Connection = {
  to: 'ReviewStage',
  from: (stage, round, _w, args) => (args('orderBy')?.get('field')?.constant === 'SUBMITTED_AT'
    ? `review_stage ${stage} join review_round ${round} on ${round}.id = ${stage}.round_id` : `review_stage ${stage}`),
  on: (_parent, stage, _round, w) => queued(stage, w),
  filters: {
    specialism: (value, stage) => `${stage}.specialism = ${literal(String(value.constant))}`,
    overdue: (value, stage, _round, w) => either(value, QUESTIONS.overdue(stage, w)),
    mine: (value, stage, _round, w) => either(value, QUESTIONS.mine(stage, w)),
    unassigned: (value, stage, _round, w) => either(value, QUESTIONS.unassigned(stage, w)),
    changed: (value, stage, _round, w) => either(value, QUESTIONS.changed(stage, w)),
    providerId: (value, stage, _round, w) => `${stage}.provider_id = ${w.param(value, 'uuid', providerUuid)}`,
  },
  args: { savedFilterId: (value, stage, _round, w) => meetsSaved(value, stage, w) },
  orders: {
    DUE_AT: { sql: (stage) => `${stage}.due_at`, cast: 'timestamptz' },
    SUBMITTED_AT: { sql: (_stage, round) => `${round}.submitted_at`, cast: 'timestamptz' },
  },
  defaultOrder: { field: 'DUE_AT', direction: 'ASC' },
};

/** `reviewPolicies`: all versions of all policies, for people of the platform. */
export const reviewPolicies: Connection = {
  to: 'ReviewPolicy',
  on: (_parent, _policy, _side, w) => (w.viewer.kind === 'platform' || w.viewer.kind === 'system' ? 'true' : 'false'),
  filters: {
    code: (value, policy, _side, w) => `${policy}.code = ${w.param(value, 'text')}`,
    inForce: (value, policy, _side, w) => {
      const p = w.alias('p');
      return either(value, `${policy}.in_force_from <= ${w.now()} and not exists (select 1 from review_policy ${p}
        where ${p}.provider_id is not distinct from ${policy}.provider_id and ${p}.in_force_from <= ${w.now()}
          and (${p}.in_force_from, ${p}.version) > (${policy}.in_force_from, ${policy}.version))`);
    },
  },
  orders: {
    IN_FORCE_FROM: { sql: (policy) => `${policy}.in_force_from`, cast: 'timestamptz' },
    CODE: { sql: (policy) => `${policy}.code`, cast: 'text' },
  },
  defaultOrder: { field: 'IN_FORCE_FROM', direction: 'DESC' },
};

/** `findings` of a course version. */
export const findingsOfVersion: Connection = {
  to: 'Finding',
  on: (version, finding) => (version === null ? 'true' : `${finding}.course_version_id = ${version}.id`),
  filters: {
    state: (value, finding) => `${finding}.state = ${literal(String(value.constant))}`,
    severity: (value, finding) => `${finding}.severity = ${literal(String(value.constant))}`,
  },
  orders: { RAISED_AT: { sql: (finding) => `${finding}.raised_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'RAISED_AT', direction: 'ASC' },
};
