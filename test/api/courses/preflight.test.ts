import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { newId, uuidOf } from '../../../src/lib/ids.js';
import { done, refusedWith, setStage, told, userIdOf, type Draft, type Stage } from './stage.js';
import { putInState } from './states.js';

let stage: Stage;
beforeAll(async () => { stage = await setStage(); });
afterAll(() => stage.close());

const submit = ({ courseVersionId }: Draft) => courseVersionSubmit(stage.as('admin'), { courseVersionId });

describe('submission', () => {
  it('waits for an answer to each open BLOCKER of an earlier round, and to its re-opening', async () => {
    const draft = await stage.draft();
    await putInState(stage, draft.courseVersionId, 'DRAFT_RETURNED');
    const finding = await addFinding(draft, 'BLOCKER');
    await addFinding(draft, 'MAJOR');
    const [error] = refusedWith(await submit(draft));
    expect(error).toMatchObject({ code: 'BLOCKED', path: ['courseVersion', 'findings', expect.stringMatching(/^finding_/)] });
    await say(finding, 'ANSWER', 1);
    await say(finding, 'REOPENING', 2);
    expect(told(await submit(draft))).toHaveLength(1);
    await say(finding, 'ANSWER', 3);
    done(await submit(draft));
  });

  it('tells every BLOCKER at once, each with its field', async () => {
    const draft = await stage.draft();
    done(await courseVersionUpdate(stage.as('author'), {
      courseVersionId: draft.courseVersionId, revision: 3, title: 'Note', summary: '', languages: [], competencies: [], duration: 'PT0S', inclusion: 'PRICED',
    }));
    expect(refusedWith(await submit(draft)).map(({ code, path }) => `${code} ${path.slice(1).join('.')}`)).toEqual(
      ['title', 'summary', 'languages', 'competencies', 'duration', 'price'].map((field) => `BLOCKED ${field}`));
  });

  it('is not stopped by a MAJOR finding, such as the title of another published course', async () => {
    const first = await stage.draft('The same title');
    await putInState(stage, first.courseVersionId, 'PUBLISHED');
    done(await submit(await stage.draft('The Same Title')));
  });

  it('needs a review policy in force', async () => {
    const draft = await stage.draft();
    await stage.owner.begin(async (sql) => {
      await sql.unsafe('alter table review_policy disable trigger user');
      await sql`update review_policy set in_force_from = now() + interval '1 day'`;
    });
    expect(told(await submit(draft))).toEqual([['ILLEGAL_STATE', '']]);
    await stage.owner`update review_policy set in_force_from = now() - interval '1 day'`;
  });

  it('writes who did what into the record', async () => {
    const draft = await stage.draft();
    done(await submit(draft));
    const [event] = await stage.owner`select action, actor_id, roles::text[] as roles, before, after from audit_event
      where subject_id = ${uuidOf('course_version', draft.courseVersionId)} order by at desc, id desc limit 1`;
    expect(event).toEqual({
      action: 'courseVersionSubmit', actor_id: userIdOf('admin'), roles: ['PROVIDER_ADMIN'], before: { state: 'DRAFT' }, after: { state: 'IN_REVIEW' },
    });
  });
});

async function addFinding(draft: Draft, severity: 'BLOCKER' | 'MAJOR'): Promise<string> {
  const id = newId();
  await stage.owner`insert into finding (id, course_version_id, provider_id, round_id, stage_id, path, severity, state, body, raised_by, raised_at)
    select ${id}, r.course_version_id, r.provider_id, r.id, s.id, 'title', ${severity}, 'OPEN', 'Wrong title.', ${userIdOf('curator')}, now()
    from review_round r join review_stage s on s.round_id = r.id and s.position = 1
    where r.course_version_id = ${uuidOf('course_version', draft.courseVersionId)}`;
  return id;
}

async function say(findingId: string, kind: 'ANSWER' | 'REOPENING', minute: number): Promise<void> {
  await stage.owner`insert into finding_message (id, finding_id, provider_id, kind, body, author_id, created_at)
    select ${newId()}, f.id, f.provider_id, ${kind}, 'x', ${userIdOf('author')}, f.raised_at + ${`${minute} minutes`}::interval from finding f where f.id = ${findingId}`;
}
