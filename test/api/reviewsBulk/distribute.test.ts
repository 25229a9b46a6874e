import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewAssignmentsAssign } from '../../../src/domain/reviews/reviewAssignmentsAssign.js';
import { reviewAssignmentsDistribute } from '../../../src/domain/reviews/reviewAssignmentsDistribute.js';
import { reviewPolicyCreate } from '../../../src/domain/reviews/reviewPolicyCreate.js';
import { newId, publicId, uuidOf } from '../../../src/lib/ids.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { done, given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { unlockedDatabase } from '../reviews/unlocked.js';
import { bulk, counted, enlist, idOf, liveOn, outcomes, queueOf } from './office.js';

let w: World;
beforeAll(async () => {
  w = await world({ pool: 8 });
  // Three curators with COMPLIANCE, whoever else the demonstration has.
  const known = await Promise.all(['curator', 'curator-compliance'].map((who) => w.userId(who)));
  await w.owner`update membership set state = 'ENDED', ended_at = now() where organisation_kind = 'PLATFORM' and 'CURATOR' = any(roles)
    and 'COMPLIANCE' = any(specialisms) and user_id <> all(${known}::uuid[])`;
  await enlist(w, 'second-compliance', ['COMPLIANCE']);
  await enlist(w, 'second-chief', ['COMPLIANCE'], 'CHIEF_CURATOR');
});
afterAll(() => w.close());

/** How many assignments under way each curator has, by name. */
async function loads(): Promise<Record<string, number>> {
  const rows = await w.owner<{ name: string; n: number }[]>`select u.name, count(*)::int as n from review_assignment a join app_user u on u.id = a.curator_id
    where a.state = 'ACTIVE' group by u.name order by u.name`;
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

const distribute = (reviewStageIds: readonly string[], who = 'chief-curator') => bulk(w, who, 'reviewAssignmentsDistribute', { reviewStageIds });

describe('reviewAssignmentsDistribute', () => {
  test('spreads stages evenly over the curators of the specialism, counting what they have already', async () => {
    await given.assignment(w, 'curator');
    await given.assignment(w, 'curator');
    const reviews = await queueOf(w, 7);
    expect(outcomes(await distribute(reviews.map(({ reviewStageId }) => reviewStageId)))).toEqual(Array.from({ length: 7 }, () => 'done'));
    // The chief curators, who have the specialism too, are put on stages by name only.
    expect(await loads()).toEqual({ 'Meera Iyer': 3, 'Rajiv Nair': 3, 'second-compliance': 3 });
  });

  test('leaves out who is of the provider or on another stage, and says where nobody is left', async () => {
    const [review, other] = await queueOf(w, 2);
    if (review === undefined || other === undefined) throw new Error('no queue');
    const organisationId = await w.organisationId('demonstration-institute-of-public-service');
    const ids = [newId(), newId()];
    for (const [index, who] of ['curator-compliance', 'new:second-compliance'].entries()) {
      await w.owner`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
        values (${ids[index] ?? ''}, ${await w.userId(who)}, ${organisationId}, 'PROVIDER', '{AUTHOR}', '{}', 'ACTIVE', now())`;
    }
    const [second] = await w.owner<{ id: string }[]>`select id from review_stage where round_id = ${uuidOf('review_round', review.reviewRoundId)} and position = 2`;
    const secondStage = publicId('review_stage', second?.id ?? '');
    await bulk(w, 'chief-curator', 'reviewAssignmentsAssign', { assignments: [{ reviewStageId: secondStage, curatorId: await idOf(w, 'curator') }] });
    const payload = await distribute([review.reviewStageId, other.reviewStageId, 'nonsense', other.reviewStageId]);
    expect(outcomes(payload)).toEqual([
      'ILLEGAL_STATE input reviewStageIds 0', 'done', 'NOT_FOUND input reviewStageIds 2', 'ILLEGAL_STATE input reviewStageIds 3',
    ]);
    expect(payload.results[0]?.userErrors[0]?.message).toMatch(/^No curator with the specialism COMPLIANCE is free/);
    expect(payload.results[1]?.reviewAssignment?.curator.name).toBe('Meera Iyer');
    await w.owner`delete from membership where id = any(${ids}::uuid[])`;
  });

  test('gives a stage that asks for two curators two different ones, in a fixed number of statements', async () => {
    done(await reviewPolicyCreate(await w.ctx('chief-curator'), {
      code: 'STANDARD', name: 'Two by two', autoPublish: false, stages: [{ specialism: 'COMPLIANCE', approvalsRequired: 2, daysAllowed: 3, rubric: ['Order'] }],
    }));
    const reviews = await queueOf(w, 12);
    const rows = reviews.flatMap(({ reviewStageId }) => [reviewStageId, reviewStageId]);
    const sent = async (reviewStageIds: readonly string[]): Promise<number> => {
      const { ctx, statements } = counted(await w.ctx('chief-curator'));
      done(await reviewAssignmentsDistribute(ctx, { reviewStageIds: [...reviewStageIds] }));
      return statements();
    };
    const few = await sent(rows.slice(0, 2));
    expect(await sent(rows.slice(2))).toBe(few);
    expect(new Set((await liveOn(w, rows)).values())).toEqual(new Set([2]));
    expect(outcomes(await distribute(rows.slice(0, 1)))).toEqual(['ILLEGAL_STATE input reviewStageIds 0']);
  });
});

describe('two chief curators at once', () => {
  test('put no more curators on a stage than it asks for, whatever order they name the stages in', async () => {
    const reviews = await queueOf(w, 50);
    const stageIds = reviews.map(({ reviewStageId }) => reviewStageId);
    const [all, compliance, second] = [await idOf(w, 'curator'), await idOf(w, 'curator-compliance'), await idOf(w, 'new:second-compliance')];
    const chiefs = [await w.ctx('chief-curator'), await w.ctx('new:second-chief')];
    const rows = (reversed: boolean, curatorIds: readonly string[]) => {
      const assignments = stageIds.flatMap((reviewStageId) => curatorIds.map((curatorId) => ({ reviewStageId, curatorId })));
      return reversed ? assignments.reverse() : assignments;
    };
    const answers = await Promise.all(chiefs.flatMap((ctx, index) => [
      reviewAssignmentsAssign(ctx, { assignments: rows(index === 1, index === 0 ? [all, compliance] : [second, all]) }),
      reviewAssignmentsDistribute(ctx, { reviewStageIds: index === 0 ? stageIds : [...stageIds].reverse() }),
    ]));
    const made = answers.flatMap((answer) => {
      if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors));
      return answer.rows.filter(({ id }) => id !== null);
    });
    // 300 rows for 100 seats: no seat is taken twice, and whoever got none is told so.
    const live = await liveOn(w, stageIds);
    expect([...live.values()].filter((n) => n > 2)).toEqual([]);
    expect(made).toHaveLength([...live.values()].reduce((sum, n) => sum + n, 0));
    const codes = new Set(answers.flatMap((answer) => (isRefused(answer) ? [] : answer.rows.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))));
    // BUSY where the machine is so slow that a lock was not had in time; those rows can be given again.
    expect([...codes].filter((code) => code !== 'ILLEGAL_STATE' && code !== 'BUSY')).toEqual([]);
    for (const ctx of [...chiefs, ...chiefs]) await reviewAssignmentsDistribute(ctx, { reviewStageIds: stageIds });
    expect(new Set((await liveOn(w, stageIds)).values())).toEqual(new Set([2]));
  }, 60_000);

  test('put too many on a stage where the row locks are taken out', async () => {
    const db = unlockedDatabase(w.appUrl, 8);
    const pairs = [['curator', 'curator-compliance'], ['new:second-compliance', 'new:second-chief']];
    let most = 0;
    for (let round = 0; round < 10 && most <= 2; round += 1) {
      const stageIds = (await queueOf(w, 5)).map(({ reviewStageId }) => reviewStageId);
      await Promise.all(['chief-curator', 'new:second-chief'].map(async (chief, index) => {
        const curatorIds = await Promise.all((pairs[index] ?? []).map((who) => idOf(w, who)));
        const assignments = stageIds.flatMap((reviewStageId) => curatorIds.map((curatorId) => ({ reviewStageId, curatorId })));
        await reviewAssignmentsAssign({ ...await w.ctx(chief), db }, { assignments });
      }));
      most = Math.max(...(await liveOn(w, stageIds)).values());
    }
    await db.close();
    expect(most).toBeGreaterThan(2);
  }, 60_000);

  test('leave out a review that somebody else holds, and do the others', async () => {
    const reviews = await queueOf(w, 3);
    const held = uuidOf('course_version', reviews[1]?.courseVersionId ?? '') ?? '';
    await w.owner.begin(async (sql) => {
      await sql`select 1 from course_version where id = ${held} for update`;
      const payload = await distribute(reviews.map(({ reviewStageId }) => reviewStageId));
      expect(outcomes(payload)).toEqual(['done', 'BUSY input reviewStageIds 1', 'done']);
    });
    expect(outcomes(await distribute([reviews[1]?.reviewStageId ?? '']))).toEqual(['done']);
  });
});
