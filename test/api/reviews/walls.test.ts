import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseErrorOf } from '../../../src/db/errors.js';
import { courseVersionWithdraw } from '../../../src/domain/catalogue/courseVersionWithdraw.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { reviewAssignmentAssign } from '../../../src/domain/reviews/reviewAssignmentAssign.js';
import { reviewAssignmentClaim } from '../../../src/domain/reviews/reviewAssignmentClaim.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import type { Lifecycle } from '../../../src/lib/lifecycle.js';
import {
  FINDING_LIFECYCLE, REVIEW_ASSIGNMENT_LIFECYCLE, REVIEW_ROUND_LIFECYCLE, REVIEW_STAGE_LIFECYCLE,
} from '../../../src/domain/reviews/lifecycle.js';
import { approveAll, claim, claimAndDecide, done, FULL_SCORES, openDesk, told, TWO_STAGES, type Desk } from './desk.js';
import { force } from './force.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.policy(TWO_STAGES);
});
afterAll(() => desk.close());

/** What the database says to a statement of the application's role, acting for the platform: a constraint, a code, or null. */
async function asApp(work: (sql: TransactionSql) => Promise<unknown>): Promise<string | null> {
  try {
    await desk.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'staff', true), set_config('app.organisation_id', ${desk.organisations.platform}, true)`;
      await work(sql);
    });
    return null;
  } catch (error) {
    const fault = databaseErrorOf(error);
    if (fault === null) throw error;
    return fault.constraint ?? fault.code;
  }
}

const assign = (stageId: string, who: string) => (sql: TransactionSql): Promise<unknown> => sql`
  insert into review_assignment (id, stage_id, round_id, provider_id, curator_id, assigned_by, state, created_at)
  select ${newId()}, s.id, s.round_id, s.provider_id, ${desk.userId(who)}, ${desk.userId(who)}, 'ACTIVE', now() from review_stage s where s.id = ${stageId}`;

const decide = (assignmentId: string, who: string, verdict = 'APPROVE') => (sql: TransactionSql): Promise<unknown> => sql`
  insert into decision (id, assignment_id, stage_id, round_id, course_version_id, provider_id, curator_id, verdict, reason, scores, decided_at)
  select ${newId()}, a.id, a.stage_id, a.round_id, r.course_version_id, a.provider_id, ${desk.userId(who)}, ${verdict}, 'By hand.', '{}', now()
  from review_assignment a join review_round r on r.id = a.round_id where a.id = ${assignmentId}`;

async function ids(versionId: string): Promise<{ stage1: string; stage2: string; roundId: string; publicStage1: string; publicStage2: string }> {
  const [one, two] = [await desk.stage(versionId, 1), await desk.stage(versionId, 2)];
  const publicStage = (id: string): string => publicId('review_stage', id);
  return { stage1: one.id, stage2: two.id, roundId: one.roundId, publicStage1: publicStage(one.id), publicStage2: publicStage(two.id) };
}

describe('conflict of interest', () => {
  test('a member of the submitting provider reviews nothing of it, by API and by SQL', async () => {
    await desk.enlist('double', 'platform', ['CURATOR'], ['COMPLIANCE', 'CONTENT']);
    await desk.enlist('double', 'provider', ['AUTHOR']);
    const { versionId } = await desk.inReview();
    const { stage1, publicStage1 } = await ids(versionId);
    expect(told(await reviewAssignmentClaim(desk.as('double'), { reviewStageId: publicStage1 }))).toEqual(['CONFLICT_OF_INTEREST']);
    expect(told(await reviewAssignmentAssign(desk.as('chief'), { reviewStageId: publicStage1, curatorId: publicId('user', desk.userId('double')) })))
      .toEqual(['CONFLICT_OF_INTEREST input curatorId']);
    expect(await asApp(assign(stage1, 'double'))).toBe('review_conflict_of_interest');
  });

  test('nor does a curator who joined the provider after he was put on the stage', async () => {
    await desk.enlist('joiner', 'platform', ['CURATOR'], ['COMPLIANCE']);
    const { versionId } = await desk.inReview();
    const reviewAssignmentId = await claim(desk, 'joiner', versionId);
    await desk.enlist('joiner', 'provider', ['AUTHOR']);
    expect(told(await reviewDecide(desk.as('joiner'), { reviewAssignmentId, verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES })))
      .toEqual(['CONFLICT_OF_INTEREST']);
    expect(told(await findingCreate(desk.as('joiner'), {
      courseVersionId: publicId('course_version', versionId), path: 'title', severity: 'MINOR', body: 'No.',
    }))).toEqual(['CONFLICT_OF_INTEREST']);
    const [row] = await desk.owner<{ id: string }[]>`select id from review_assignment where curator_id = ${desk.userId('joiner')}`;
    expect(await asApp(decide(row?.id ?? '', 'joiner'))).toBe('review_conflict_of_interest');
  });

  test('an approval does not count once its curator is of the provider', async () => {
    await desk.enlist('turncoat', 'platform', ['CURATOR'], ['COMPLIANCE']);
    const { versionId } = await desk.inReview();
    await claimAndDecide(desk, 'turncoat', versionId, 1);
    await desk.enlist('turncoat', 'provider', ['AUTHOR']);
    const reviewAssignmentId = await claim(desk, 'content', versionId, 2);
    expect(told(await reviewDecide(desk.as('content'), { reviewAssignmentId, verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES })))
      .toEqual(['BLOCKED']);
    expect(await desk.versionState(versionId)).toBe('IN_REVIEW');
  });
});

describe('four eyes', () => {
  test('one person acts on one stage of a round, by API and by SQL', async () => {
    const { versionId } = await desk.inReview();
    await claimAndDecide(desk, 'everything', versionId, 1);
    const { stage2, publicStage2 } = await ids(versionId);
    expect(told(await reviewAssignmentClaim(desk.as('everything'), { reviewStageId: publicStage2 }))).toEqual(['FOUR_EYES']);
    expect(told(await reviewAssignmentAssign(desk.as('chief'), { reviewStageId: publicStage2, curatorId: publicId('user', desk.userId('everything')) })))
      .toEqual(['FOUR_EYES input curatorId']);
    expect(await asApp(assign(stage2, 'everything'))).toBe('review_assignment_one_stage');
  });

  test('a decision is the assigned curator\'s, once, and on an active stage', async () => {
    const { versionId } = await desk.inReview();
    await claim(desk, 'compliance', versionId);
    const { stage2 } = await ids(versionId);
    const [mine] = await desk.owner<{ id: string }[]>`select a.id from review_assignment a join review_round r on r.id = a.round_id
      where r.course_version_id = ${versionId}`;
    expect(await asApp(decide(mine?.id ?? '', 'compliance2'))).toBe('decision_by_assigned_curator');
    expect(await asApp(assign(stage2, 'content'))).toBe(null);
    const [waiting] = await desk.owner<{ id: string }[]>`select id from review_assignment where stage_id = ${stage2}`;
    expect(await asApp(decide(waiting?.id ?? '', 'content'))).toBe('review_stage_closed');
    expect(await asApp(async (sql) => {
      await decide(mine?.id ?? '', 'compliance')(sql);
      await decide(mine?.id ?? '', 'compliance')(sql);
    })).toBe('decision_assignment_key');
  });
});

describe('what the application\'s role cannot write', () => {
  test('an approval that is not there', async () => {
    const { versionId } = await desk.inReview();
    const { roundId } = await ids(versionId);
    const set = (assignments: string) => asApp((sql) => sql.unsafe(`update course_version set ${assignments} where id = '${versionId}'`));
    expect(await set(`state = 'APPROVED', approved_round_id = '${roundId}'`)).toBe('course_version_approvals');
    expect(await set(`state = 'PUBLISHED', published_at = now()`)).toBe('lifecycle_illegal_move');
    expect(await asApp((sql) => sql`update review_round set state = 'APPROVED' where id = ${roundId}`)).toBe('course_version_approvals');
    await claimAndDecide(desk, 'compliance', versionId, 1);
    expect(await asApp((sql) => sql`update review_round set state = 'APPROVED' where id = ${roundId}`)).toBe('course_version_approvals');
    expect(await set(`state = 'APPROVED', approved_round_id = '${roundId}'`)).toBe('course_version_approvals');
  });

  test('a publication of what is approved no more', async () => {
    const { versionId } = await desk.inReview();
    await approveAll(desk, versionId);
    const { roundId } = await ids(versionId);
    expect(await asApp((sql) => sql`insert into finding (id, course_version_id, provider_id, round_id, stage_id, path, severity, state, body, raised_by, raised_at)
      select ${newId()}, ${versionId}, s.provider_id, s.round_id, s.id, 'title', 'BLOCKER', 'OPEN', 'By hand.', ${desk.userId('content')}, now()
      from review_stage s where s.round_id = ${roundId} and s.position = 1`)).toBe('finding_version_open');
    done(await courseVersionWithdraw(desk.as('admin'), { courseVersionId: publicId('course_version', versionId) }));
    expect(await asApp((sql) => sql`update course_version set state = 'PUBLISHED', published_at = now(), approved_round_id = ${roundId}
      where id = ${versionId}`)).toBe('lifecycle_illegal_move');
    expect(await asApp((sql) => sql`update review_round set state = 'APPROVED' where id = ${roundId}`)).toBe('lifecycle_illegal_move');
  });

  test('another policy, decision or quorum', async () => {
    const { versionId } = await desk.inReview();
    await claimAndDecide(desk, 'compliance', versionId, 1);
    const policyId = await desk.policy(TWO_STAGES);
    const statements: Record<string, string> = {
      'update review_policy set auto_publish = true': '42501',
      'delete from review_policy_stage': '42501',
      [`insert into review_policy_stage values ('${policyId}', 3, 'CONTENT', 1, 1, '{A}')`]: 'review_policy_in_force',
      [`update review_round set policy_id = '${policyId}'`]: '42501',
      'update review_stage set approvals_required = 1': '42501',
      'insert into review_stage (round_id, provider_id, position, specialism, approvals_required, days_allowed, rubric, state) select round_id, provider_id, 9, specialism, 1, 1, rubric, \'WAITING\' from review_stage': '42501',
      'update decision set verdict = \'APPROVE\'': '42501',
      'delete from decision': '42501',
      'update finding set severity = \'MINOR\'': '42501',
      'delete from finding': '42501',
      'update finding_message set body = \'\'': '42501',
    };
    for (const [statement, answer] of Object.entries(statements)) {
      expect([statement, await asApp((sql) => sql.unsafe(statement))]).toEqual([statement, answer]);
    }
  });

  test('what belongs to another provider', async () => {
    const { versionId } = await desk.inReview();
    const seen = await desk.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'organisation', true), set_config('app.organisation_id', ${desk.organisations.otherProvider}, true)`;
      const rounds = await sql`select 1 from review_round where course_version_id = ${versionId}`;
      const updated = await sql`update review_round set state = 'WITHDRAWN' where course_version_id = ${versionId} returning id`;
      return rounds.length + updated.length;
    });
    expect(seen).toBe(0);
  });
});

const MACHINES: Readonly<Record<string, Lifecycle>> = {
  review_round: REVIEW_ROUND_LIFECYCLE, review_stage: REVIEW_STAGE_LIFECYCLE, review_assignment: REVIEW_ASSIGNMENT_LIFECYCLE, finding: FINDING_LIFECYCLE,
};

describe.each(Object.entries(MACHINES))('the lifecycle of a %s', (table, lifecycle) => {
  test('has no way past its table, nor another beginning, for the application\'s role', async () => {
    const { versionId } = await desk.inReview();
    await claim(desk, 'compliance', versionId);
    done(await findingCreate(desk.as('compliance'), { courseVersionId: publicId('course_version', versionId), path: 'title', severity: 'MINOR', body: 'x' }));
    const [row] = await desk.owner.unsafe<{ id: string }[]>(`select id from ${table} order by id desc limit 1`);
    const id = row?.id ?? '';
    const states = Object.keys(lifecycle);
    const got: string[] = [];
    for (const from of states) {
      await force(desk.owner, `update ${table} set state = '${from}' where id = '${id}'`);
      const legal = Object.values(lifecycle[from] ?? {});
      for (const to of states.filter((each) => each !== from && !legal.includes(each))) {
        const said = await asApp((sql) => sql.unsafe(`update ${table} set state = '${to}' where id = '${id}'`));
        if (said !== 'lifecycle_illegal_move') got.push(`${from} to ${to}: ${said ?? 'done'}`);
      }
    }
    expect(got).toEqual([]);
    // What nothing leads to is where it begins.
    expect(states.filter((state) => !Object.values(lifecycle).some((moves) => Object.values(moves).includes(state))))
      .toEqual(table === 'finding' ? [] : [states[0]]);
  });
});
