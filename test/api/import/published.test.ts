import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealAudit } from '../../../src/domain/audit/sealer.js';
import { verifyAudit } from '../../../src/domain/audit/verify.js';
import type { AuditHead } from '../../../src/integrations/anchor/anchor.js';
import { courseCount } from '../../support/environment.js';
import { receivedUpload, startedImport, worked } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ pool: 12 }); });
afterAll(() => w.close());

/** 12 in an ordinary run; `MARKETPLACE_COURSES=1000 npm test -- test/api/import/published` for the long one. */
const COURSES = courseCount(12);
const AT_ONCE = 8;

const payload = (name: string, input: string, result = ''): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${result} userErrors { code message path } } }`;
const SUBMIT = payload('courseVersionSubmit', 'CourseVersionSubmitInput');
const CLAIM = payload('reviewAssignmentsClaim', 'ReviewAssignmentsClaimInput', 'results { reviewAssignment { id } }');
const DECIDE = payload('reviewDecide', 'ReviewDecideInput');
const PUBLISH = payload('courseVersionPublish', 'CourseVersionPublishInput');
const COMPETENCY = '{ competencies(first: 1) { nodes { code framework { code } } } }';
const OWN = `query ($states: [CourseVersionState!]) { ownCourses(first: 100, filter: { states: $states }) {
  nodes { openVersion { id } } } }`;
const QUEUE = '{ reviewQueue(first: 100, filter: { unassigned: true }) { nodes { id rubric } } }';

type Page<T> = Record<string, { nodes: T[] }>;

async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}

async function done(who: string, document: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const [answer] = Object.values(await w.data<Record<string, Record<string, unknown>>>(who, document, { input }));
  expect(answer?.['userErrors']).toEqual([]);
  return answer ?? {};
}

/** Moves every course of the provider that has a version in a state, a page at a time, until there is none. */
async function moveAll(state: string, document: string): Promise<void> {
  for (;;) {
    const { ownCourses } = await w.data<Page<{ openVersion: { id: string } }>>('provider-admin', OWN, { states: [state] });
    const found = ownCourses?.nodes ?? [];
    if (found.length === 0) return;
    await each(found, ({ openVersion }) => done('provider-admin', document, { courseVersionId: openVersion.id }));
  }
}

async function approveAll(curator: string): Promise<void> {
  for (;;) {
    const { reviewQueue } = await w.data<Page<{ id: string; rubric: string[] }>>(curator, QUEUE);
    const stages = reviewQueue?.nodes ?? [];
    if (stages.length === 0) return;
    const { results } = await done(curator, CLAIM, { reviewStageIds: stages.map((stage) => stage.id) });
    const rows = (results as { reviewAssignment: { id: string } }[]).map(({ reviewAssignment }, index) => ({ reviewAssignment, stage: stages[index] }));
    await each(rows, ({ reviewAssignment, stage }) => done(curator, DECIDE, {
      reviewAssignmentId: reviewAssignment.id, verdict: 'APPROVE', reason: 'Meets the criteria.',
      scores: (stage?.rubric ?? []).map((criterion) => ({ criterion, score: 4 })),
    }));
  }
}

function rowsOf(competency: { code: string; framework: { code: string } }): Record<string, unknown>[] {
  return Array.from({ length: COURSES }, (_none, n) => ({
    id: `C-${n}`, title: `Course number ${n} of the catalogue`, summary: 'What an officer must know before the first day at the desk.',
    description: 'For every officer who is new to the work.', languages: ['en'], level: 'FOUNDATION', duration: 'PT10M',
    captions: true, transcript: true, signLanguage: false, licence: 'CC_BY_4_0', inclusion: 'SUBSCRIPTION', pricePaise: null,
    competencies: [{ framework: competency.framework.code, code: competency.code, level: 1 }],
    modules: [{ title: 'All of it', summary: '', items: [{ kind: 'VIDEO', title: 'Watch', url: `https://content.example.in/${n}.mp4`, duration: 'PT10M' }] }],
  }));
}

it(`takes ${COURSES} courses from a file to the catalogue by the API alone, and the record of it is whole`, async () => {
  const started = performance.now();
  const { competencies } = await w.data<Page<{ code: string; framework: { code: string } }>>(null, COMPETENCY);
  const competency = competencies?.nodes[0];
  if (competency === undefined) throw new Error('there is no competency');
  const { uploadId } = await receivedUpload(w, rowsOf(competency));
  await worked(w, await startedImport(w, uploadId));
  await moveAll('DRAFT', SUBMIT);
  await approveAll('curator-compliance');
  await approveAll('curator-content');
  await moveAll('APPROVED', PUBLISH);
  const seconds = (performance.now() - started) / 1000;
  const { courses } = await w.data<{ courses: { totalCount: number } }>(null, '{ courses(first: 1) { totalCount } }');
  expect(courses.totalCount).toBe(COURSES);
  const anchors: AuditHead[] = [];
  await sealAudit(w.db, { anchor: (head) => { anchors.push(head); return Promise.resolve(); } }, w.clock.now);
  const verdict = await verifyAudit(w.db, anchors);
  expect(verdict.faults).toEqual([]);
  expect(verdict.unsealed).toBe(0);
  // Four decisions' worth of events a course at the least: submitted, two approvals, published.
  expect(verdict.events).toBeGreaterThan(4 * COURSES);
  process.stdout.write(`${COURSES} courses imported, reviewed and published in ${seconds.toFixed(1)} s; ${verdict.sealed} sealed events verified\n`);
}, 600_000);
