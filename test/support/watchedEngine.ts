import type { SearchDocument, SearchEngine } from '../../src/domain/search/rules/engine.js';

/** A call of the port by which documents or indexes change. */
export interface Change {
  readonly call: 'put' | 'remove' | 'prepare' | 'replaceLive' | 'drop';
  readonly index: string;
  readonly documents: readonly SearchDocument[];
  readonly ids: readonly string[];
}

/** An engine that is watched: what changes it is written down, and can be made to wait or fail, before it is sent and after it was done. */
export interface WatchedEngine extends SearchEngine {
  readonly changes: Change[];
  before: (change: Change) => Promise<void> | void;
  after: (change: Change) => Promise<void> | void;
}

/** Watches an engine, which does all the work. */
export function watched(engine: SearchEngine): WatchedEngine {
  const changes: Change[] = [];
  const change = async (what: Change, work: () => Promise<void>): Promise<void> => {
    await it.before(what);
    changes.push(what);
    await work();
    await it.after(what);
  };
  const of = (call: Change['call'], index: string, documents: readonly SearchDocument[] = [], ids: readonly string[] = []): Change =>
    ({ call, index, documents, ids: [...documents.map(({ id }) => id), ...ids] });
  const it: WatchedEngine = {
    ...engine,
    changes,
    before: () => undefined,
    after: () => undefined,
    prepare: (index, vocabulary) => change(of('prepare', index), () => engine.prepare(index, vocabulary)),
    put: (index, documents) => change(of('put', index, documents), () => engine.put(index, documents)),
    remove: (index, ids) => change(of('remove', index, [], ids), () => engine.remove(index, ids)),
    replaceLive: (built) => change(of('replaceLive', built), () => engine.replaceLive(built)),
    drop: (index) => change(of('drop', index), () => engine.drop(index)),
  };
  return it;
}
