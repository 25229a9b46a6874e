import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { contentItemAdd } from '../../../src/domain/catalogue/contentItemAdd.js';
import { contentItemMove } from '../../../src/domain/catalogue/contentItemMove.js';
import { contentItemRemove } from '../../../src/domain/catalogue/contentItemRemove.js';
import { contentItemUpdate } from '../../../src/domain/catalogue/contentItemUpdate.js';
import { courseVersionCreate } from '../../../src/domain/catalogue/courseVersionCreate.js';
import { courseVersionPublish } from '../../../src/domain/catalogue/courseVersionPublish.js';
import { courseVersionReinstate } from '../../../src/domain/catalogue/courseVersionReinstate.js';
import { courseVersionRetire } from '../../../src/domain/catalogue/courseVersionRetire.js';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionSuspend } from '../../../src/domain/catalogue/courseVersionSuspend.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { courseVersionWithdraw } from '../../../src/domain/catalogue/courseVersionWithdraw.js';
import { COURSE_VERSION_LIFECYCLE, type CourseVersionState } from '../../../src/domain/catalogue/lifecycle.js';
import { moduleAdd } from '../../../src/domain/catalogue/moduleAdd.js';
import { moduleMove } from '../../../src/domain/catalogue/moduleMove.js';
import { moduleRemove } from '../../../src/domain/catalogue/moduleRemove.js';
import { moduleUpdate } from '../../../src/domain/catalogue/moduleUpdate.js';
import { statesOf } from '../../../src/lib/lifecycle.js';
import { isRefused, type Outcome } from '../../../src/lib/refusal.js';
import { uuidOf } from '../../../src/lib/ids.js';
import { EVERYONE, setStage, type Anyone, type Draft, type Stage } from './stage.js';
import { everything, putInState, type Situation } from './states.js';

interface Case {
  readonly run: (ctx: Ctx, draft: Draft) => Promise<Outcome<unknown>>;
  /** From which states, and to which state the version then comes; null: a new draft beside it. */
  readonly moves: Partial<Record<Situation, CourseVersionState | null>>;
  readonly by: readonly Anyone[];
}

const ADMIN: readonly Anyone[] = ['admin'];
const WRITERS: readonly Anyone[] = ['author', 'admin'];
const CHIEF: readonly Anyone[] = ['chief'];
const EDIT = { moves: { DRAFT: 'DRAFT', DRAFT_RETURNED: 'DRAFT' }, by: WRITERS } as const;

/** The specification, written out by hand: every mutation of a version, from which states, by whom. */
const CASES: Readonly<Record<string, Case>> = {
  courseVersionSubmit: {
    run: (ctx, { courseVersionId }) => courseVersionSubmit(ctx, { courseVersionId }),
    moves: { DRAFT: 'IN_REVIEW', DRAFT_RETURNED: 'IN_REVIEW' }, by: ADMIN,
  },
  courseVersionWithdraw: {
    run: (ctx, { courseVersionId }) => courseVersionWithdraw(ctx, { courseVersionId }),
    moves: { IN_REVIEW: 'DRAFT', APPROVED: 'DRAFT' }, by: ADMIN,
  },
  courseVersionPublish: {
    run: (ctx, { courseVersionId }) => courseVersionPublish(ctx, { courseVersionId }), moves: { APPROVED: 'PUBLISHED' }, by: ADMIN,
  },
  courseVersionSuspend: {
    run: (ctx, { courseVersionId }) => courseVersionSuspend(ctx, { courseVersionId, reason: 'A complaint.' }),
    moves: { PUBLISHED: 'SUSPENDED' }, by: CHIEF,
  },
  courseVersionReinstate: {
    run: (ctx, { courseVersionId }) => courseVersionReinstate(ctx, { courseVersionId }), moves: { SUSPENDED: 'PUBLISHED' }, by: CHIEF,
  },
  courseVersionRetire: {
    run: (ctx, { courseVersionId }) => courseVersionRetire(ctx, { courseVersionId }),
    moves: { PUBLISHED: 'RETIRED', SUSPENDED: 'RETIRED' }, by: ADMIN,
  },
  courseVersionCreate: {
    run: (ctx, { courseId }) => courseVersionCreate(ctx, { courseId }),
    moves: { PUBLISHED: null, SUSPENDED: null, REJECTED: null, SUPERSEDED: null, RETIRED: null }, by: WRITERS,
  },
  courseVersionUpdate: {
    ...EDIT, run: (ctx, { courseVersionId, revision }) => courseVersionUpdate(ctx, { courseVersionId, revision, title: 'Another title' }),
  },
  moduleAdd: { ...EDIT, run: (ctx, { courseVersionId, revision }) => moduleAdd(ctx, { courseVersionId, revision, title: 'More' }) },
  moduleUpdate: { ...EDIT, run: (ctx, { moduleId, revision }) => moduleUpdate(ctx, { moduleId, revision, title: 'Other' }) },
  moduleMove: { ...EDIT, run: (ctx, { moduleId, revision }) => moduleMove(ctx, { moduleId, revision, position: 0 }) },
  contentItemAdd: {
    ...EDIT, run: (ctx, { moduleId, revision }) => contentItemAdd(ctx, {
      moduleId, revision, kind: 'LINK', title: 'More', url: 'https://content.example.in/more',
    }),
  },
  contentItemUpdate: { ...EDIT, run: (ctx, { contentItemId, revision }) => contentItemUpdate(ctx, { contentItemId, revision, title: 'Other' }) },
  contentItemMove: { ...EDIT, run: (ctx, { contentItemId, revision }) => contentItemMove(ctx, { contentItemId, revision, position: 0 }) },
  contentItemRemove: { ...EDIT, run: (ctx, { contentItemId, revision }) => contentItemRemove(ctx, { contentItemId, revision }) },
  moduleRemove: { ...EDIT, run: (ctx, { moduleId, revision }) => moduleRemove(ctx, { moduleId, revision }) },
};

const SITUATIONS: readonly Situation[] = [...statesOf(COURSE_VERSION_LIFECYCLE), 'DRAFT_RETURNED'];
const OWN: readonly Anyone[] = ['author', 'admin'];
const CURATORS: readonly Anyone[] = ['curator', 'curator2', 'chief'];
const OVERSEERS: readonly Anyone[] = ['platformAdmin', 'auditor'];

/** Who may know of the version: everybody of a published one; its provider; curators of a submitted one; overseers. */
function knows(who: Anyone, situation: Situation): boolean {
  if (situation === 'PUBLISHED' || OWN.includes(who) || OVERSEERS.includes(who)) return true;
  return situation !== 'DRAFT' && CURATORS.includes(who);
}

let stage: Stage;
beforeAll(async () => { stage = await setStage(); });
afterAll(() => stage.close());

describe.each(Object.entries(CASES))('%s', (name, { run, moves, by }) => {
  it.each(SITUATIONS)('from %s: done by whom it is for, refused to everybody else with nothing changed', async (situation) => {
    for (const who of EVERYONE) {
      const given = await draftIn(situation);
      const expected = !knows(who, situation) ? 'NOT_FOUND' : !by.includes(who) ? 'FORBIDDEN' : moves[situation] === undefined ? 'ILLEGAL_STATE' : 'done';
      const before = await everything(stage, given.courseId);
      const outcome = await run(stage.as(who), given);
      const got = isRefused(outcome) ? outcome.errors[0]?.code : 'done';
      expect(`${who}: ${got ?? ''}`, name).toBe(`${who}: ${expected}`);
      const after = await everything(stage, given.courseId);
      if (isRefused(outcome)) expect(after, who).toBe(before);
      else {
        expect(after, who).not.toBe(before);
        expect(await stateOf(given), who).toBe(moves[situation] ?? situation);
        reusable = null;
      }
    }
  });
});

/** One draft serves as long as nothing is done to it. */
let reusable: { draft: Draft; situation: Situation } | null = null;

async function draftIn(situation: Situation): Promise<Draft> {
  const draft = reusable?.draft ?? await stage.draft();
  if (reusable?.situation !== situation) await putInState(stage, draft.courseVersionId, situation);
  reusable = { draft, situation };
  return draft;
}

async function stateOf({ courseVersionId }: Draft): Promise<string | undefined> {
  const [row] = await stage.owner<{ state: string }[]>`select state from course_version where id = ${uuidOf('course_version', courseVersionId)}`;
  return row?.state;
}
