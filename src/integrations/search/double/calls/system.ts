import type { Members } from '../check.js';
import { ok, route, uidIn } from '../routing.js';
import { indexOf, type Index, type State } from '../state.js';

function statsOf(state: State, { uid, store }: Index): Members {
  const fields = new Map<string, number>();
  for (const document of store.documents.values()) {
    for (const name of Object.keys(document)) fields.set(name, (fields.get(name) ?? 0) + 1);
  }
  const isIndexing = state.tasks.all.some((task) => task.indexUid === uid && task.status === 'processing');
  return {
    numberOfDocuments: store.documents.size, isIndexing, rawDocumentDbSize: 0, avgDocumentSize: 0, numberOfEmbeddings: 0, numberOfEmbeddedDocuments: 0,
    fieldDistribution: Object.fromEntries([...fields].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

export const systemCalls = [
  route('GET', '/health', null, () => ok({ status: 'available' })),
  route('GET', '/version', 'version', ({ state }) => ok({ commitSha: 'unknown', commitDate: 'unknown', pkgVersion: state.version })),
  route('GET', '/stats', 'stats.get', ({ state }) => ok({
    databaseSize: 0, usedDatabaseSize: 0, lastUpdate: state.now().toISOString(),
    indexes: Object.fromEntries([...state.indexes.values()].map((index) => [index.uid, statsOf(state, index)])),
  })),
  route('GET', '/indexes/:uid/stats', 'stats.get', (call) => ok(statsOf(call.state, indexOf(call.state, uidIn(call))))),
];
