import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { findingReopen } from '../../../src/domain/reviews/findingReopen.js';
import { findingResolve } from '../../../src/domain/reviews/findingResolve.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { publicId } from '../../../src/lib/ids.js';
import { gather, newTally, rush, seeded, type Tally } from './crowd.js';
import { claim, done, FULL_SCORES, openDesk, type Desk } from './desk.js';
import { violations } from './invariants.js';
import { unlockedDatabase, unlockGuards } from './unlocked.js';

const ROUNDS = 20;
const POOL = 24;
const DUELS = 8;
const FINDINGS = 6;

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

/** Rounds of the crowd, in turn under a policy that leaves publication to the provider and one that publishes itself. */
async function race(on: Desk, courseIds: readonly string[], tally: Tally, from: number, until: number): Promise<void> {
  for (let round = from; round < until; round += 1) {
    await on.policy([{ specialism: 'CONTENT', approvals: 2 }], { autoPublish: round % 2 === 1 });
    await rush(on, courseIds, tally, seeded(round + 1));
  }
}

/** How many versions were published. */
async function published({ owner }: Desk): Promise<number> {
  return (await owner`select 1 from course_version where published_at is not null`).length;
}

/**
 * On each of several versions a curator gives the last approval, which publishes, while others re-open BLOCKERs, now
 * and a little later, so that some hit the moment of publication.
 */
async function duels(on: Desk, random: () => number): Promise<void> {
  await on.policy([{ specialism: 'CONTENT' }], { autoPublish: true });
  const prepared = await Promise.all(Array.from({ length: DUELS }, async () => {
    const { versionId } = await on.inReview();
    const reviewAssignmentId = await claim(on, 'content', versionId);
    const findings: string[] = [];
    for (let i = 0; i < FINDINGS; i += 1) {
      const raised = done(await findingCreate(on.as('content'), {
        courseVersionId: publicId('course_version', versionId), path: 'title', severity: 'BLOCKER', body: 'Wrong.',
      }));
      const findingId = publicId('finding', raised.findingId);
      done(await findingResolve(on.as('content'), { findingId }));
      findings.push(findingId);
    }
    return { reviewAssignmentId, findings };
  }));
  await Promise.all(prepared.flatMap(({ reviewAssignmentId, findings }) => [
    reviewDecide(on.as('content'), { reviewAssignmentId, verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES }),
    ...findings.map(async (findingId) => {
      await pause(random() * 250);
      return findingReopen(on.as('everything'), { findingId, reason: 'Still wrong.' });
    }),
  ]));
}

const BLOCKED = 'a version approved or published with an open BLOCKER';

describe('fifty curators and authors at once on the same versions', () => {
  test('nothing that must never be, ever is', async () => {
    desk = await openDesk({ pool: POOL });
    const { courseIds } = await gather(desk);
    const tally = newTally();
    await race(desk, courseIds, tally, 0, ROUNDS);
    // Whom of fifty people the database lets go first is chance: they go on until something was published twice, for as long again at most.
    for (let round = ROUNDS; round < 2 * ROUNDS && await published(desk) < 2; round += 1) await race(desk, courseIds, tally, round, round + 1);
    expect(tally.thrown).toEqual([]);
    expect(await violations(desk.owner, tally)).toEqual([]);
    // The crowd did get somewhere: every kind of move was made.
    const idle = ['claim', 'raise', 'resolve', 'reopen', 'APPROVE', 'submit', 'create', 'update'].filter((move) => !tally.done.has(move));
    expect(idle).toEqual([]);
    expect(await published(desk)).toBeGreaterThan(1);
  }, 180_000);

  test('the same crowd breaks the rules where the row locks are taken out', async () => {
    desk = await openDesk({ database: (_ownerUrl, appUrl) => unlockedDatabase(appUrl, POOL) });
    expect(await unlockGuards(desk.ownerUrl)).toBeGreaterThan(3);
    const { courseIds } = await gather(desk);
    const tally = newTally();
    let found: string[] = [];
    for (let round = 0; round < 2 * ROUNDS && !found.some((each) => each.startsWith('a finding')); round += 1) {
      await race(desk, courseIds, tally, round, round + 1);
      found = await violations(desk.owner, tally);
    }
    expect(found.filter((each) => each.startsWith('a finding'))).not.toEqual([]);
  }, 300_000);
});

describe('a BLOCKER re-opened while the last approvals publish', () => {
  test('stops the publication, or comes too late and is refused', async () => {
    desk = await openDesk({ pool: POOL });
    for (let round = 0; round < 3; round += 1) {
      await duels(desk, seeded(round + 1));
      expect(await violations(desk.owner, newTally())).toEqual([]);
    }
    const states = await desk.owner<{ state: string; open: number }[]>`select v.state, count(f.id)::int as open
      from course_version v left join finding f on f.course_version_id = v.id and f.state = 'OPEN' group by v.id, v.state`;
    for (const { state, open } of states) expect([state, open > 0]).toEqual(state === 'PUBLISHED' ? ['PUBLISHED', false] : ['IN_REVIEW', true]);
  }, 120_000);

  test('is published with its version where the row locks are taken out', async () => {
    desk = await openDesk({ database: (_ownerUrl, appUrl) => unlockedDatabase(appUrl, POOL) });
    expect(await unlockGuards(desk.ownerUrl)).toBeGreaterThan(3);
    let found: string[] = [];
    for (let round = 0; round < 20 && !found.some((each) => each.endsWith(BLOCKED)); round += 1) {
      await duels(desk, seeded(round + 1));
      found = await violations(desk.owner, newTally());
    }
    expect(found.filter((each) => each.endsWith(BLOCKED))).not.toEqual([]);
  }, 180_000);

  test('cannot be got past the database, though no use case takes a lock', async () => {
    desk = await openDesk({ database: (_ownerUrl, appUrl) => unlockedDatabase(appUrl, POOL) });
    for (let round = 0; round < 3; round += 1) {
      await duels(desk, seeded(round + 1));
      expect((await violations(desk.owner, newTally())).filter((each) => each.includes('a version'))).toEqual([]);
    }
  }, 120_000);
});
