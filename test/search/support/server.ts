import { randomBytes } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import type { SearchEngine } from '../../../src/domain/search/rules/engine.js';
import { startSearchDouble } from '../../../src/integrations/search/double/double.js';
import { meilisearchEngine } from '../../../src/integrations/search/meilisearch/engine.js';
import { realMeilisearch } from '../../support/environment.js';

/** A Meilisearch for one test file: the double, or a real one with names of its own, which are thrown away at the end. */
export interface Server {
  readonly url: string;
  readonly key: string;
  /** A name of an index that nobody else has. */
  name(of: string): string;
  engine(liveIndex: string): SearchEngine;
  close(): Promise<void>;
}

/** The servers that the contract is held against: the double always, a real one where the environment names it. */
export const SERVERS: readonly (readonly [string, () => Promise<Server>])[] = [
  ['the double', async () => {
    const double = await startSearchDouble();
    return serverAt(double.url, double.key, () => double.close());
  }],
  ...(realMeilisearch() === null ? [] : [['the Meilisearch of MEILI_URL', async () => {
    const { url = '', key = '' } = realMeilisearch() ?? {};
    return serverAt(url, key, async () => undefined);
  }] as const]),
];

function serverAt(url: string, key: string, close: () => Promise<void>): Server {
  const suffix = randomBytes(6).toString('hex');
  const named = (name: string): string => `contract_${suffix}_${name}`;
  return {
    url, key,
    name: named,
    // Here nobody waits: a real server that has just started may take its time.
    engine: (liveIndex) => meilisearchEngine({ url, key, liveIndex, searchMs: 5_000 }),
    close: async () => {
      const client = new Meilisearch({ host: url, apiKey: key });
      const { results } = await client.getRawIndexes({ limit: 10_000 });
      for (const { uid } of results) {
        if (uid.startsWith(`contract_${suffix}_`)) await client.deleteIndex(uid).waitTask();
      }
      await close();
    },
  };
}
