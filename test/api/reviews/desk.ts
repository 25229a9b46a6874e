import { pino } from 'pino';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import type { Ctx } from '../../../src/context.js';
import { openDatabase, type Database } from '../../../src/db/client.js';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import { SPECIALISMS, type OrganisationKind, type Role, type Specialism } from '../../../src/domain/identity/roles.js';
import { reviewAssignmentClaim } from '../../../src/domain/reviews/reviewAssignmentClaim.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import type { Verdict } from '../../../src/domain/reviews/lifecycle.js';
import { newId, publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { isRefused, type Outcome } from '../../../src/lib/refusal.js';
import { freshDatabase } from '../../support/database.js';

const PLATFORM = '018cc251-f400-7000-8000-000000000001';

export type Place = 'provider' | 'otherProvider' | 'department' | 'platform';
const KINDS: Readonly<Record<Place, OrganisationKind>> = {
  provider: 'PROVIDER', otherProvider: 'PROVIDER', department: 'DEPARTMENT', platform: 'PLATFORM',
};

/** A person in every role, and curators enough for a round of two stages with a quorum of two. */
const CAST: readonly (readonly [string, Place, readonly Role[], (readonly Specialism[])?])[] = [
  ['author', 'provider', ['AUTHOR']], ['admin', 'provider', ['PROVIDER_ADMIN']],
  ['otherAuthor', 'otherProvider', ['AUTHOR']], ['otherAdmin', 'otherProvider', ['PROVIDER_ADMIN']],
  ['procurement', 'department', ['PROCUREMENT_OFFICER']], ['approving', 'department', ['APPROVING_AUTHORITY']],
  ['training', 'department', ['TRAINING_MANAGER']], ['learner', 'department', ['LEARNER']],
  ['compliance', 'platform', ['CURATOR'], ['COMPLIANCE']], ['compliance2', 'platform', ['CURATOR'], ['COMPLIANCE']],
  ['content', 'platform', ['CURATOR'], ['CONTENT']], ['content2', 'platform', ['CURATOR'], ['CONTENT']],
  ['everything', 'platform', ['CURATOR'], SPECIALISMS], ['chief', 'platform', ['CHIEF_CURATOR'], SPECIALISMS],
  ['finance', 'platform', ['FINANCE_OFFICER']], ['platformAdmin', 'platform', ['PLATFORM_ADMIN']], ['auditor', 'platform', ['AUDITOR']],
];

export interface StageOf {
  readonly specialism: Specialism;
  readonly approvals?: number;
  readonly days?: number;
  readonly rubric?: readonly string[];
}

/** A version that can be submitted, by uuid. */
export interface Draft {
  readonly courseId: string;
  readonly versionId: string;
  readonly moduleId: string;
  readonly itemId: string;
  readonly competencyId: string;
}

/** A database of its own with people, a review policy, and a clock that can be moved. */
export interface Desk {
  readonly db: Database;
  /** As the owner, who is bound by nothing but the guards. */
  readonly owner: Sql;
  readonly ownerUrl: string;
  readonly organisations: Readonly<Record<Place, string>>;
  readonly clock: { advance(ms: number): void; now(): Date };
  as(who: string): Ctx;
  userId(who: string): string;
  /** Makes a person with a membership, or gives one that is known another membership. */
  enlist(who: string, place: Place, roles: readonly Role[], specialisms?: readonly Specialism[]): Promise<void>;
  policy(stages: readonly StageOf[], options?: { autoPublish?: boolean }): Promise<string>;
  draft(): Promise<Draft>;
  /** A draft that has been submitted. */
  inReview(): Promise<Draft>;
  /** The stage at a position of the version's last round. */
  stage(versionId: string, position: number): Promise<{ id: string; state: string; roundId: string; roundState: string }>;
  versionState(versionId: string): Promise<string>;
  close(): Promise<void>;
}

export async function openDesk(options: { pool?: number; database?: (ownerUrl: string, appUrl: string) => Database } = {}): Promise<Desk> {
  const fresh = await freshDatabase();
  const owner = postgres(fresh.ownerUrl, { max: 4, onnotice: () => undefined });
  const db = options.database?.(fresh.ownerUrl, fresh.appUrl)
    ?? openDatabase({ url: fresh.appUrl, max: options.pool ?? 6, applicationName: 'desk', statementTimeoutMs: 20_000, lockTimeoutMs: 15_000 });
  let shift = 0;
  const now = (): Date => new Date(Date.now() + shift);
  const people = new Map<string, Actor>();
  const organisations = { provider: newId(), otherProvider: newId(), department: newId(), platform: PLATFORM };
  const competencyId = await populate(owner, organisations);
  const actor = (who: string): Actor => {
    const found = people.get(who);
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    return found;
  };
  const userId = (who: string): string => {
    const found = actor(who);
    if (found.kind !== 'person') throw new Error(`${who} is no person`);
    return found.userId;
  };
  const as = (who: string): Ctx => ({
    actor: who === 'visitor' ? { kind: 'visitor' } : actor(who), db, now, requestId: 'desk', log: pino({ level: 'silent' }),
  });
  const enlist: Desk['enlist'] = async (who, place, roles, specialisms = []) => {
    people.set(who, await addPerson(owner, people.get(who), who, { organisationId: organisations[place], kind: KINDS[place] }, roles, specialisms));
  };
  for (const [who, place, roles, specialisms] of CAST) await enlist(who, place, roles, specialisms);
  people.set('nobody', { kind: 'person', userId: newId(), email: 'nobody@example.in', name: 'nobody', membership: null });
  const desk: Desk = {
    db, owner, ownerUrl: fresh.ownerUrl, organisations, as, userId, enlist,
    clock: { now, advance: (ms) => { shift += ms; } },
    policy: (stages, { autoPublish = false } = {}) => addPolicy(owner, stages, autoPublish),
    draft: () => addDraft(owner, organisations.provider, userId('author'), competencyId),
    inReview: async () => {
      const draft = await desk.draft();
      done(await courseVersionSubmit(as('admin'), { courseVersionId: publicId('course_version', draft.versionId) }));
      return draft;
    },
    stage: async (versionId, position) => {
      const rows = await owner<{ id: string; state: string; roundId: string; roundState: string }[]>`
        select s.id, s.state, r.id as "roundId", r.state as "roundState" from review_round r join review_stage s on s.round_id = r.id
        where r.course_version_id = ${versionId} and s.position = ${position} order by r.number desc limit 1`;
      const [row] = rows;
      if (row === undefined) throw new Error('no such stage');
      return row;
    },
    versionState: async (versionId) => (await owner<{ state: string }[]>`select state from course_version where id = ${versionId}`)[0]?.state ?? 'none',
    close: async () => {
      await db.close();
      await owner.end();
      await fresh.drop();
    },
  };
  return desk;
}

async function populate(owner: Sql, organisations: Readonly<Record<Place, string>>): Promise<string> {
  await owner`insert into indian_state (code, name) values ('29', 'Karnataka') on conflict do nothing`;
  const [body, framework, competency] = [newId(), newId(), newId()];
  await owner`insert into government_body (id, code, name, kind) values (${body}, 'DESK', 'Ministry of Desks', 'MINISTRY')`;
  for (const place of ['provider', 'otherProvider', 'department'] as const) {
    const provider = KINDS[place] === 'PROVIDER';
    await owner`insert into organisation (id, kind, state, name, slug, state_code, registration_kind, registration_number, government_body_id, applied_at)
      values (${organisations[place]}, ${KINDS[place]}, 'APPLIED', ${place}, ${place.toLowerCase()}, '29', ${provider ? 'AISHE' : null},
        ${provider ? place : null}, ${provider ? null : body}, now())`;
    await owner`update organisation set state = 'VERIFIED' where id = ${organisations[place]}`;
  }
  await owner`insert into competency_framework (id, code, version, name, source, licence, published_at)
    values (${framework}, 'DESK', '1', 'Desk', 'none', 'none', now())`;
  await owner`insert into competency (id, framework_id, code, kind, area, name) values (${competency}, ${framework}, 'C', 'FUNCTIONAL', 'Office', 'Drafting')`;
  return competency;
}

async function addPerson(
  owner: Sql, known: Actor | undefined, name: string, of: { organisationId: string; kind: OrganisationKind }, roles: readonly Role[],
  specialisms: readonly Specialism[],
): Promise<Actor> {
  const [userId, id] = [known?.kind === 'person' ? known.userId : newId(), newId()];
  await owner`insert into app_user (id, issuer, subject, email, email_verified, name, created_at)
    values (${userId}, 'desk', ${name}, ${`${name}@example.in`}, true, ${name}, now()) on conflict do nothing`;
  await owner`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
    values (${id}, ${userId}, ${of.organisationId}, ${of.kind}, ${`{${roles.join()}}`}::role[], ${`{${specialisms.join()}}`}::specialism[], 'ACTIVE', now())`;
  if (known !== undefined) return known;
  const membership = { id, organisationId: of.organisationId, organisationKind: of.kind, roles: new Set(roles), specialisms: new Set(specialisms) };
  return { kind: 'person', userId, email: `${name}@example.in`, name, membership };
}

let policies = 0;

async function addPolicy(owner: Sql, stages: readonly StageOf[], autoPublish: boolean): Promise<string> {
  const id = newId();
  policies += 1;
  await owner.begin(async (sql: TransactionSql) => {
    await sql`insert into review_policy (id, code, version, name, in_force_from, auto_publish, stage_count, created_at)
      values (${id}, ${`DESK_${policies}`}, 1, 'Desk', clock_timestamp(), ${autoPublish}, ${stages.length}, now())`;
    for (const [index, { specialism, approvals = 1, days = 3, rubric = ['Accuracy', 'Clarity'] }] of stages.entries()) {
      await sql`insert into review_policy_stage (policy_id, position, specialism, approvals_required, days_allowed, rubric)
        values (${id}, ${index + 1}, ${specialism}, ${approvals}, ${days}, ${[...rubric]})`;
    }
  });
  return id;
}

async function addDraft(owner: Sql, providerId: string, authorId: string, competencyId: string): Promise<Draft> {
  const [courseId, versionId, moduleId, itemId] = [newId(), newId(), newId(), newId()];
  await owner`insert into course (id, provider_id, slug, created_by, created_at) values (${courseId}, ${providerId}, ${courseId}, ${authorId}, now())`;
  await owner`insert into course_version (id, course_id, provider_id, number, state, revision, title, summary, description, languages, level,
      duration_seconds, captions, transcript, sign_language, licence, inclusion, created_by, created_at, updated_at)
    values (${versionId}, ${courseId}, ${providerId}, 1, 'DRAFT', 1, 'Noting and drafting', 'How notes are written on files.', 'For all.', '{en}',
      'FOUNDATION', 1800, true, true, false, 'CC_BY_4_0', 'SUBSCRIPTION', ${authorId}, now(), now())`;
  await owner`insert into module (id, course_version_id, lineage_id, position, title, summary) values (${moduleId}, ${versionId}, ${newId()}, 0, 'Notes', '')`;
  await owner`insert into content_item (id, course_version_id, module_id, lineage_id, position, kind, title, url, duration_seconds)
    values (${itemId}, ${versionId}, ${moduleId}, ${newId()}, 0, 'VIDEO', 'Lesson', ${`https://content.example.in/${itemId}`}, 1800)`;
  await owner`insert into course_version_competency (course_version_id, competency_id, level) values (${versionId}, ${competencyId}, 2)`;
  return { courseId, versionId, moduleId, itemId, competencyId };
}

export const TWO_STAGES: readonly StageOf[] = [{ specialism: 'COMPLIANCE', days: 3 }, { specialism: 'CONTENT', days: 7 }];

/** What approves by the rubric of the desk's policies. */
export const FULL_SCORES = [{ criterion: 'Accuracy', score: 4 }, { criterion: 'Clarity', score: 5 }];

/** A curator claims a stage and gives the public id of his assignment. */
export async function claim(desk: Desk, who: string, versionId: string, position = 1): Promise<string> {
  const { id } = await desk.stage(versionId, position);
  const { reviewAssignmentId } = done(await reviewAssignmentClaim(desk.as(who), { reviewStageId: publicId('review_stage', id) }));
  return publicId('review_assignment', reviewAssignmentId);
}

/** A curator claims a stage and decides on it. */
export async function claimAndDecide(desk: Desk, who: string, versionId: string, position: number, verdict: Verdict = 'APPROVE'): Promise<void> {
  const reviewAssignmentId = await claim(desk, who, versionId, position);
  done(await reviewDecide(desk.as(who), { reviewAssignmentId, verdict, reason: 'Judged.', scores: FULL_SCORES }));
}

/** Two stages approved by two curators. */
export async function approveAll(desk: Desk, versionId: string): Promise<void> {
  await claimAndDecide(desk, 'compliance', versionId, 1);
  await claimAndDecide(desk, 'content', versionId, 2);
}

/** The result of a use case that must not be refused. */
export function done<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Error(`refused: ${JSON.stringify(outcome.errors)}`);
  return outcome;
}

/** Code and path of each error of a use case that must be refused. */
export function told(outcome: Outcome<unknown>): string[] {
  if (!isRefused(outcome)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  return outcome.errors.map(({ code, path }) => [code, ...path].join(' '));
}

export const unknownId = (prefix: IdPrefix): string => publicId(prefix, newId());

const TABLES = [
  'course_version', 'review_policy', 'review_policy_stage', 'review_round', 'review_stage', 'review_assignment', 'decision', 'finding',
  'finding_message', 'audit_event', 'catalogue_entry',
];

/** A digest of everything that a review can change, events included: the same before and after means nothing changed. */
export async function digest(owner: Sql): Promise<string> {
  const parts = TABLES.map((table) => `(select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${table} t)`);
  const [row] = await owner.unsafe<{ d: string }[]>(
    `select concat_ws('/', ${parts.join(', ')}, (select count(*) from graphile_worker._private_jobs)) as d`);
  return row?.d ?? '';
}
