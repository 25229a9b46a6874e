import type { Outcome } from '../../../src/lib/refusal.js';
import { courseVersionCreate } from '../../../src/domain/catalogue/courseVersionCreate.js';
import { courseVersionPublish } from '../../../src/domain/catalogue/courseVersionPublish.js';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { courseVersionWithdraw } from '../../../src/domain/catalogue/courseVersionWithdraw.js';
import { findingAnswer } from '../../../src/domain/reviews/findingAnswer.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { findingReopen } from '../../../src/domain/reviews/findingReopen.js';
import { findingResolve } from '../../../src/domain/reviews/findingResolve.js';
import { reviewAssignmentClaim } from '../../../src/domain/reviews/reviewAssignmentClaim.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { publicId } from '../../../src/lib/ids.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { FULL_SCORES, type Desk } from './desk.js';

/** What the API said of a finding, for holding it to its word afterwards. */
export interface Acknowledged {
  resolved: number;
  reopened: number;
}

/** What a crowd did: how often each thing was done or refused, and what was thrown. */
export interface Tally {
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
  readonly thrown: unknown[];
  readonly findings: Map<string, Acknowledged>;
}

export const CURATORS = 34;
export const AUTHORS = 8;
export const ADMINS = 8;
const COURSES = 3;

/** Fifty people: curators who may take the one specialism there is, and authors and administrators of one provider. */
export async function gather(desk: Desk): Promise<{ courseIds: string[] }> {
  for (let i = 0; i < CURATORS; i += 1) await desk.enlist(`curator${i}`, 'platform', [i === 0 ? 'CHIEF_CURATOR' : 'CURATOR'], ['CONTENT']);
  for (let i = 0; i < AUTHORS; i += 1) await desk.enlist(`author${i}`, 'provider', ['AUTHOR']);
  for (let i = 0; i < ADMINS; i += 1) await desk.enlist(`admin${i}`, 'provider', ['PROVIDER_ADMIN', 'AUTHOR']);
  const courseIds: string[] = [];
  for (let i = 0; i < COURSES; i += 1) courseIds.push((await desk.draft()).courseId);
  return { courseIds };
}

export function newTally(): Tally {
  return { done: new Map(), refused: new Map(), thrown: [], findings: new Map() };
}

/** One open version of a course as everybody sees it when a round of the crowd begins. */
interface Scene {
  readonly courseId: string;
  readonly versionId: string | null;
  readonly revision: number;
  readonly state: string;
  readonly stageId: string | null;
  readonly assignments: readonly { id: string; curatorId: string }[];
  readonly findings: readonly { id: string; state: string }[];
}

async function sceneOf(desk: Desk, courseId: string): Promise<Scene> {
  const [row] = await desk.owner<Omit<Scene, 'courseId'>[]>`
    select v.id as "versionId", v.revision, v.state, s.id as "stageId",
      coalesce((select json_agg(json_build_object('id', a.id, 'curatorId', a.curator_id)) from review_assignment a
        where a.stage_id = s.id and a.state = 'ACTIVE'), '[]') as assignments,
      coalesce((select json_agg(json_build_object('id', f.id, 'state', f.state)) from finding f where f.course_version_id = v.id), '[]') as findings
    from course_version v left join review_round r on r.course_version_id = v.id and r.state = 'OPEN'
      left join review_stage s on s.round_id = r.id and s.state = 'ACTIVE'
    where v.course_id = ${courseId} order by v.number desc limit 1`;
  if (row === undefined) throw new Error('a course has a version');
  return { courseId, ...row };
}

/** All fifty act at once on the same few versions, each once or twice, and nobody waits for anybody. */
export async function rush(desk: Desk, courseIds: readonly string[], tally: Tally, random: () => number): Promise<void> {
  const scenes = await Promise.all(courseIds.map((courseId) => sceneOf(desk, courseId)));
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const acts: Promise<void>[] = [];
  for (let i = 0; i < CURATORS; i += 1) {
    const scene = scenes[Math.floor(random() * scenes.length)];
    if (scene !== undefined) acts.push(curate(desk, `curator${i}`, scene, tally, random, pick));
  }
  for (let i = 0; i < AUTHORS + ADMINS; i += 1) {
    const scene = scenes[Math.floor(random() * scenes.length)];
    const who = i < AUTHORS ? `author${i}` : `admin${i - AUTHORS}`;
    if (scene !== undefined) acts.push(provide(desk, who, scene, tally, random, pick));
  }
  await Promise.all(acts);
}

type Pick = <T>(from: readonly T[]) => T | undefined;

async function curate(desk: Desk, who: string, scene: Scene, tally: Tally, random: () => number, pick: Pick): Promise<void> {
  const ctx = desk.as(who);
  if (scene.versionId === null) return;
  const mine = scene.assignments.find((each) => each.curatorId === desk.userId(who));
  let assignmentId = mine === undefined ? null : publicId('review_assignment', mine.id);
  if (assignmentId === null && scene.stageId !== null) {
    const claimed = await attempt(tally, 'claim', () => reviewAssignmentClaim(ctx, { reviewStageId: publicId('review_stage', scene.stageId ?? '') }));
    assignmentId = claimed === null ? null : publicId('review_assignment', claimed.reviewAssignmentId);
  }
  if (assignmentId !== null) await vet(desk, who, scene.versionId, assignmentId, tally, random);
  const finding = pick(scene.findings);
  if (finding === undefined) return;
  const input = { findingId: publicId('finding', finding.id) };
  const known = tally.findings.get(finding.id);
  if (random() < 0.75) {
    if (await attempt(tally, 'resolve', () => findingResolve(desk.as('curator0'), input)) !== null && known !== undefined) known.resolved += 1;
  } else if (await attempt(tally, 'reopen', () => findingReopen(ctx, { ...input, reason: 'Not so.' })) !== null && known !== undefined) known.reopened += 1;
}

/** A curator on the stage raises a blocker, or decides, or does the one after the other. */
async function vet(desk: Desk, who: string, versionId: string, reviewAssignmentId: string, tally: Tally, random: () => number): Promise<void> {
  const ctx = desk.as(who);
  if (random() < 0.4) {
    const raised = await attempt(tally, 'raise', () => findingCreate(ctx, {
      courseVersionId: publicId('course_version', versionId), path: 'title', severity: random() < 0.7 ? 'BLOCKER' : 'MINOR', body: 'Look again.',
    }));
    if (raised !== null) tally.findings.set(raised.findingId, { resolved: 0, reopened: 0 });
    if (random() < 0.7) return;
  }
  const verdict = random() < 0.93 ? 'APPROVE' : 'REQUEST_CHANGES';
  await attempt(tally, verdict, () => reviewDecide(ctx, { reviewAssignmentId, verdict, reason: 'Judged.', scores: FULL_SCORES }));
}

async function provide(desk: Desk, who: string, scene: Scene, tally: Tally, random: () => number, pick: Pick): Promise<void> {
  const ctx = desk.as(who);
  if (scene.versionId === null) return;
  const courseVersionId = publicId('course_version', scene.versionId);
  const finding = pick(scene.findings);
  if (finding !== undefined && random() < 0.5) {
    await attempt(tally, 'answer', () => findingAnswer(ctx, { findingId: publicId('finding', finding.id), body: 'Changed.' }));
  }
  if (random() < 0.6) {
    const summary = `A summary by ${who}, long enough.`;
    await attempt(tally, 'update', () => courseVersionUpdate(ctx, { courseVersionId, revision: scene.revision, summary }));
  }
  if (['PUBLISHED', 'REJECTED', 'SUPERSEDED'].includes(scene.state)) {
    await attempt(tally, 'create', () => courseVersionCreate(ctx, { courseId: publicId('course', scene.courseId) }));
  }
  if (!who.startsWith('admin')) return;
  if (scene.state === 'DRAFT') await attempt(tally, 'submit', () => courseVersionSubmit(ctx, { courseVersionId }));
  else if (random() < 0.06) await attempt(tally, 'withdraw', () => courseVersionWithdraw(ctx, { courseVersionId }));
  await attempt(tally, 'publish', () => courseVersionPublish(ctx, { courseVersionId }));
}

/** Calls a use case; null where it was refused or threw, which the tally keeps. */
async function attempt<T>(tally: Tally, what: string, act: () => Promise<Outcome<T>>): Promise<T | null> {
  try {
    const outcome = await act();
    if (!isRefused(outcome)) {
      count(tally.done, what);
      return outcome;
    }
    count(tally.refused, `${what} ${outcome.errors[0]?.code ?? ''}`);
  } catch (error) {
    tally.thrown.push(error);
  }
  return null;
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
