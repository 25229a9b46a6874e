import { afterEach, describe, expect, test } from 'vitest';
import { collectionUpdate } from '../../src/domain/catalogue/collectionUpdate.js';
import { courseVersionReinstate } from '../../src/domain/catalogue/courseVersionReinstate.js';
import { courseVersionSuspend } from '../../src/domain/catalogue/courseVersionSuspend.js';
import type { Ctx } from '../../src/context.js';
import { isRefused } from '../../src/lib/refusal.js';
import { get, type Got } from '../api/public/support.js';
import { done, given } from '../support/given.js';
import { world, type World } from '../support/world.js';
import { cleanUp, dataFolder, startMain } from './startProcess.js';
import { metricOf } from './support/processes.js';

const WRITERS = 16;
const READERS = 32;
/** Each is written so often at least, which takes longer on a busy machine. */
const WRITES = 5;

const COLLECTIONS = '{ collections(first: 100) { nodes { id revision } } }';
const COURSE = 'query Course($id: ID!) { course(by: { id: $id }) { id publishedVersion { title } } }';

/** Something that is written over and over, and what whoever asks now must at least know of it. */
interface Written {
  readonly id: string;
  /** How often it was written; a write under way counts as half. */
  writes: number;
}

let w: World | null = null;
afterEach(async () => {
  await cleanUp();
  await w?.close();
  w = null;
});

describe('a visitor', { timeout: 120_000 }, () => {
  test('is never answered with less than what was committed before he asked, by either of two server processes', async () => {
    w = await world({ demonstration: true, pool: 2 * WRITERS + 2 });
    const env = { DATABASE_URL: w.ownerUrl, DEMO_SEED: 'off', WORKER: 'off', COST_ADDRESS_CAPACITY: '10000000', COST_ADDRESS_REFILL: '1000000' };
    const urls = await Promise.all([0, 1].map(() => startMain({ ...env, DATA_DIR: dataFolder() }).ready()));
    const chief = await w.ctx('chief-curator');
    const collections: Written[] = [];
    const courses: (Written & { readonly courseVersionId: string })[] = [];
    for (let n = 0; n < WRITERS; n += 1) {
      collections.push({ id: (await given.collection(w)).collectionId, writes: 1 });
      const { courseId, courseVersionId } = await given.publishedCourse(w);
      courses.push({ id: courseId, courseVersionId, writes: 0 });
    }
    const all = [...collections, ...courses];
    const goOn = (): boolean => all.some(({ writes }) => writes < WRITES);
    const readers = Array.from({ length: READERS }, (_, n) => reads(urls[n % 2] ?? '', n, goOn, collections, courses));
    const writers = [...collections.map((each) => writesCollection(chief, each, goOn)), ...courses.map((each) => writesCourse(chief, each, goOn))];
    const [read] = await Promise.all([Promise.all(readers), Promise.all(writers)]);
    const total = (key: keyof Read): number => read.reduce((sum, each) => sum + each[key], 0);
    expect(total('older')).toBe(0);
    expect(total('answers')).toBeGreaterThan(READERS * 10);
    expect(total('unchanged')).toBeGreaterThan(0);
    for (const url of urls) {
      for (const outcome of ['used', 'outdated']) expect(await metricOf(url, 'catalogue_answers_total', `outcome="${outcome}"`)).toBeGreaterThan(0);
    }
  });
});

async function writesCollection(chief: Ctx, each: Written, goOn: () => boolean): Promise<void> {
  while (goOn()) {
    const outcome = await collectionUpdate(chief, { collectionId: each.id, revision: each.writes, summary: `The ${String(each.writes)}. time.` });
    if (isRefused(outcome)) throw new Error(JSON.stringify(outcome.errors));
    each.writes += 1;
    await rest();
  }
}

async function writesCourse(chief: Ctx, each: Written & { courseVersionId: string }, goOn: () => boolean): Promise<void> {
  const { courseVersionId } = each;
  while (goOn()) {
    each.writes += 0.5;
    if (Math.floor(each.writes) % 2 === 0) done(await courseVersionSuspend(chief, { courseVersionId, reason: 'A complaint is looked into.' }));
    else done(await courseVersionReinstate(chief, { courseVersionId }));
    each.writes += 0.5;
    await rest();
  }
}

/** Long enough that readers find the catalogue as it was, now and then. */
function rest(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 300 * Math.random()); });
}

interface Read {
  answers: number;
  /** Answers that knew less than they had to. */
  older: number;
  /** Those told that nothing changed (304). */
  unchanged: number;
}

/** Asks, now for all collections, now for a course; says what it holds already, as a browser does. */
async function reads(url: string, turn: number, goOn: () => boolean, collections: readonly Written[], courses: readonly Written[]): Promise<Read> {
  const read: Read = { answers: 0, older: 0, unchanged: 0 };
  const held = new Map<string, Got>();
  const ask = async (query: string, variables: Record<string, unknown>): Promise<unknown> => {
    const key = JSON.stringify([query, variables]);
    const known = held.get(key);
    const answer = await get(url, { query, variables }, known === undefined ? {} : { 'if-none-match': known.headers.get('etag') ?? '' });
    read.answers += 1;
    if (answer.status === 304) {
      read.unchanged += 1;
      return known?.data;
    }
    if (answer.status !== 200 || answer.codes.length > 0) throw new Error(`${String(answer.status)} ${answer.text}`);
    held.set(key, answer);
    return answer.data;
  };
  for (let n = turn; goOn(); n += 1) {
    if (n % 3 === 0) {
      const least = collections.map(({ writes }) => writes);
      const data = await ask(COLLECTIONS, {}) as { collections: { nodes: { id: string; revision: number }[] } };
      const seen = new Map(data.collections.nodes.map(({ id, revision }) => [id, revision]));
      if (collections.some(({ id }, index) => (seen.get(id) ?? 0) < (least[index] ?? 0))) read.older += 1;
      continue;
    }
    const course = courses[n % 4];
    if (course === undefined) throw new Error('no course');
    const before = course.writes;
    const data = await ask(COURSE, { id: course.id }) as { course: unknown };
    // Written meanwhile, it may be either; written in between twice, too.
    if (before !== course.writes || !Number.isInteger(before)) continue;
    if ((data.course === null) !== (before % 2 === 1)) read.older += 1;
  }
  return read;
}
