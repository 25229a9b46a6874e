import { count, flag, isObject, isStrings, member, orNull, parameter, read, readQuery, strings, such, anything, type Members } from '../check.js';
import { fieldOf, predicateOf, valuesOf } from '../filter/evaluate.js';
import { Refusal } from '../refusals.js';
import { accepted, ok, route, uidIn, type Call } from '../routing.js';
import { documentId, indexOf, indexOrNew, type Index } from '../state.js';

const ids = such('an array of document ids', (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' || Number.isSafeInteger(each)));
const FETCH = {
  offset: member(count, 'invalid_document_offset'), limit: member(count, 'invalid_document_limit'), fields: member(orNull(strings), 'invalid_document_fields'),
  retrieveVectors: member(flag, 'invalid_document_retrieve_vectors'), ids: member(orNull(ids), 'invalid_document_ids'),
  filter: member(anything, 'invalid_document_filter'), sort: member(orNull(strings), 'invalid_document_sort'),
};
const LIST = {
  offset: parameter.count('invalid_document_offset'), limit: parameter.count('invalid_document_limit'), fields: parameter.list('invalid_document_fields'),
  retrieveVectors: parameter.flag('invalid_document_retrieve_vectors'), ids: parameter.list('invalid_document_ids'),
  filter: parameter.text('invalid_document_filter'), sort: parameter.list('invalid_document_sort'),
};
const ONE = { fields: parameter.list('invalid_document_fields'), retrieveVectors: parameter.flag('invalid_document_retrieve_vectors') };
const WRITE = {
  primaryKey: parameter.text('invalid_index_primary_key'), csvDelimiter: parameter.text('invalid_document_csv_delimiter'),
  skipCreation: parameter.flag('bad_request'), customMetadata: parameter.text('invalid_index_custom_metadata'),
};
const TASK = { customMetadata: parameter.text('invalid_index_custom_metadata') };

function fetched(index: Index, asked: Members): Members {
  const { offset = 0, limit = 20, fields = null, ids: wanted = null, filter, sort = null } = asked;
  const { store } = index;
  const holds = predicateOf(filter, store.settings.filterableAttributes, 'invalid_document_filter');
  const keys = wanted === null ? [...store.documents.keys()] : [...new Set((wanted as unknown[]).map(String))].filter((id) => store.documents.has(id));
  let found = keys.map((key) => store.documents.get(key) ?? {}).filter((document) => holds?.(document) ?? true);
  if (isStrings(sort)) found = sorted(index, found, sort);
  const [from, most] = [offset as number, limit as number];
  return { results: found.slice(from, from + most).map((document) => only(document, fields)), offset: from, limit: most, total: found.length };
}

function sorted(index: Index, documents: readonly Members[], sort: readonly string[]): Members[] {
  const orders = sort.map((each) => {
    const [, attribute = '', direction] = /^([^\s:]+):(asc|desc)$/.exec(each) ?? [];
    if (!index.store.settings.sortableAttributes.includes(attribute)) throw new Refusal('invalid_document_sort', `Cannot sort by ${each}.`);
    return { attribute, turn: direction === 'desc' ? -1 : 1 };
  });
  return [...documents].sort((a, b) => {
    for (const { attribute, turn } of orders) {
      const [x, y] = [valuesOf(a, attribute)[0], valuesOf(b, attribute)[0]];
      if (x === y || x === undefined || y === undefined) continue;
      return x < y ? -turn : turn;
    }
    return 0;
  });
}

function only(document: Members, fields: unknown): Members {
  if (!isStrings(fields) || fields.includes('*')) return document;
  return Object.fromEntries(fields.filter((name) => fieldOf(document, name) !== undefined).map((name) => [name, fieldOf(document, name)]));
}

function one(call: Call): Members {
  const index = indexOf(call.state, uidIn(call));
  const { fields = null } = readQuery(call.query, ONE);
  const id = String(documentId(decodeURIComponent(call.names[1] ?? '')));
  const document = index.store.documents.get(id);
  if (document === undefined) throw new Refusal('document_not_found', `There is no document ${id}.`);
  return only(document, fields);
}

/** Adds documents in place of those with their ids; or, where `patch`, puts their fields into those. */
function write(call: Call, patch: boolean): Members {
  const uid = uidIn(call);
  const { state } = call;
  const { primaryKey, csvDelimiter, skipCreation = false, customMetadata } = readQuery(call.query, WRITE);
  if (csvDelimiter !== undefined) throw new Refusal('invalid_document_csv_delimiter', 'csvDelimiter comes with the content type text/csv alone.');
  const given = isObject(call.body) ? [call.body] : call.body;
  if (!Array.isArray(given) || !given.every(isObject)) throw new Refusal('malformed_payload', 'The payload is to be an object or an array of objects.');
  const documents: readonly Members[] = given;
  return state.tasks.enqueue({
    type: 'documentAdditionOrUpdate', indexUid: uid, details: { receivedDocuments: documents.length, indexedDocuments: 0 },
    customMetadata: typeof customMetadata === 'string' ? customMetadata : undefined,
    run: () => {
      const index = indexOrNew(state, uid);
      const key = keyOf(index, documents, typeof primaryKey === 'string' ? primaryKey : null);
      const keyed = documents.map((document) => {
        if (document[key] === undefined) throw new Refusal('missing_document_id', `A document has no ${key}.`);
        return { id: documentId(document[key]), document };
      });
      let indexedDocuments = 0;
      for (const { id, document } of keyed) {
        const known = index.store.documents.get(String(id));
        if (known === undefined && skipCreation === true) continue;
        index.store.put(id, patch ? { ...known, ...document } : document);
        indexedDocuments += 1;
      }
      index.primaryKey = key;
      index.updatedAt = state.now().toISOString();
      return { indexedDocuments };
    },
  });
}

/** The primary key: that of the index, the one that is given, or the one field whose name ends with `id`. */
function keyOf(index: Index, documents: readonly Members[], given: string | null): string {
  if (index.primaryKey !== null) {
    if (given !== null && given !== index.primaryKey) throw new Refusal('index_primary_key_already_exists', `Index ${index.uid} already has a primary key: ${index.primaryKey}.`);
    return index.primaryKey;
  }
  if (given !== null) return given;
  const [first = {}] = documents;
  const [candidate, ...others] = Object.keys(first).filter((name) => name.toLowerCase().endsWith('id'));
  if (candidate === undefined) throw new Refusal('index_primary_key_no_candidate_found', 'No field ends with id.');
  if (others.length > 0) throw new Refusal('index_primary_key_multiple_candidates_found', 'Several fields end with id.');
  return candidate;
}

function removal(call: Call, details: Members, chosen: (index: Index) => readonly string[]): Members {
  const uid = uidIn(call);
  const { customMetadata } = readQuery(call.query, TASK);
  return call.state.tasks.enqueue({
    type: 'documentDeletion', indexUid: uid, details: { ...details, deletedDocuments: null },
    customMetadata: typeof customMetadata === 'string' ? customMetadata : undefined,
    run: () => {
      const index = indexOf(call.state, uid);
      return { deletedDocuments: chosen(index).filter((id) => index.store.remove(id)).length };
    },
  });
}

function removeBatch(call: Call): Members {
  if (!ids.holds(call.body)) throw new Refusal('bad_request', 'Expected a sequence of document ids.');
  const wanted = (call.body as unknown[]).map((each) => String(documentId(each)));
  return removal(call, { providedIds: wanted.length, originalFilter: null }, () => wanted);
}

function removeFiltered(call: Call): Members {
  const { filter } = read(call.body, { filter: member(anything, 'invalid_document_filter') });
  if (filter === undefined) throw new Refusal('missing_document_filter', 'Missing field .filter.');
  if (filter === null || filter === '' || (Array.isArray(filter) && filter.length === 0)) throw new Refusal('invalid_document_filter', 'Sending an empty filter is forbidden.');
  predicateOf(filter, ['*'], 'invalid_document_filter');
  return removal(call, { providedIds: 0, originalFilter: JSON.stringify(filter) }, ({ store }) => {
    const holds = predicateOf(filter, store.settings.filterableAttributes, 'invalid_document_filter');
    return [...store.documents].filter(([, document]) => holds?.(document) ?? true).map(([id]) => id);
  });
}

function removeOne(call: Call): Members {
  const id = String(documentId(decodeURIComponent(call.names[1] ?? '')));
  return removal(call, { providedIds: 1, originalFilter: null }, () => [id]);
}

export const documentCalls = [
  route('GET', '/indexes/:uid/documents', 'documents.get', (call) => ok(fetched(indexOf(call.state, uidIn(call)), readQuery(call.query, LIST)))),
  route('POST', '/indexes/:uid/documents', 'documents.add', (call) => accepted(write(call, false))),
  route('PUT', '/indexes/:uid/documents', 'documents.add', (call) => accepted(write(call, true))),
  route('DELETE', '/indexes/:uid/documents', 'documents.delete', (call) => accepted(removal(call, { providedIds: 0, originalFilter: null }, ({ store }) => [...store.documents.keys()]))),
  route('POST', '/indexes/:uid/documents/fetch', 'documents.get', (call) => {
    const asked = read(call.body, FETCH);
    return ok(fetched(indexOf(call.state, uidIn(call)), asked));
  }),
  route('POST', '/indexes/:uid/documents/delete-batch', 'documents.delete', (call) => accepted(removeBatch(call))),
  route('POST', '/indexes/:uid/documents/delete', 'documents.delete', (call) => accepted(removeFiltered(call))),
  route('GET', '/indexes/:uid/documents/:id', 'documents.get', (call) => ok(one(call))),
  route('DELETE', '/indexes/:uid/documents/:id', 'documents.delete', (call) => accepted(removeOne(call))),
];
