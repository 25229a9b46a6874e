import { pino } from 'pino';
import { loadConfig } from '../../../src/config.js';
import { marketplaceOf } from '../../../src/marketplace.js';
import { demonstrationPerson } from '../../../src/transport/development/people.js';
import { developmentSigner } from '../../../src/transport/development/signer.js';

/** A whole marketplace in this process: database, server and worker, as `npm start` makes it. */
export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

const PLENTY = { COST_PRINCIPAL_CAPACITY: '10000000', COST_PRINCIPAL_REFILL: '1000000', COST_ADDRESS_CAPACITY: '10000000', COST_ADDRESS_REFILL: '1000000' };

/** Starts one with these variables and no others; `say` hears of every line of its log. */
export async function startMarketplace(env: Readonly<Record<string, string>>, say: (line: string) => void = () => undefined): Promise<Running> {
  const config = loadConfig({ PORT: '0', ...PLENTY, ...env });
  const marketplace = marketplaceOf(config, pino({ level: 'warn' }, { write: say }), () => undefined);
  try {
    return { url: await marketplace.start(), stop: () => marketplace.stop() };
  } catch (error) {
    await marketplace.stop();
    throw error;
  }
}

/** How one request went, however it went. */
export interface Outcome {
  /** HTTP status; 0 where there was no answer at all. */
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly codes: readonly string[];
  readonly ms: number;
  readonly retryAfter: string | null;
}

export type Ask = (document: string, variables?: Record<string, unknown>) => Promise<Outcome>;

/** Asks a running server as one of the demonstration people (null: a visitor); never throws. */
export async function askerFor(dataDir: string, url: string, who: string | null): Promise<Ask> {
  const person = who === null ? null : demonstrationPerson(who);
  const signer = await developmentSigner(dataDir);
  const headers = {
    'content-type': 'application/json', 'accept': 'application/graphql-response+json',
    ...(person === null ? {} : { authorization: `Bearer ${await signer.token(person, new Date())}` }),
  };
  return (document, variables = {}) => outcomeOf(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: document, variables }) });
}

async function outcomeOf(url: string, init: RequestInit): Promise<Outcome> {
  const began = performance.now();
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
    const body = await response.json() as { data?: Record<string, unknown> | null; errors?: { extensions?: { code?: string } }[] };
    return {
      status: response.status, data: body.data ?? null, codes: (body.errors ?? []).map(({ extensions }) => extensions?.code ?? 'none'),
      ms: performance.now() - began, retryAfter: response.headers.get('retry-after'),
    };
  } catch {
    return { status: 0, data: null, codes: [], ms: performance.now() - began, retryAfter: null };
  }
}

/** The status of a path. */
export async function statusOf(url: string, path: string): Promise<number> {
  const response = await fetch(url + path);
  await response.arrayBuffer();
  return response.status;
}
