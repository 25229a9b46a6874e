import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseErrorOf } from '../../../src/db/errors.js';
import { newId, uuidOf } from '../../../src/lib/ids.js';
import { ORGANISATIONS, setStage, userIdOf, type Draft, type Stage } from './stage.js';
import { everything, putInState, type Situation } from './states.js';

type Scope = 'visitor' | 'own' | 'other' | 'staff' | 'system';

let stage: Stage;
let draft: Draft;
let version: string;
beforeAll(async () => {
  stage = await setStage();
});
beforeEach(async () => {
  draft = await stage.draft();
  version = uuidOf('course_version', draft.courseVersionId) ?? '';
});
afterAll(() => stage.close());

/** Runs a statement as the application's role, however it says it acts: its error, or how many rows it met. */
async function attack(scope: Scope, work: (sql: TransactionSql) => Promise<{ count: number }>): Promise<string | number> {
  const organisation = scope === 'own' ? ORGANISATIONS.provider : scope === 'other' ? ORGANISATIONS.otherProvider : '';
  const said = scope === 'own' || scope === 'other' ? 'organisation' : scope;
  try {
    return await stage.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', ${said}, true), set_config('app.organisation_id', ${organisation}, true),
        set_config('app.user_id', ${userIdOf('admin')}, true)`;
      return (await work(sql)).count;
    });
  } catch (error) {
    const fault = databaseErrorOf(error);
    if (fault === null) throw error;
    return fault.constraint ?? fault.code;
  }
}

/** The attack must fail, in every scope that sees the row, and change nothing. */
async function refused(work: (sql: TransactionSql) => Promise<{ count: number }>, scopes: readonly Scope[] = ['own', 'staff', 'system']): Promise<string[]> {
  const before = await everything(stage, draft.courseId);
  const answers: string[] = [];
  for (const scope of scopes) {
    const answer = await attack(scope, work);
    expect(typeof answer === 'string' || answer === 0, `${scope}: ${answer}`).toBe(true);
    answers.push(String(answer));
  }
  expect(await everything(stage, draft.courseId)).toBe(before);
  return answers;
}

const publish = (sql: TransactionSql): Promise<{ count: number }> =>
  sql`update course_version set state = 'PUBLISHED', published_at = now() where id = ${version}`;

describe('publication by SQL', () => {
  it.each(['DRAFT', 'DRAFT_RETURNED', 'IN_REVIEW', 'REJECTED', 'SUPERSEDED', 'RETIRED'] as const)('is no move from %s', async (situation) => {
    await putInState(stage, draft.courseVersionId, situation);
    expect(new Set(await refused(publish))).toEqual(new Set(['lifecycle_illegal_move']));
  });

  it.each(['APPROVED', 'SUSPENDED'] as const)('from %s needs the approvals to be there', async (situation) => {
    await putInState(stage, draft.courseVersionId, situation);
    await asOwner('decision', (sql) => sql`delete from decision where course_version_id = ${version} and curator_id = ${userIdOf('curator2')}`);
    expect(new Set(await refused(publish))).toEqual(new Set(['course_version_approvals']));
  });

  it.each(['APPROVED', 'SUSPENDED'] as const)('from %s counts no approval of a member of the provider', async (situation) => {
    await putInState(stage, draft.courseVersionId, situation);
    await asOwner('decision', (sql) => sql`update decision set curator_id = ${userIdOf('admin')} where course_version_id = ${version} and curator_id = ${userIdOf('curator2')}`);
    expect(new Set(await refused(publish))).toEqual(new Set(['course_version_approvals']));
  });

  it.each(['APPROVED', 'SUSPENDED'] as const)('from %s is stopped by an open BLOCKER, and by a suspended provider', async (situation) => {
    await putInState(stage, draft.courseVersionId, situation);
    await stage.owner`update organisation set state = 'SUSPENDED', state_reason = 'x' where id = ${ORGANISATIONS.provider}`;
    expect(new Set(await refused(publish))).toEqual(new Set(['course_version_provider_verified']));
    await stage.owner`update organisation set state = 'VERIFIED' where id = ${ORGANISATIONS.provider}`;
    await addFinding();
    expect(new Set(await refused(publish))).toEqual(new Set(['course_version_open_blocker']));
  });

  it('cannot be had by a new version that is born published or approved', async () => {
    for (const state of ['PUBLISHED', 'APPROVED', 'IN_REVIEW', 'SUSPENDED']) {
      await putInState(stage, draft.courseVersionId, 'REJECTED');
      expect(new Set(await refused((sql) => sql`
        insert into course_version (id, course_id, provider_id, number, state, revision, title, summary, description, languages, level,
          duration_seconds, captions, transcript, sign_language, licence, inclusion, created_by, created_at, updated_at, published_at)
        select ${newId()}, v.course_id, v.provider_id, 9, ${state}, 1, 'Forged', '', '', '{en}', v.level, 1, true, true, true, v.licence,
          v.inclusion, v.created_by, now(), now(), now() from course_version v where v.id = ${version}`))).toEqual(new Set(['lifecycle_first_state']));
    }
  });

  it('cannot be prepared with approvals that are not its own', async () => {
    const approved = await stage.draft();
    await putInState(stage, approved.courseVersionId, 'APPROVED');
    const [round] = await stage.owner<{ id: string }[]>`select id from review_round where course_version_id = ${uuidOf('course_version', approved.courseVersionId)}`;
    await putInState(stage, draft.courseVersionId, 'IN_REVIEW');
    await refused((sql) => sql`update course_version set state = 'APPROVED', approved_round_id = ${round?.id ?? null} where id = ${version}`);
    await refused((sql) => sql`update course_version set state = 'APPROVED' where id = ${version}`);
    await refused((sql) => sql`update course_version set approved_round_id = ${round?.id ?? null} where id = ${version}`);
    await refused((sql) => sql`update review_round set state = 'APPROVED' where course_version_id = ${version}`);
    await putInState(stage, draft.courseVersionId, 'PUBLISHED');
    await refused((sql) => sql`update course_version set approved_round_id = ${round?.id ?? null} where id = ${version}`);
  });

  it('cannot be had through the catalogue, nor by taking the guards away', async () => {
    await refused((sql) => sql`update catalogue_entry set listed = true where course_version_id = ${version}`);
    await refused((sql) => sql`insert into catalogue_entry (course_id, course_version_id) values (${version}, ${version})`);
    await refused((sql) => sql`insert into guard.lifecycle_move values ('course_version', 'DRAFT', 'PUBLISHED')`);
    await refused((sql) => sql.unsafe('alter table course_version disable trigger all'));
    await refused((sql) => sql.unsafe('set local session_replication_role = replica'));
    await refused((sql) => sql.unsafe('set local role marketplace_guard'));
    await refused((sql) => sql.unsafe('drop trigger b_guard on course_version'));
    await refused((sql) => sql.unsafe('truncate audit_event'));
  });
});

describe('what is frozen', () => {
  it.each(['IN_REVIEW', 'APPROVED', 'PUBLISHED', 'SUSPENDED', 'REJECTED', 'SUPERSEDED', 'RETIRED'] as const satisfies readonly Situation[])(
    'a version that is %s, with all its parts', async (situation) => {
      await putInState(stage, draft.courseVersionId, situation);
      const [module, item] = [uuidOf('module', draft.moduleId) ?? '', uuidOf('content_item', draft.contentItemId) ?? ''];
      const frozen = new Set(['course_version_frozen']);
      expect(new Set(await refused((sql) => sql`update course_version set title = 'Other' where id = ${version}`))).toEqual(frozen);
      expect(new Set(await refused((sql) => sql`update course_version set price_paise = 1, inclusion = 'PRICED' where id = ${version}`))).toEqual(frozen);
      const parts: ((sql: TransactionSql) => Promise<{ count: number }>)[] = [
        (sql) => sql`update module set title = 'Other' where id = ${module}`,
        (sql) => sql`delete from content_item where module_id = ${module}`,
        (sql) => sql`update content_item set url = 'https://elsewhere.example.in/' where id = ${item}`,
        (sql) => sql`insert into module (id, course_version_id, lineage_id, position, title, summary) values (${newId()}, ${version}, ${newId()}, 1, 'x', '')`,
        (sql) => sql`insert into content_item (id, course_version_id, module_id, lineage_id, position, kind, title, url, duration_seconds)
          values (${newId()}, ${version}, ${module}, ${newId()}, 1, 'LINK', 'x', 'https://x.example.in', 0)`,
        (sql) => sql`delete from course_version_competency where course_version_id = ${version}`,
        (sql) => sql`update course_version_competency set level = 5 where course_version_id = ${version}`,
      ];
      for (const part of parts) expect(new Set(await refused(part, ['own', 'system']))).toEqual(frozen);
      for (const part of parts) await refused(part, ['staff', 'other', 'visitor']);
    });

  it('a part stays with its version, and a version with its course', async () => {
    const other = await stage.draft();
    await putInState(stage, other.courseVersionId, 'IN_REVIEW');
    const target = uuidOf('course_version', other.courseVersionId) ?? '';
    await refused((sql) => sql`update module set course_version_id = ${target} where course_version_id = ${version}`);
    await refused((sql) => sql`update course_version set course_id = ${newId()} where id = ${version}`);
    await refused((sql) => sql`update course_version set number = 7 where id = ${version}`);
    await refused((sql) => sql`delete from course_version where id = ${version}`);
    await refused((sql) => sql`update course set provider_id = ${ORGANISATIONS.otherProvider} where id = ${uuidOf('course', draft.courseId)}`);
  });
});

describe('what reviews said', () => {
  it('stands: findings, decisions, rounds, stages and policies', async () => {
    await putInState(stage, draft.courseVersionId, 'IN_REVIEW');
    await addFinding();
    await refused((sql) => sql`delete from finding where course_version_id = ${version}`);
    await refused((sql) => sql`update finding set severity = 'MINOR' where course_version_id = ${version}`);
    await refused((sql) => sql`update finding set body = 'Nothing' where course_version_id = ${version}`);
    await refused((sql) => sql`update review_round set policy_id = ${newId()} where course_version_id = ${version}`);
    await refused((sql) => sql`delete from review_round where course_version_id = ${version}`);
    await refused((sql) => sql`update review_stage set approvals_required = 0 where provider_id = ${ORGANISATIONS.provider}`);
    await refused((sql) => sql`delete from review_stage where provider_id = ${ORGANISATIONS.provider}`);
    await refused((sql) => sql`insert into review_policy_stage (policy_id, position, specialism, approvals_required, days_allowed, rubric)
      values (${stage.policyId}, 3, 'CONTENT', 1, 1, '{x}')`);
    await refused((sql) => sql`update review_policy_stage set approvals_required = 1 where policy_id = ${stage.policyId}`);
    await refused((sql) => sql`update review_policy set auto_publish = true where id = ${stage.policyId}`);
    await refused((sql) => sql`delete from review_policy_stage where policy_id = ${stage.policyId}`);
    await putInState(stage, draft.courseVersionId, 'APPROVED');
    await refused((sql) => sql`update decision set verdict = 'APPROVE', reason = 'Other' where course_version_id = ${version}`);
    await refused((sql) => sql`delete from decision where course_version_id = ${version}`);
    await refused((sql) => sql`update audit_event set reason = 'x'`);
    await refused((sql) => sql`delete from audit_event`);
  });
});

describe('another tenant', () => {
  const TABLES = {
    course: 'id = (select v.course_id from course_version v where v.id = $1)', course_version: 'id = $1', module: 'course_version_id = $1',
    content_item: 'course_version_id = $1', course_version_competency: 'course_version_id = $1', review_round: 'course_version_id = $1',
    review_stage: 'round_id in (select r.id from review_round r where r.course_version_id = $1)', finding: 'course_version_id = $1',
  };

  it.each(['other', 'visitor'] as const)('(%s) sees nothing of what is not published', async (scope) => {
    await putInState(stage, draft.courseVersionId, 'IN_REVIEW');
    await addFinding();
    for (const [table, where] of Object.entries(TABLES)) {
      const count = (sql: TransactionSql): Promise<{ count: number }> => sql.unsafe(`select 1 from ${table} where ${where}`, [version]);
      expect(await attack(scope, count), table).toBe(0);
      expect(await attack('own', count), table).toBeGreaterThan(0);
    }
  });

  it.each(['other', 'visitor'] as const)('(%s) writes nothing, published or not', async (scope) => {
    for (const situation of ['DRAFT', 'PUBLISHED'] as const) {
      await putInState(stage, draft.courseVersionId, situation);
      await refused((sql) => sql`update course_version set state_reason = 'x' where id = ${version}`, [scope]);
      await refused((sql) => sql`update course_version set state = 'RETIRED' where id = ${version}`, [scope]);
      await refused((sql) => sql`update course set slug = 'taken-over' where id = ${uuidOf('course', draft.courseId)}`, [scope]);
      await refused((sql) => sql`insert into module (id, course_version_id, lineage_id, position, title, summary) values (${newId()}, ${version}, ${newId()}, 1, 'x', '')`, [scope]);
      await refused((sql) => sql`insert into course (id, provider_id, slug, created_by, created_at)
        values (${newId()}, ${ORGANISATIONS.provider}, 'smuggled', ${userIdOf('otherAdmin')}, now())`, [scope]);
    }
  });
});

async function addFinding(): Promise<void> {
  await asOwner('finding', (sql) => sql`
    insert into finding (id, course_version_id, provider_id, round_id, stage_id, path, severity, state, body, raised_by, raised_at)
    select ${newId()}, r.course_version_id, r.provider_id, r.id, s.id, 'title', 'BLOCKER', 'OPEN', 'Wrong title.', ${userIdOf('curator')}, now()
    from review_round r join review_stage s on s.round_id = r.id and s.position = 1 where r.course_version_id = ${version}`);
}

/** Arranges what the guards would not let happen. */
async function asOwner(table: 'decision' | 'finding', work: (sql: TransactionSql) => Promise<{ count: number }>): Promise<void> {
  await stage.owner.begin(async (sql) => {
    await sql.unsafe(`alter table ${table} disable trigger user`);
    expect((await work(sql)).count).toBeGreaterThan(0);
    await sql.unsafe(`alter table ${table} enable trigger user`);
  });
}
