import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingAnswer } from '../../../src/domain/reviews/findingAnswer.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { findingReopen } from '../../../src/domain/reviews/findingReopen.js';
import { findingResolve } from '../../../src/domain/reviews/findingResolve.js';
import { reviewAssignmentAssign } from '../../../src/domain/reviews/reviewAssignmentAssign.js';
import { reviewAssignmentClaim } from '../../../src/domain/reviews/reviewAssignmentClaim.js';
import { reviewAssignmentRelease } from '../../../src/domain/reviews/reviewAssignmentRelease.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { reviewPolicyCreate, type ReviewPolicyCreateInput } from '../../../src/domain/reviews/reviewPolicyCreate.js';
import { publicId } from '../../../src/lib/ids.js';
import { claim, digest, done, FULL_SCORES, openDesk, told, TWO_STAGES, unknownId, type Desk, type Draft } from './desk.js';

let desk: Desk;
let draft: Draft;
let version: string;
let assignment: string;
let finding: string;

beforeAll(async () => {
  desk = await openDesk();
  await desk.policy(TWO_STAGES);
  draft = await desk.inReview();
  version = publicId('course_version', draft.versionId);
  assignment = await claim(desk, 'compliance', draft.versionId);
  finding = publicId('finding', done(await findingCreate(desk.as('compliance'), { courseVersionId: version, path: 'title', severity: 'MAJOR', body: 'x' })).findingId);
});
afterAll(() => desk.close());

/** Each wrong input is refused as told, and changes nothing. */
async function refuses(cases: readonly (readonly [() => Promise<unknown>, string[]])[]): Promise<void> {
  const before = await digest(desk.owner);
  for (const [act, expected] of cases) expect(told(await act() as never)).toEqual(expected);
  expect(await digest(desk.owner)).toBe(before);
}

const LONG = 'x'.repeat(4_001);

describe('wrong inputs of', () => {
  test('reviewAssignmentClaim, reviewAssignmentAssign, reviewAssignmentRelease', () => refuses([
    [() => reviewAssignmentClaim(desk.as('compliance2'), { reviewStageId: 'nonsense' }), ['NOT_FOUND input reviewStageId']],
    [() => reviewAssignmentClaim(desk.as('compliance2'), { reviewStageId: version }), ['NOT_FOUND input reviewStageId']],
    [() => reviewAssignmentClaim(desk.as('compliance2'), { reviewStageId: unknownId('review_stage') }), ['NOT_FOUND input reviewStageId']],
    [() => reviewAssignmentAssign(desk.as('chief'), { reviewStageId: unknownId('review_stage'), curatorId: unknownId('user') }), ['NOT_FOUND input reviewStageId']],
    [() => reviewAssignmentRelease(desk.as('chief'), { reviewAssignmentId: 'x'.repeat(101) }), ['INVALID input reviewAssignmentId']],
    [() => reviewAssignmentRelease(desk.as('chief'), { reviewAssignmentId: unknownId('review_assignment') }), ['NOT_FOUND input reviewAssignmentId']],
  ]));

  test('reviewAssignmentAssign: whom', async () => {
    const second = publicId('review_stage', (await desk.stage(draft.versionId, 2)).id);
    const assign = (curatorId: string) => () => reviewAssignmentAssign(desk.as('chief'), { reviewStageId: second, curatorId });
    await refuses([
      [assign(unknownId('user')), ['NOT_FOUND input curatorId']],
      [assign('nonsense'), ['NOT_FOUND input curatorId']],
      [assign(publicId('user', desk.userId('auditor'))), ['INVALID input curatorId']],
      [assign(publicId('user', desk.userId('compliance2'))), ['INVALID input curatorId']],
      [assign(publicId('user', desk.userId('otherAuthor'))), ['INVALID input curatorId']],
    ]);
  });

  test('findingCreate', () => {
    const create = (change: object) => () => findingCreate(desk.as('compliance'), { courseVersionId: version, path: 'title', severity: 'MINOR', body: 'x', ...change });
    const module = publicId('module', draft.moduleId);
    return refuses([
      [create({ courseVersionId: unknownId('course_version') }), ['NOT_FOUND input courseVersionId']],
      [create({ courseVersionId: finding }), ['NOT_FOUND input courseVersionId']],
      [create({ body: '   ' }), ['INVALID input body']],
      [create({ body: LONG }), ['INVALID input body']],
      [create({ body: 'a\u0000b' }), ['INVALID input body']],
      [create({ severity: 'HUGE' }), ['INVALID input severity']],
      [create({ path: '' }), ['INVALID input path']],
      [create({ reviewStageId: unknownId('review_stage') }), ['ILLEGAL_STATE input reviewStageId']],
      [create({ reviewStageId: 'nonsense' }), ['NOT_FOUND input reviewStageId']],
      ...['slug', 'title.x', 'modules.x', `modules.${unknownId('module')}`, `modules.${module}.url`, `modules.${module}.title.x`,
        `items.${module}`, `competencies.${unknownId('competency')}`, `modules.${unknownId('module')}.items.${publicId('content_item', draft.itemId)}.url`]
        .map((path): [() => Promise<unknown>, string[]] => [create({ path }), ['INVALID input path']]),
    ]);
  });

  test('findingAnswer, findingResolve, findingReopen', () => refuses([
    [() => findingAnswer(desk.as('author'), { findingId: finding, body: '' }), ['INVALID input body']],
    [() => findingAnswer(desk.as('author'), { findingId: unknownId('finding'), body: 'x' }), ['NOT_FOUND input findingId']],
    [() => findingResolve(desk.as('compliance'), { findingId: finding, body: LONG }), ['INVALID input body']],
    [() => findingResolve(desk.as('compliance'), { findingId: version }), ['NOT_FOUND input findingId']],
    [() => findingReopen(desk.as('compliance'), { findingId: finding, reason: ' ' }), ['INVALID input reason']],
    [() => findingReopen(desk.as('compliance'), { findingId: finding, reason: 'No.' }), ['ILLEGAL_STATE']],
  ]));

  test('reviewDecide', () => {
    const decide = (change: object) => () =>
      reviewDecide(desk.as('compliance'), { reviewAssignmentId: assignment, verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES, ...change });
    return refuses([
      [decide({ reviewAssignmentId: unknownId('review_assignment') }), ['NOT_FOUND input reviewAssignmentId']],
      [decide({ verdict: 'PERHAPS' }), ['INVALID input verdict']],
      [decide({ reason: '' }), ['INVALID input reason']],
      [decide({ scores: [] }), ['INVALID input scores']],
      [decide({ scores: null }), ['INVALID input scores']],
      [decide({ scores: [FULL_SCORES[0]] }), ['INVALID input scores']],
      [decide({ scores: [...FULL_SCORES, { criterion: 'Beauty', score: 3 }] }), ['INVALID input scores 2 criterion']],
      [decide({ scores: [...FULL_SCORES, { criterion: 'Clarity', score: 3 }] }), ['INVALID input scores 2 criterion']],
      [decide({ scores: [{ criterion: 'Accuracy', score: 0 }, { criterion: 'Clarity', score: 6 }] }), ['INVALID input scores 0 score', 'INVALID input scores 1 score']],
      [decide({ scores: [{ criterion: 'Accuracy', score: 1.5 }, { criterion: 'Clarity', score: 5 }] }), ['INVALID input scores 0 score']],
    ]);
  });

  test('a request for changes without an open finding', async () => {
    const other = await desk.inReview();
    const reviewAssignmentId = await claim(desk, 'compliance', other.versionId);
    await refuses([[() => reviewDecide(desk.as('compliance'), { reviewAssignmentId, verdict: 'REQUEST_CHANGES', reason: 'x' }), ['ILLEGAL_STATE input verdict']]]);
  });
});

describe('paths of findings', () => {
  test('name fields and parts that the version has', async () => {
    const [module, item, competency] = [publicId('module', draft.moduleId), publicId('content_item', draft.itemId), publicId('competency', draft.competencyId)];
    const paths = ['title', 'accessibility.captions', 'modules', `modules.${module}`, `modules.${module}.title`, `items.${item}.url`,
      `modules.${module}.items`, `modules.${module}.items.${item}.url`, `competencies.${competency}`];
    for (const path of paths) done(await findingCreate(desk.as('compliance'), { courseVersionId: version, path, severity: 'MINOR', body: 'x' }));
  });
});

const POLICY: ReviewPolicyCreateInput = {
  code: 'OWN', name: 'Own policy', autoPublish: false,
  stages: [{ specialism: 'CONTENT', approvalsRequired: 1, daysAllowed: 3, rubric: ['Accuracy'] }],
};

describe('reviewPolicyCreate', () => {
  test('makes version after version, in force at once, and rounds go by the last', async () => {
    const other = await openDesk();
    for (const expected of [1, 2, 3]) {
      const { reviewPolicyId } = done(await reviewPolicyCreate(other.as('chief'), { ...POLICY, name: `Version ${expected}` }));
      const [row] = await other.owner`select version, stage_count, provider_id from review_policy where id = ${reviewPolicyId}`;
      expect(row).toEqual({ version: expected, stage_count: 1, provider_id: null });
      const { versionId } = await other.inReview();
      expect(await other.owner`select policy_id from review_round where course_version_id = ${versionId}`).toEqual([{ policy_id: reviewPolicyId }]);
    }
    const own = done(await reviewPolicyCreate(other.as('chief'), { ...POLICY, code: 'ONE', providerId: publicId('provider', other.organisations.provider) }));
    done(await reviewPolicyCreate(other.as('chief'), { ...POLICY, inForceFrom: new Date(Date.now() + 3_600_000) }));
    const { versionId } = await other.inReview();
    expect(await other.owner`select policy_id from review_round where course_version_id = ${versionId}`).toEqual([{ policy_id: own.reviewPolicyId }]);
    expect(told(await reviewPolicyCreate(other.as('chief'), { ...POLICY, code: 'ONE' }))).toEqual(['INVALID input code']);
    await other.close();
  });

  test('wrong inputs', () => {
    const create = (change: object) => () => reviewPolicyCreate(desk.as('chief'), { ...POLICY, ...change });
    const stage = (change: object) => create({ stages: [{ ...POLICY.stages[0], ...change }] });
    return refuses([
      [create({ code: 'lower' }), ['INVALID input code']],
      [create({ code: `A${'B'.repeat(40)}` }), ['INVALID input code']],
      [create({ name: '' }), ['INVALID input name']],
      [create({ providerId: unknownId('provider') }), ['NOT_FOUND input providerId']],
      [create({ providerId: publicId('provider', desk.organisations.department) }), ['NOT_FOUND input providerId']],
      [create({ providerId: publicId('department', desk.organisations.department) }), ['NOT_FOUND input providerId']],
      [create({ inForceFrom: new Date(Date.now() - 60_000) }), ['INVALID input inForceFrom']],
      [create({ stages: [] }), ['INVALID input stages']],
      [create({ stages: Array.from({ length: 11 }, () => POLICY.stages[0]) }), ['INVALID input stages']],
      [stage({ approvalsRequired: 0 }), ['INVALID input stages 0 approvalsRequired']],
      [stage({ approvalsRequired: 11 }), ['INVALID input stages 0 approvalsRequired']],
      [stage({ daysAllowed: 366 }), ['INVALID input stages 0 daysAllowed']],
      [stage({ rubric: [] }), ['INVALID input stages 0 rubric']],
      [stage({ rubric: ['A', 'A'] }), ['INVALID input stages 0 rubric']],
      [stage({ rubric: ['A', ' '] }), ['INVALID input stages 0 rubric 1']],
      [stage({ specialism: 'TASTE' }), ['INVALID input stages 0 specialism']],
    ]);
  });

  test('is for chief curators', async () => {
    const before = await digest(desk.owner);
    for (const who of ['author', 'admin', 'learner', 'compliance', 'finance', 'platformAdmin', 'auditor', 'nobody']) {
      expect([who, ...told(await reviewPolicyCreate(desk.as(who), POLICY))]).toEqual([who, 'FORBIDDEN']);
    }
    expect(await digest(desk.owner)).toBe(before);
  });
});
