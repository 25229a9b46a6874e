import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseCreate } from '../../../src/domain/catalogue/courseCreate.js';
import { courseVersionCreate } from '../../../src/domain/catalogue/courseVersionCreate.js';
import { courseVersionPublish } from '../../../src/domain/catalogue/courseVersionPublish.js';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { courseVersionWithdraw } from '../../../src/domain/catalogue/courseVersionWithdraw.js';
import { moduleAdd } from '../../../src/domain/catalogue/moduleAdd.js';
import { publicId, uuidOf } from '../../../src/lib/ids.js';
import { isRefused, type Outcome } from '../../../src/lib/refusal.js';
import { done, setStage, type Stage } from './stage.js';
import { putInState } from './states.js';

let stage: Stage;
beforeAll(async () => { stage = await setStage(); });
afterAll(() => stage.close());

const MANY = 12;

/** How many of so many at once were done, and with which codes the others were refused. */
async function atOnce(run: (index: number) => Promise<Outcome<unknown>>): Promise<{ done: number; codes: string[] }> {
  const outcomes = await Promise.all(Array.from({ length: MANY }, (_, index) => run(index)));
  const codes = new Set(outcomes.flatMap((outcome) => (isRefused(outcome) ? outcome.errors.map(({ code }) => code) : [])));
  return { done: outcomes.filter((outcome) => !isRefused(outcome)).length, codes: [...codes].sort() };
}

describe('at once', () => {
  it('one new version is begun', async () => {
    const draft = await stage.draft();
    await putInState(stage, draft.courseVersionId, 'PUBLISHED');
    const result = await atOnce((index) => courseVersionCreate(stage.as(index % 2 === 0 ? 'author' : 'admin'), { courseId: draft.courseId }));
    expect(result).toEqual({ done: 1, codes: ['ILLEGAL_STATE'] });
    const [row] = await stage.owner`select count(*)::int as versions from course_version where course_id = ${uuidOf('course', draft.courseId)}`;
    expect(row).toEqual({ versions: 2 });
  });

  it('one edit of a revision is made, and modules stay in dense order', async () => {
    const draft = await stage.draft();
    const { courseVersionId, revision } = draft;
    const result = await atOnce((index) => index % 2 === 0
      ? courseVersionUpdate(stage.as('author'), { courseVersionId, revision, title: `Title ${index}` })
      : moduleAdd(stage.as('admin'), { courseVersionId, revision, title: `Module ${index}`, position: 0 }));
    expect(result).toEqual({ done: 1, codes: ['STALE_REVISION'] });
    const [row] = await stage.owner<{ revision: number; dense: boolean }[]>`select v.revision,
      (select array_agg(m.position order by m.position) = array_agg((n - 1)::int order by n)
        from (select position, row_number() over (order by position) as n from module where course_version_id = v.id) m) as dense
      from course_version v where v.id = ${uuidOf('course_version', courseVersionId)}`;
    expect(row).toEqual({ revision: revision + 1, dense: true });
  });

  it('a draft is submitted once, and every edit is before or refused', async () => {
    const { courseVersionId, revision } = await stage.draft();
    const result = await atOnce((index) => index % 2 === 0
      ? courseVersionSubmit(stage.as('admin'), { courseVersionId })
      : courseVersionUpdate(stage.as('author'), { courseVersionId, revision, title: 'Edited' }));
    expect(result.done).toBeGreaterThanOrEqual(1);
    expect(result.done).toBeLessThanOrEqual(2);
    const [row] = await stage.owner`select v.state, (select count(*)::int from review_round r where r.course_version_id = v.id) as rounds
      from course_version v where v.id = ${uuidOf('course_version', courseVersionId)}`;
    expect(row).toEqual({ state: 'IN_REVIEW', rounds: 1 });
  });

  it('a version is published or withdrawn, not both', async () => {
    const { courseVersionId, courseId } = await stage.draft();
    await putInState(stage, courseVersionId, 'PUBLISHED');
    const next = done(await courseVersionCreate(stage.as('author'), { courseId }));
    const second = publicId('course_version', next.courseVersionId);
    await putInState(stage, second, 'APPROVED');
    const result = await atOnce((index) => index % 2 === 0
      ? courseVersionPublish(stage.as('admin'), { courseVersionId: second })
      : courseVersionWithdraw(stage.as('admin'), { courseVersionId: second }));
    expect(result).toEqual({ done: 1, codes: ['ILLEGAL_STATE'] });
    const rows = await stage.owner<{ state: string }[]>`select state from course_version where course_id = ${uuidOf('course', courseId)} order by number`;
    expect([['SUPERSEDED', 'PUBLISHED'], ['PUBLISHED', 'DRAFT']]).toContainEqual(rows.map(({ state }) => state));
  });

  it('courses of one title get slugs of their own', async () => {
    const result = await atOnce(() => courseCreate(stage.as('author'), { title: 'All the same' }));
    expect(result).toEqual({ done: MANY, codes: [] });
    const [row] = await stage.owner`select count(*)::int as courses, count(distinct slug)::int as slugs from course where slug like 'all-the-same%'`;
    expect(row).toEqual({ courses: MANY, slugs: MANY });
  });
});
