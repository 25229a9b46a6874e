import type { Members } from '../check.js';
import { valuesOf } from '../filter/evaluate.js';
import type { Settings } from '../settings.js';
import { folded, wordsOf } from './words.js';

export type DocumentId = string | number;

/** Where a word stands in a document: in which searchable attribute, and at which place of it. */
export interface Occurrence {
  readonly attribute: number;
  readonly place: number;
}

/** The places of a word in the documents that have it. */
export type Postings = ReadonlyMap<string, readonly Occurrence[]>;

/** The documents of an index, and where each word stands in them. */
export interface Store {
  readonly settings: Settings;
  readonly documents: ReadonlyMap<string, Members>;
  /** Every word there is, with its places. */
  readonly words: ReadonlyMap<string, Postings>;
  put(id: DocumentId, document: Members): void;
  remove(id: DocumentId): boolean;
  clear(): void;
  /** Takes other settings: everything is read again. */
  apply(settings: Settings): void;
  /** The searchable attributes, the most important first. */
  attributes(): readonly string[];
}

/** The values of a list lie as far apart as sentences do. */
const VALUE_GAP = 8;

export function newStore(initial: Settings): Store {
  let settings = initial;
  let attributes: string[] = [];
  const documents = new Map<string, Members>();
  const words = new Map<string, Map<string, Occurrence[]>>();
  const wordsOfDocument = new Map<string, Set<string>>();

  const forget = (key: string): void => {
    for (const word of wordsOfDocument.get(key) ?? []) {
      const postings = words.get(word);
      postings?.delete(key);
      if (postings?.size === 0) words.delete(word);
    }
    wordsOfDocument.delete(key);
  };
  const keep = (key: string, document: Members): void => {
    const stops = new Set(settings.stopWords.map(folded));
    const met = new Set<string>();
    for (const name of attributesOf(document, settings)) {
      if (!attributes.includes(name)) attributes.push(name);
      for (const { word, place } of occurrences(document, name, settings)) {
        if (stops.has(word)) continue;
        const postings = words.get(word) ?? new Map<string, Occurrence[]>();
        const own = postings.get(key) ?? [];
        own.push({ attribute: attributes.indexOf(name), place });
        words.set(word, postings.set(key, own));
        met.add(word);
      }
    }
    wordsOfDocument.set(key, met);
  };
  const restart = (): void => {
    attributes = settings.searchableAttributes.includes('*') ? [] : [...settings.searchableAttributes];
    words.clear();
    wordsOfDocument.clear();
    for (const [key, document] of documents) keep(key, document);
  };
  restart();
  return {
    get settings() { return settings; },
    documents, words, attributes: () => attributes,
    put: (id, document) => {
      forget(String(id));
      documents.set(String(id), document);
      keep(String(id), document);
    },
    remove: (id) => {
      forget(String(id));
      return documents.delete(String(id));
    },
    clear: () => {
      documents.clear();
      restart();
    },
    apply: (other) => {
      settings = other;
      restart();
    },
  };
}

function attributesOf(document: Members, { searchableAttributes }: Settings): readonly string[] {
  return searchableAttributes.includes('*') ? Object.keys(document) : searchableAttributes;
}

function occurrences(document: Members, attribute: string, settings: Settings): { word: string; place: number }[] {
  let start = 0;
  return valuesOf(document, attribute).flatMap((value) => {
    const found = wordsOf(String(value), settings).map(({ word, place }) => ({ word, place: place + start }));
    start = (found.at(-1)?.place ?? start - 1) + VALUE_GAP;
    return found;
  });
}
