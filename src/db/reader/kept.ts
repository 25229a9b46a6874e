import type { Ctx } from '../../context.js';
import type { Database } from '../client.js';
import { catalogueVersion, VERSION_SQL } from '../catalogueVersion.js';
import type { Encoded } from './encode.js';
import type { Plan } from './plan.js';
import { rowOf } from './send.js';

/** What is kept of an answer: its text, and whatever else was found out of it. */
interface Answer {
  readonly text: string;
}

interface Entry<A extends Answer> {
  readonly version: string;
  readonly answer: A;
  readonly bytes: number;
}

/** Bytes of kept answers in one process at most, and of one of them. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_BYTES_EACH = 512 * 1024;
/** A character takes two bytes at most; an entry, its key and its places in the maps some more. */
const BYTES_OF_CHARACTER = 2;
const BYTES_OF_ENTRY = 400;
/** So often somebody waits for another's read at most, where the catalogue changes meanwhile each time; then he reads himself. */
const MOST_WAITS = 3;

/** What became of the answers that visitors asked for: kept ones used, ones that the catalogue had left behind, and ones not kept. */
interface KeptCounts {
  used: number;
  outdated: number;
  missed: number;
  /** Bytes kept now, by estimate. */
  bytes: number;
}

const counts: KeptCounts = { used: 0, outdated: 0, missed: 0, bytes: 0 };

/** The counts of this process. */
export function keptCounts(): Readonly<KeptCounts> {
  return counts;
}

/** What is kept of the answers from one database. */
interface Store<A extends Answer> {
  readonly entries: Map<string, Entry<A>>;
  /** The reads under way, by the key of what they read. */
  readonly reading: Map<string, Promise<unknown>>;
  /** Bytes of the entries. */
  bytes: number;
}

const stores = new WeakMap<Database, Store<Answer>>();
const names = new WeakMap<Plan, number>();
const versioned = new WeakMap<Plan, Plan>();
const heard = new WeakMap<object, Map<string, string>>();
let named = 0;

let keeping = true;

/** Has answers kept or not, for measuring what a read costs. */
export function keepAnswers(on: boolean): void {
  keeping = on;
}

/** Whether everybody who is not signed in is answered alike until the catalogue's version changes, so that an answer may be kept. */
export function isPublished(ctx: Pick<Ctx, 'actor'>, plan: Plan, given: unknown): boolean {
  return keeping && plan.published && ctx.actor.kind === 'visitor' && (given === null || typeof given === 'string');
}

/**
 * From now on takes down at which version of the catalogue each root field of a request is answered, by response key; those answered
 * otherwise are not in it.
 */
export function hearVersions(ctx: object): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  heard.set(ctx, versions);
  return versions;
}

/** Whether somebody wants to know at which version a request is answered. */
export function wantsVersions(ctx: object): boolean {
  return heard.has(ctx);
}

/** A root field to be answered by a published plan. */
interface Published {
  readonly ctx: Ctx;
  readonly plan: Plan;
  readonly params: readonly Encoded[];
  /** The field's response key. */
  readonly field: string;
}

/** Reads a published plan and the catalogue's version in one snapshot. */
export async function readAtVersion({ ctx, plan, params, field }: Published): Promise<{ data: string | null; version: string }> {
  let both = versioned.get(plan);
  if (both === undefined) {
    both = { ...plan, text: `select ${VERSION_SQL} as version, d.data from (${plan.text}) d`, runs: 0 };
    versioned.set(plan, both);
  }
  const row = await rowOf(ctx, both, params);
  if (row?.version === undefined) throw new Error('a published read answered no version');
  heard.get(ctx)?.set(field, row.version);
  return { data: row.data, version: row.version };
}

/**
 * Answers a published plan with the text kept of it, where the catalogue is still at the version that it was read at, and reads it anew
 * where it is not: the version is asked for after the request came, so that whatever was committed by then is in the answer. `make`
 * makes the answer of the statement's text; null: it cannot, and nothing is kept.
 */
export async function keptAnswer<A extends Answer>(asked: Published, make: (text: string | null) => A | null): Promise<A | null> {
  const { ctx, plan, params, field } = asked;
  const store = storeOf<A>(ctx.db);
  const key = `${String(nameOf(plan))} ${JSON.stringify(params)}`;
  const outdated = store.entries.has(key);
  let kept = await stillRight(ctx, store, key);
  // Another reads the same: a hundred who ask after a publication are answered by one statement. Between finding that nobody does and
  // saying that we do there is nothing to wait for, or all who found the kept answer outdated together would read.
  for (let waits = 0; kept === null && waits < MOST_WAITS; waits += 1) {
    const reading = store.reading.get(key);
    if (reading === undefined) break;
    await reading.catch(() => null);
    kept = await stillRight(ctx, store, key);
  }
  if (kept !== null) {
    counts.used += 1;
    heard.get(ctx)?.set(field, kept.version);
    return kept.answer;
  }
  counts[outdated ? 'outdated' : 'missed'] += 1;
  const read = readAtVersion(asked).then(({ data, version }) => {
    const answer = make(data);
    if (answer !== null) keep(store, key, { version, answer, bytes: bytesOf(key, answer) });
    return answer;
  }).finally(() => { if (store.reading.get(key) === read) store.reading.delete(key); });
  store.reading.set(key, read);
  return read;
}

/** What is kept under a key, where the catalogue is still at its version. */
async function stillRight<A extends Answer>({ db }: Ctx, { entries }: Store<A>, key: string): Promise<Entry<A> | null> {
  if (!entries.has(key)) return null;
  // Where the version cannot be had, the read says what is the matter, or a replica answers it.
  const version = await catalogueVersion(db).catch(() => null);
  // What is kept by now: another may have read it anew meanwhile.
  const entry = entries.get(key);
  if (entry === undefined || version !== entry.version) return null;
  // What was used last is the last to go.
  entries.delete(key);
  entries.set(key, entry);
  return entry;
}

function bytesOf(key: string, { text }: Answer): number {
  return (key.length + text.length) * BYTES_OF_CHARACTER + BYTES_OF_ENTRY;
}

function keep<A extends Answer>(store: Store<A>, key: string, entry: Entry<A>): void {
  drop(store, key);
  if (entry.bytes > MOST_BYTES_EACH) return;
  store.entries.set(key, entry);
  weigh(store, entry.bytes);
  for (const oldest of store.entries.keys()) {
    if (store.bytes <= MOST_BYTES) return;
    drop(store, oldest);
  }
}

function drop<A extends Answer>(store: Store<A>, key: string): void {
  const entry = store.entries.get(key);
  if (entry === undefined) return;
  store.entries.delete(key);
  weigh(store, -entry.bytes);
}

function weigh(store: Pick<Store<Answer>, 'bytes'>, bytes: number): void {
  store.bytes += bytes;
  counts.bytes += bytes;
}

function storeOf<A extends Answer>(db: Database): Store<A> {
  let store = stores.get(db);
  if (store === undefined) {
    store = { entries: new Map(), reading: new Map(), bytes: 0 };
    stores.set(db, store);
  }
  // One program makes one kind of answer of its plans.
  return store as Store<A>;
}

function nameOf(plan: Plan): number {
  let name = names.get(plan);
  if (name === undefined) {
    name = named += 1;
    names.set(plan, name);
  }
  return name;
}
