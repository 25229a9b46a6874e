import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingAnswer } from '../../../src/domain/reviews/findingAnswer.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { findingReopen } from '../../../src/domain/reviews/findingReopen.js';
import { findingResolve } from '../../../src/domain/reviews/findingResolve.js';
import { FINDING_LIFECYCLE, REVIEW_ASSIGNMENT_LIFECYCLE, REVIEW_STAGE_LIFECYCLE } from '../../../src/domain/reviews/lifecycle.js';
import { reviewAssignmentAssign } from '../../../src/domain/reviews/reviewAssignmentAssign.js';
import { reviewAssignmentClaim } from '../../../src/domain/reviews/reviewAssignmentClaim.js';
import { reviewAssignmentRelease } from '../../../src/domain/reviews/reviewAssignmentRelease.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { COURSE_VERSION_LIFECYCLE } from '../../../src/domain/catalogue/lifecycle.js';
import type { Ctx } from '../../../src/context.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { statesOf } from '../../../src/lib/lifecycle.js';
import { isRefused, type Outcome } from '../../../src/lib/refusal.js';
import { claim, digest, done, openDesk, TWO_STAGES, type Desk } from './desk.js';
import { force } from './force.js';

/** Who may not know of the provider's reviews at all. */
const STRANGERS = ['otherAuthor', 'otherAdmin', 'procurement', 'approving', 'training', 'learner', 'finance', 'nobody', 'visitor'];
/** Who sees them and never acts on them. */
const READERS = ['platformAdmin', 'auditor'];
const MEMBERS = ['author', 'admin'];
const CURATORS = ['compliance', 'compliance2', 'content', 'content2', 'everything'];
/** A curator, and a chief curator, who are members of the submitting provider too. */
const TORN = ['torn', 'tornChief'];
const EVERYONE = [...STRANGERS, ...READERS, ...MEMBERS, ...CURATORS, ...TORN, 'chief'];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const all = ['COMPLIANCE', 'CONTENT', 'COMPETENCY', 'ACCESSIBILITY'] as const;
  await desk.enlist('torn', 'platform', ['CURATOR'], all);
  await desk.enlist('torn', 'provider', ['AUTHOR']);
  await desk.enlist('tornChief', 'platform', ['CHIEF_CURATOR'], all);
  await desk.enlist('tornChief', 'provider', ['PROVIDER_ADMIN']);
  await desk.policy(TWO_STAGES.map((stage) => ({ ...stage, approvals: 2 })));
});
afterAll(() => desk.close());

/** The state that the round of a version in a state is in. */
const ROUND_OF: Readonly<Record<string, string>> = { IN_REVIEW: 'OPEN', DRAFT: 'WITHDRAWN', REJECTED: 'REJECTED' };

type Expected = (who: string) => string;
type Act = (ctx: Ctx) => Promise<Outcome<unknown>>;

/** Lets everybody try; whoever is refused must have changed nothing. A success is followed by a new arrangement. */
async function everybody(arrange: () => Promise<Act>, expected: Expected): Promise<void> {
  const got: Record<string, string> = {};
  let act = await arrange();
  let before = await digest(desk.owner);
  for (const who of EVERYONE) {
    const outcome = await act(desk.as(who));
    const after = await digest(desk.owner);
    if (isRefused(outcome)) {
      got[who] = outcome.errors[0]?.code ?? '';
      if (after !== before) got[who] += ' and changed something';
    } else {
      got[who] = 'OK';
      act = await arrange();
      before = await digest(desk.owner);
    }
  }
  expect(got).toEqual(Object.fromEntries(EVERYONE.map((who) => [who, expected(who)])));
}

/** What whoever is no curator gets, and curators in conflict; null for the others. */
function outsider(who: string, torn = 'CONFLICT_OF_INTEREST'): string | null {
  if (STRANGERS.includes(who)) return 'NOT_FOUND';
  if (READERS.includes(who) || MEMBERS.includes(who)) return 'FORBIDDEN';
  return TORN.includes(who) ? torn : null;
}

interface Review { readonly versionId: string; readonly stageId: string; readonly assignmentId: string; readonly findingId: string }

/** A version in review, 'compliance' on its first stage, and a finding. */
async function review(): Promise<Review> {
  const { versionId } = await desk.inReview();
  const assignmentId = await claim(desk, 'compliance', versionId);
  const { findingId } = done(await findingCreate(desk.as('compliance'), {
    courseVersionId: publicId('course_version', versionId), path: 'title', severity: 'MINOR', body: 'Unclear.',
  }));
  const { id } = await desk.stage(versionId, 1);
  return { versionId, stageId: publicId('review_stage', id), assignmentId, findingId: publicId('finding', findingId) };
}

describe.each(statesOf(COURSE_VERSION_LIFECYCLE))('findings of a version that is %s', (versionState) => {
  describe.each(statesOf(FINDING_LIFECYCLE))('and are %s', (state) => {
    const arrange = (act: (ctx: Ctx, findingId: string) => Promise<Outcome<unknown>>) => async (): Promise<Act> => {
      const { versionId, findingId } = await review();
      await force(desk.owner, `update finding set state = '${state}' where course_version_id = '${versionId}'`,
        `update review_round set state = '${ROUND_OF[versionState] ?? 'APPROVED'}' where course_version_id = '${versionId}'`,
        `update course_version set state = '${versionState}', published_at = now() where id = '${versionId}'`);
      return (ctx) => act(ctx, findingId);
    };

    test('findingAnswer', () => everybody(arrange((ctx, findingId) => findingAnswer(ctx, { findingId, body: 'Yes.' })), (who) => {
      if (MEMBERS.includes(who)) return versionState === 'DRAFT' || versionState === 'IN_REVIEW' ? 'OK' : 'ILLEGAL_STATE';
      return outsider(who, 'FORBIDDEN') ?? 'FORBIDDEN';
    }));

    test('findingResolve', () => everybody(arrange((ctx, findingId) => findingResolve(ctx, { findingId })), (who) => {
      const may = who === 'chief' || (who === 'compliance' && versionState === 'IN_REVIEW');
      return outsider(who) ?? (!may ? 'FORBIDDEN' : state === 'OPEN' ? 'OK' : 'ILLEGAL_STATE');
    }));

    test('findingReopen', () => everybody(arrange((ctx, findingId) => findingReopen(ctx, { findingId, reason: 'No.' })), (who) => {
      const open = ['DRAFT', 'IN_REVIEW', 'APPROVED'].includes(versionState);
      return outsider(who) ?? (state === 'RESOLVED' && open ? 'OK' : 'ILLEGAL_STATE');
    }));
  });
});

describe.each(statesOf(REVIEW_STAGE_LIFECYCLE))('a stage that is %s', (state) => {
  const arrange = (act: (ctx: Ctx, stage: Review) => Promise<Outcome<unknown>>) => async (): Promise<Act> => {
    const made = await review();
    await force(desk.owner, `update review_stage set state = '${state}' from review_round r
      where r.id = round_id and position = 1 and r.course_version_id = '${made.versionId}'`);
    return (ctx) => act(ctx, made);
  };

  test('reviewAssignmentClaim', () => everybody(arrange((ctx, { stageId }) => reviewAssignmentClaim(ctx, { reviewStageId: stageId })), (who) => {
    if (who.startsWith('content')) return 'FORBIDDEN';
    return outsider(who) ?? (state === 'ACTIVE' && who !== 'compliance' ? 'OK' : 'ILLEGAL_STATE');
  }));

  test('reviewAssignmentAssign', () => everybody(arrange((ctx, { stageId }) => reviewAssignmentAssign(ctx, {
    reviewStageId: stageId, curatorId: publicId('user', desk.userId('everything')),
  })), (who) => {
    if (who === 'tornChief') return 'CONFLICT_OF_INTEREST';
    return outsider(who, 'FORBIDDEN') ?? (who !== 'chief' ? 'FORBIDDEN' : state === 'ACTIVE' || state === 'WAITING' ? 'OK' : 'ILLEGAL_STATE');
  }));

  test('findingCreate', () => everybody(arrange((ctx, { versionId }) => findingCreate(ctx, {
    courseVersionId: publicId('course_version', versionId), path: 'summary', severity: 'MAJOR', body: 'Too short.',
  })), (who) => {
    if (STRANGERS.includes(who) || READERS.includes(who) || MEMBERS.includes(who)) return outsider(who) ?? '';
    // Without an active stage there is nothing to be in conflict with.
    if (state !== 'ACTIVE') return 'ILLEGAL_STATE';
    return outsider(who) ?? (who === 'compliance' ? 'OK' : 'FORBIDDEN');
  }));

  test('reviewDecide', () => everybody(arrange((ctx, { assignmentId }) => reviewDecide(ctx, {
    reviewAssignmentId: assignmentId, verdict: 'REJECT', reason: 'No.',
  })), (who) => outsider(who, 'FORBIDDEN') ?? (who !== 'compliance' ? 'FORBIDDEN' : state === 'ACTIVE' ? 'OK' : 'ILLEGAL_STATE')));
});

describe.each(statesOf(REVIEW_ASSIGNMENT_LIFECYCLE))('an assignment that is %s', (state) => {
  const arrange = (act: (ctx: Ctx, assignmentId: string) => Promise<Outcome<unknown>>) => async (): Promise<Act> => {
    const { versionId, assignmentId } = await review();
    await force(desk.owner, `update review_assignment a set state = '${state}' from review_round r
      where r.id = a.round_id and r.course_version_id = '${versionId}'`);
    return (ctx) => act(ctx, assignmentId);
  };

  test('reviewDecide', () => everybody(arrange((ctx, reviewAssignmentId) => reviewDecide(ctx, {
    reviewAssignmentId, verdict: 'REQUEST_CHANGES', reason: 'See the finding.',
  })), (who) => outsider(who, 'FORBIDDEN') ?? (who !== 'compliance' ? 'FORBIDDEN' : state === 'ACTIVE' ? 'OK' : 'ILLEGAL_STATE')));

  test('reviewAssignmentRelease', () => everybody(arrange((ctx, reviewAssignmentId) => reviewAssignmentRelease(ctx, { reviewAssignmentId })), (who) => {
    if (who === 'tornChief') return 'CONFLICT_OF_INTEREST';
    const may = who === 'compliance' || who === 'chief';
    return outsider(who, 'FORBIDDEN') ?? (!may ? 'FORBIDDEN' : state === 'ACTIVE' ? 'OK' : 'ILLEGAL_STATE');
  }));
});

test('a use case knows nothing of ids that name nothing', async () => {
  const id = publicId('finding', newId());
  for (const who of EVERYONE) {
    const outcome = await findingAnswer(desk.as(who), { findingId: id, body: 'Yes.' });
    expect(isRefused(outcome) && outcome.errors[0]?.code).toBe('NOT_FOUND');
  }
});
