import { indexUid, isObject, member, need, orNull, parameter, read, readQuery, text, such, flag, type Members } from '../check.js';
import { noIndex, Refusal } from '../refusals.js';
import { accepted, ok, route, uidIn, type Call } from '../routing.js';
import { indexOf, makeIndex, type Index, type State } from '../state.js';

export const PAGE = { offset: parameter.count('invalid_index_offset'), limit: parameter.count('invalid_index_limit') };

const CREATION = { uid: member(text, 'invalid_index_uid'), primaryKey: member(orNull(text), 'invalid_index_primary_key') };
const UPDATE = { uid: member(orNull(text), 'invalid_index_uid'), primaryKey: member(orNull(text), 'invalid_index_primary_key') };
const IMMUTABLE: Readonly<Record<string, string>> = { createdAt: 'immutable_index_created_at', updatedAt: 'immutable_index_updated_at' };
const SWAP = { indexes: member(such('an array', Array.isArray), 'invalid_swap_indexes'), rename: member(flag, 'invalid_swap_rename') };

function shown({ uid, primaryKey, createdAt, updatedAt }: Index): Members {
  return { uid, createdAt, updatedAt, primaryKey };
}

function list({ state, query }: Call): Members {
  const { offset = 0, limit = 20 } = readQuery(query, PAGE) as { offset?: number; limit?: number };
  const all = [...state.indexes.values()].sort((a, b) => (a.uid < b.uid ? -1 : 1));
  return { results: all.slice(offset, offset + limit).map(shown), offset, limit, total: all.length };
}

function create(call: Call): Members {
  const { state } = call;
  const given = read(call.body, CREATION);
  need(given, { uid: 'missing_index_uid' });
  const uid = indexUid(given['uid']);
  call.allow(uid);
  const primaryKey = typeof given['primaryKey'] === 'string' ? given['primaryKey'] : null;
  return state.tasks.enqueue({
    type: 'indexCreation', indexUid: uid, details: { primaryKey },
    run: () => {
      if (state.indexes.has(uid)) throw new Refusal('index_already_exists', `Index ${uid} already exists.`);
      makeIndex(state, uid, primaryKey);
      return {};
    },
  });
}

function update(call: Call): Members {
  const { state } = call;
  const uid = uidIn(call);
  if (isObject(call.body)) {
    const fixed = Object.keys(call.body).find((name) => Object.hasOwn(IMMUTABLE, name));
    if (fixed !== undefined) throw new Refusal(IMMUTABLE[fixed] ?? 'bad_request', `Immutable field ${fixed}.`);
  }
  const given = read(call.body, UPDATE);
  const newUid = typeof given['uid'] === 'string' ? indexUid(given['uid']) : null;
  return state.tasks.enqueue({
    type: 'indexUpdate', indexUid: uid, details: { primaryKey: given['primaryKey'] ?? null, ...(newUid === null ? {} : { newIndexUid: newUid }) },
    run: () => {
      const index = indexOf(state, uid);
      const { primaryKey } = given;
      if (typeof primaryKey === 'string') {
        if (index.store.documents.size > 0 && index.primaryKey !== primaryKey) {
          throw new Refusal('index_primary_key_already_exists', `Index ${uid} already has a primary key.`);
        }
        index.primaryKey = primaryKey;
      }
      if (newUid !== null) renamed(state, uid, newUid);
      return {};
    },
  });
}

function renamed(state: State, from: string, to: string): void {
  const index = indexOf(state, from);
  if (state.indexes.has(to)) throw new Refusal('index_already_exists', `Index ${to} already exists.`);
  state.indexes.delete(from);
  index.uid = to;
  state.indexes.set(to, index);
}

function remove(call: Call): Members {
  const { state } = call;
  const uid = uidIn(call);
  return state.tasks.enqueue({
    type: 'indexDeletion', indexUid: uid, details: {},
    run: () => {
      const deletedDocuments = indexOf(state, uid).store.documents.size;
      state.indexes.delete(uid);
      return { deletedDocuments };
    },
  });
}

interface Swap {
  readonly indexes: readonly [string, string];
  readonly rename: boolean;
}

function swapsOf(call: Call): Swap[] {
  if (!Array.isArray(call.body)) throw new Refusal('bad_request', 'Invalid value type: expected an array.');
  const swaps = call.body.map((each: unknown, place): Swap => {
    const given = read(each, SWAP, `[${place}]`);
    need(given, { indexes: 'missing_swap_indexes' });
    const uids = (given['indexes'] as unknown[]).map(indexUid);
    const [a, b] = uids;
    if (a === undefined || b === undefined || uids.length > 2) throw new Refusal('invalid_swap_indexes', `Two indexes are to be given for each swap, not ${uids.length}.`);
    call.allow(a);
    call.allow(b);
    return { indexes: [a, b], rename: given['rename'] === true };
  });
  const named = swaps.flatMap(({ indexes }) => indexes);
  const twice = named.find((uid, place) => named.indexOf(uid) !== place);
  if (twice !== undefined) throw new Refusal('invalid_swap_duplicate_index_found', `Index ${twice} is named more than once.`);
  return swaps;
}

/** All swaps of a request or none. */
function swap(call: Call): Members {
  const { state } = call;
  const swaps = swapsOf(call);
  return state.tasks.enqueue({
    type: 'indexSwap', indexUid: null, details: { swaps },
    run: (task) => {
      for (const { indexes: [a, b], rename } of swaps) {
        if (!state.indexes.has(a)) throw noIndex(a);
        if (!rename && !state.indexes.has(b)) throw noIndex(b);
        if (rename && state.indexes.has(b)) throw new Refusal('index_already_exists', `Index ${b} already exists.`);
      }
      for (const { indexes: [a, b], rename } of swaps) {
        if (rename) renamed(state, a, b);
        else exchange(state, a, b);
        retell(state, task, a, b, rename);
      }
      return {};
    },
  });
}

function exchange(state: State, a: string, b: string): void {
  const [first, second] = [indexOf(state, a), indexOf(state, b)];
  first.uid = b;
  second.uid = a;
  state.indexes.set(a, second).set(b, first);
}

/** Tasks that are done tell of the index by the name that it now has; those that wait stay as they are. */
function retell(state: State, swapTask: number, a: string, b: string, rename: boolean): void {
  for (const task of state.tasks.all) {
    if (task.uid >= swapTask || task.status === 'enqueued') continue;
    if (task.indexUid === a) task.indexUid = b;
    else if (task.indexUid === b && !rename) task.indexUid = a;
  }
}

export const indexCalls = [
  route('GET', '/indexes', 'indexes.get', (call) => ok(list(call))),
  route('POST', '/indexes', 'indexes.create', (call) => accepted(create(call))),
  route('GET', '/indexes/:uid', 'indexes.get', (call) => ok(shown(indexOf(call.state, uidIn(call))))),
  route('PATCH', '/indexes/:uid', 'indexes.update', (call) => accepted(update(call))),
  route('DELETE', '/indexes/:uid', 'indexes.delete', (call) => accepted(remove(call))),
  route('POST', '/swap-indexes', 'indexes.swap', (call) => accepted(swap(call))),
];
