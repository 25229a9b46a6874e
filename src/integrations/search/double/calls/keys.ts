import { createHmac, randomUUID } from 'node:crypto';
import { isObject, isStrings, member, need, orNull, parameter, read, readQuery, such, text, type Members } from '../check.js';
import { Refusal } from '../refusals.js';
import { ok, route, type Call } from '../routing.js';
import type { Key, State } from '../state.js';

const ACTIONS = new Set([
  '*', '*.get', 'search', 'documents.*', 'documents.add', 'documents.get', 'documents.delete', 'indexes.*', 'indexes.create', 'indexes.get', 'indexes.update',
  'indexes.delete', 'indexes.swap', 'indexes.compact', 'tasks.*', 'tasks.cancel', 'tasks.delete', 'tasks.get', 'tasks.compact', 'settings.*', 'settings.get',
  'settings.update', 'stats.*', 'stats.get', 'metrics.*', 'metrics.get', 'dumps.*', 'dumps.create', 'snapshots.*', 'snapshots.create', 'version', 'keys.create',
  'keys.get', 'keys.update', 'keys.delete', 'experimental.get', 'experimental.update', 'export', 'network.get', 'network.update', 'webhooks.*', 'webhooks.get',
  'webhooks.create', 'webhooks.update', 'webhooks.delete', 'chatCompletions', 'chats.*', 'chats.get', 'chats.delete', 'chatsSettings.*', 'chatsSettings.get',
  'chatsSettings.update',
]);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const actions = such('an array of actions', (value) => isStrings(value) && value.every((each) => ACTIONS.has(each)));
const indexes = such('an array of index names or patterns', (value) => isStrings(value) && value.every((each) => /^(?:\*|[A-Za-z0-9_-]+\*?)$/.test(each)));
const future = such('a date to come', (value) => typeof value === 'string' && Date.parse(value) > Date.now());

const CREATION = {
  uid: member(such('a UUID of version 4', (value) => typeof value === 'string' && UUID.test(value)), 'invalid_api_key_uid'),
  name: member(orNull(text), 'invalid_api_key_name'), description: member(orNull(text), 'invalid_api_key_description'),
  actions: member(actions, 'invalid_api_key_actions'), indexes: member(indexes, 'invalid_api_key_indexes'),
  expiresAt: member(orNull(future), 'invalid_api_key_expires_at'),
};
const UPDATE = { name: member(orNull(text), 'invalid_api_key_name'), description: member(orNull(text), 'invalid_api_key_description') };
const IMMUTABLE: Readonly<Record<string, string>> = {
  uid: 'immutable_api_key_uid', key: 'immutable_api_key_key', actions: 'immutable_api_key_actions', indexes: 'immutable_api_key_indexes',
  expiresAt: 'immutable_api_key_expires_at', createdAt: 'immutable_api_key_created_at', updatedAt: 'immutable_api_key_updated_at',
};

function create({ state, body }: Call): Members {
  const given = read(body, CREATION);
  need(given, { actions: 'missing_api_key_actions', indexes: 'missing_api_key_indexes', expiresAt: 'missing_api_key_expires_at' });
  const uid = typeof given['uid'] === 'string' ? given['uid'] : randomUUID();
  if (state.keys.has(uid)) throw new Refusal('api_key_already_exists', `There is a key ${uid} already.`);
  const at = state.now().toISOString();
  const key: Key = {
    uid, key: createHmac('sha256', state.masterKey ?? '').update(uid).digest('hex'),
    name: textOf(given['name']), description: textOf(given['description']), actions: given['actions'] as string[], indexes: given['indexes'] as string[],
    expiresAt: textOf(given['expiresAt']), createdAt: at, updatedAt: at,
  };
  state.keys.set(uid, key);
  return { ...key };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A key by its uid or by itself. */
function named({ state, names: [name = ''] }: Call): Key {
  const key = [...state.keys.values()].find((each) => each.uid === name || each.key === name);
  if (key === undefined) throw new Refusal('api_key_not_found', 'There is no such key.');
  return key;
}

function update(call: Call): Members {
  if (isObject(call.body)) {
    const fixed = Object.keys(call.body).find((name) => Object.hasOwn(IMMUTABLE, name));
    if (fixed !== undefined) throw new Refusal(IMMUTABLE[fixed] ?? 'bad_request', `Immutable field ${fixed}.`);
  }
  const given = read(call.body, UPDATE);
  const key = named(call);
  if (given['name'] !== undefined) key.name = textOf(given['name']);
  if (given['description'] !== undefined) key.description = textOf(given['description']);
  key.updatedAt = call.state.now().toISOString();
  return { ...key };
}

/** Refuses a call whose key is missing, wrong, expired or for something else; answers which indexes the key is for. */
export function authorized(state: State, header: string | undefined, action: string): readonly string[] {
  if (state.masterKey === null) {
    if (action.startsWith('keys.')) throw new Refusal('missing_master_key', 'The server runs without a master key.');
    return ['*'];
  }
  const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  if (token === undefined) throw new Refusal('missing_authorization_header', 'The Authorization header is missing. It must use the bearer authorization method.');
  if (token === state.masterKey) return ['*'];
  const key = [...state.keys.values()].find((each) => each.key === token);
  const expired = key?.expiresAt !== null && key?.expiresAt !== undefined && Date.parse(key.expiresAt) <= state.now().getTime();
  const wide = `${action.split('.')[0] ?? ''}.*`;
  const isFor = key?.actions.some((each) => each === '*' || each === action || (each === wide && !action.startsWith('keys.')) || (each === '*.get' && action.endsWith('.get')));
  if (key === undefined || expired || isFor !== true) throw new Refusal('invalid_api_key', 'The provided API key is invalid.');
  return key.indexes;
}

/** Whether one of the names or patterns is the index's. */
export function isForIndex(patterns: readonly string[], uid: string): boolean {
  return patterns.some((pattern) => pattern === uid || (pattern.endsWith('*') && uid.startsWith(pattern.slice(0, -1))));
}

const LIST = { offset: parameter.count('invalid_api_key_offset'), limit: parameter.count('invalid_api_key_limit') };

export const keyCalls = [
  route('GET', '/keys', 'keys.get', ({ state, query }) => {
    const { offset = 0, limit = 20 } = readQuery(query, LIST) as { offset?: number; limit?: number };
    const all = [...state.keys.values()].reverse();
    return ok({ results: all.slice(offset, offset + limit), offset, limit, total: all.length });
  }),
  route('POST', '/keys', 'keys.create', (call) => ({ status: 201, body: create(call) })),
  route('GET', '/keys/:key', 'keys.get', (call) => ok({ ...named(call) })),
  route('PATCH', '/keys/:key', 'keys.update', (call) => ok(update(call))),
  route('DELETE', '/keys/:key', 'keys.delete', (call) => {
    call.state.keys.delete(named(call).uid);
    return { status: 204, body: undefined };
  }),
];
