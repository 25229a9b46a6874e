import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewAssignmentRelease } from '../../../src/domain/reviews/reviewAssignmentRelease.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { membershipEnd } from '../../../src/domain/identity/membershipEnd.js';
import { publicId } from '../../../src/lib/ids.js';
import { done, given, type GivenAssignment, type GivenCourse } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { access, employee, OTHER_DEPARTMENT, seat, subscription, verdict } from './arrange.js';

let w: World;
let open: GivenCourse;
let draft: GivenCourse;
let underReview: GivenAssignment;
let learner: { readonly publicId: string };

beforeAll(async () => {
  w = await world();
  open = await given.publishedCourse(w);
  draft = await given.draft(w);
  underReview = await given.assignment(w, 'curator-compliance');
  const made = await employee(w, { who: 'learner' });
  await seat(w, await subscription(w), made);
  learner = made;
});
afterAll(() => w.close());

describe('people of the provider and of the platform', () => {
  it.each([
    ['author', 'PROVIDER_OWN'], ['provider-admin', 'PROVIDER_OWN'], ['author-2', 'NO_SEAT'], ['curator', 'NO_SEAT'],
    ['chief-curator', 'CURATOR_REVIEW'], ['platform-admin', 'NO_SEAT'], ['auditor', 'NO_SEAT'], ['learner', 'SEAT'],
    ['training-manager', 'NO_SEAT'], ['newcomer', 'NO_SEAT'], [null, 'NOT_SIGNED_IN'],
  ])('%s is judged about a published course: %s', async (who, expected) => {
    expect(await verdict(w, who, open.courseId)).toBe(expected);
  });

  it.each([
    ['author', 'PROVIDER_OWN'], ['author-2', 'NULL'], ['curator-compliance', 'NULL'], ['chief-curator', 'NULL'], ['finance-officer', 'NULL'],
    ['platform-admin', 'NOT_PUBLISHED'], ['auditor', 'NOT_PUBLISHED'], ['learner', 'NULL'], ['newcomer', 'NULL'], [null, 'NULL'],
  ])('%s is judged about a draft: %s', async (who, expected) => {
    expect(await verdict(w, who, draft.courseId)).toBe(expected);
  });

  it.each([
    ['author', 'PROVIDER_OWN'], ['curator-compliance', 'CURATOR_REVIEW'], ['curator-content', 'NOT_PUBLISHED'], ['chief-curator', 'CURATOR_REVIEW'],
    ['finance-officer', 'NULL'], ['auditor', 'NOT_PUBLISHED'], ['learner', 'NULL'], [null, 'NULL'],
  ])('%s is judged about a course in review: %s', async (who, expected) => {
    expect(await verdict(w, who, underReview.courseId)).toBe(expected);
  });

  it('a curator is told of the version under review, while he is on it and the round is open', async () => {
    const review = await given.assignment(w, 'curator-compliance');
    expect(await access(w, 'curator-compliance', review.courseId)).toMatchObject({
      allowed: true, courseVersion: { id: review.courseVersionId }, startsOn: null, endsOn: null, message: 'You may open this course, to review it.',
    });
    done(await reviewAssignmentRelease(await w.ctx('curator-compliance'), { reviewAssignmentId: review.reviewAssignmentId }));
    expect(await verdict(w, 'curator-compliance', review.courseId)).toBe('NOT_PUBLISHED');
    const again = await given.finding(w, 'MINOR', 'curator-compliance');
    expect(await verdict(w, 'curator-compliance', again.courseId)).toBe('CURATOR_REVIEW');
    done(await reviewDecide(await w.ctx('curator-compliance'), {
      reviewAssignmentId: again.reviewAssignmentId, verdict: 'REQUEST_CHANGES', reason: 'Say more.',
    }));
    expect(await verdict(w, 'curator-compliance', again.courseId)).toBe('NOT_PUBLISHED');
  });

  it('a taken down course is open to its provider and to the chief curator alone', async () => {
    const down = await given.suspendedCourse(w);
    expect(await verdict(w, 'author', down.courseId)).toBe('PROVIDER_OWN');
    expect(await verdict(w, 'chief-curator', down.courseId)).toBe('CURATOR_REVIEW');
    for (const who of ['learner', 'curator', 'auditor', 'author-2']) expect(await verdict(w, who, down.courseId)).toBe('TAKEN_DOWN');
  });

  it('whoever leaves the provider loses its rule at once', async () => {
    const { who, membershipId } = await given.member(w);
    expect(await verdict(w, who, draft.courseId)).toBe('PROVIDER_OWN');
    done(await membershipEnd(await w.ctx('provider-admin'), { membershipId, reason: 'Left.' }));
    expect(await verdict(w, who, draft.courseId)).toBe('NULL');
    expect(await verdict(w, who, open.courseId)).toBe('NO_SEAT');
  });

  it('answers null for what is no course', async () => {
    expect(await access(w, 'auditor', publicId('course', '01920000-0000-7000-8000-000000000000'))).toBeNull();
    expect(await access(w, 'auditor', open.courseVersionId)).toBeNull();
    expect(await access(w, 'auditor', 'nonsense')).toBeNull();
  });
});

describe('about an employee', () => {
  it.each([
    ['training-manager', 'SEAT'], ['auditor', 'SEAT'], ['platform-admin', 'SEAT'], ['learner', 'SEAT'],
    ['procurement-officer', 'NULL'], ['approving-authority', 'NULL'], ['finance-officer', 'NULL'], ['curator', 'NULL'],
    ['chief-curator', 'NULL'], ['provider-admin', 'NULL'], ['newcomer', 'NULL'], [null, 'NULL'],
  ])('%s gets %s', async (who, expected) => {
    expect(await verdict(w, who, open.courseId, learner.publicId)).toBe(expected);
  });

  it('speaks of the employee, or to him', async () => {
    expect((await access(w, 'training-manager', open.courseId, learner.publicId))?.message).toMatch(/^This employee may open this course: he or she has a seat until /);
    expect((await access(w, 'learner', open.courseId, learner.publicId))?.message).toMatch(/^You may open this course/);
  });

  it('a training manager learns nothing of another department\'s, and of his own nothing that others gave', async () => {
    const elsewhere = await employee(w, { who: 'newcomer', department: OTHER_DEPARTMENT });
    await seat(w, await subscription(w, { department: OTHER_DEPARTMENT }), elsewhere);
    const here = await employee(w, { who: 'newcomer' });
    expect(await verdict(w, 'training-manager', open.courseId, elsewhere.publicId)).toBe('NULL');
    expect(await verdict(w, 'training-manager', open.courseId, here.publicId)).toBe('NO_SEAT');
    expect(await verdict(w, 'newcomer', open.courseId)).toBe('SEAT');
    expect(await verdict(w, 'newcomer', open.courseId, here.publicId)).toBe('NO_SEAT');
  });

  it('is about what the department has for him, not about what else he is', async () => {
    const author = await employee(w, { who: 'author' });
    expect(await verdict(w, 'author', open.courseId)).toBe('PROVIDER_OWN');
    expect(await verdict(w, 'training-manager', open.courseId, author.publicId)).toBe('NO_SEAT');
  });

  it('answers null for what is no employee, never about the asker', async () => {
    for (const id of [publicId('employee', '01920000-0000-7000-8000-000000000000'), open.courseId, 'nonsense', '']) {
      expect(await access(w, 'learner', open.courseId, id)).toBeNull();
      expect(await access(w, 'auditor', open.courseId, id)).toBeNull();
    }
    expect(await access(w, 'training-manager', draft.courseId, learner.publicId)).toBeNull();
  });
});

describe('the database judges by itself', () => {
  const ask = async (settings: readonly [scope: string, who: string | null, organisation: string | null], employeeId: string | null): Promise<string | null> => {
    const course = (await w.owner<{ id: string }[]>`select course_id as id from catalogue_entry limit 1`)[0]?.id ?? '';
    const userId = settings[1] === null ? '' : await w.userId(settings[1]);
    const organisationId = settings[2] === null ? '' : await w.organisationId(settings[2]);
    return w.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', ${settings[0]}, true), set_config('app.user_id', ${userId}, true), set_config('app.organisation_id', ${organisationId}, true)`;
      const [row] = await sql<{ rule: string }[]>`select rule from course_access(${course}::uuid, ${employeeId}::uuid, current_date)`;
      return row?.rule ?? null;
    }) as Promise<string | null>;
  };

  it('who asks, whatever the application says', async () => {
    const [row] = await w.owner<{ id: string }[]>`select id from employee where user_id = ${await w.userId('learner')}`;
    const id = row?.id ?? '';
    expect(await ask(['organisation', 'training-manager', 'department-of-personnel-and-training'], id)).toBe('SEAT');
    expect(await ask(['organisation', 'learner', 'department-of-personnel-and-training'], id)).toBe('SEAT');
    expect(await ask(['organisation', 'author', 'demonstration-institute-of-public-service'], id)).toBeNull();
    expect(await ask(['organisation', 'training-manager', OTHER_DEPARTMENT], id)).toBeNull();
    expect(await ask(['staff', 'auditor', null], id)).toBe('SEAT');
    expect(await ask(['visitor', null, null], id)).toBeNull();
    expect(await ask(['visitor', null, null], null)).toBe('NONE');
  });

  it('and the function is nobody\'s but the application\'s to call', async () => {
    const [row] = await w.owner<{ owner: string; app: boolean; everybody: boolean; fixed: string[] }[]>`
      select pg_get_userbyid(p.proowner) as owner, has_function_privilege('marketplace_app', p.oid, 'execute') as app,
        exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) as everybody, p.proconfig as fixed
      from pg_proc p where p.proname = 'course_access'`;
    expect(row).toEqual({ owner: 'marketplace_guard', app: true, everybody: false, fixed: ['search_path=public, pg_temp'] });
  });
});
