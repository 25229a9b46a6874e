import { Refusal, noIndex } from './refusals.js';
import { newStore, type DocumentId, type Store } from './search/store.js';
import { DEFAULTS } from './settings.js';
import type { Tasks } from './tasks.js';

export interface Index {
  uid: string;
  primaryKey: string | null;
  readonly createdAt: string;
  updatedAt: string;
  readonly store: Store;
}

/** A key with the rights that it gives. */
export interface Key {
  readonly uid: string;
  readonly key: string;
  name: string | null;
  description: string | null;
  readonly actions: readonly string[];
  readonly indexes: readonly string[];
  readonly expiresAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
}

/** All that the double knows. */
export interface State {
  readonly indexes: Map<string, Index>;
  readonly keys: Map<string, Key>;
  readonly tasks: Tasks;
  readonly masterKey: string | null;
  version: string;
  now(): Date;
}

/** The index of a name: 404 where there is none. */
export function indexOf(state: State, uid: string): Index {
  const index = state.indexes.get(uid);
  if (index === undefined) throw noIndex(uid);
  return index;
}

export function makeIndex(state: State, uid: string, primaryKey: string | null): Index {
  const at = state.now().toISOString();
  const index: Index = { uid, primaryKey, createdAt: at, updatedAt: at, store: newStore(DEFAULTS) };
  state.indexes.set(uid, index);
  return index;
}

/** The index of a name, made where there is none: as adding documents and giving settings do. */
export function indexOrNew(state: State, uid: string): Index {
  return state.indexes.get(uid) ?? makeIndex(state, uid, null);
}

/** Whether a value can be the id of a document: a whole number, or up to 511 letters, digits, hyphens and underscores. */
export function documentId(value: unknown): DocumentId {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && /^[A-Za-z0-9_-]{1,511}$/.test(value)) return value;
  throw new Refusal('invalid_document_id', `Document identifier ${JSON.stringify(value)} is invalid.`);
}
