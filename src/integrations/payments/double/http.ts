import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_VERSION } from './events.js';
import type { Fault, Faults } from './faults.js';
import { readForm, type Form } from './form.js';
import type { Answer, KeyMemory } from './idempotency.js';
import { keyInUse, outOfOrder, StripeRefusal, tooMany, unavailable, unknownAddress, wrongKey } from './refusals.js';
import type { Route } from './routing.js';
import type { DoubleState } from './state.js';

/** A call as it came, and how it was answered. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Form;
  readonly headers: Readonly<Record<string, string>>;
  /** null: never answered. */
  status: number | null;
}

export interface Api {
  readonly state: DoubleState;
  readonly routes: readonly Route[];
  readonly keys: KeyMemory;
  readonly faults: Faults;
  readonly secretKey: string;
  readonly requests: LoggedRequest[];
}

/** What goes back over the wire. */
type Outcome =
  | { readonly kind: 'answer' | 'cut'; readonly answer: Answer; readonly isReplayed: boolean }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang up' };

interface Call {
  readonly logged: LoggedRequest;
  readonly key: string | null;
  readonly asked: string;
  readonly fault: Fault | null;
  readonly route: Route;
  readonly id: string;
}

/** Answers one call of the API. */
export async function answerCall(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path, search } = new URL(request.url ?? '/', 'http://double');
  const method = request.method ?? 'GET';
  const text = method === 'POST' ? await bodyOf(request) : search.slice(1);
  const logged: LoggedRequest = { method, path, params: readForm(text), headers: headersOf(request), status: null };
  api.requests.push(logged);
  const key = logged.headers['idempotency-key'] ?? null;
  const outcome = await attempt(async () => outcomeOf(api, callOf(api, logged, key, text)));
  write(response, outcome, logged, key);
}

function callOf(api: Api, logged: LoggedRequest, key: string | null, text: string): Call {
  const { method, path } = logged;
  const given = (logged.headers['authorization'] ?? '').replace(/^Bearer /, '');
  if (given !== api.secretKey) throw wrongKey(given);
  const route = api.routes.find((candidate) => candidate.method === method && candidate.path.test(path));
  if (route === undefined) throw unknownAddress(method, path);
  const asked = JSON.stringify([method, path, [...new URLSearchParams(text)].sort()]);
  return { logged, key: method === 'POST' ? key : null, asked, fault: api.faults.meet(method, path), route, id: route.path.exec(path)?.[1] ?? '' };
}

async function outcomeOf(api: Api, call: Call): Promise<Outcome> {
  const { key } = call;
  const kind = call.fault?.kind ?? null;
  if (kind === '409') throw keyInUse(key ?? 'none');
  if (kind === '429') throw tooMany();
  if (kind === '503') throw unavailable();
  if (kind === 'timeout-before') return { kind: 'silence' };
  if (kind === 'hang-up-before') return { kind: 'hang up' };
  const before = key === null ? null : api.keys.recall(key, call.asked);
  const answer = before ?? await executed(api, call);
  if (kind === 'timeout-after-commit') return { kind: 'silence' };
  if (kind === 'hang-up-after-commit') return { kind: 'hang up' };
  return { kind: kind === 'cut-body' ? 'cut' : 'answer', answer, isReplayed: before !== null };
}

/** Does the call. What is wrong with its parameters is said before it begins, and not kept; whatever comes of it then is. */
async function executed(api: Api, { fault, key, route, id, logged }: Call): Promise<Answer> {
  let run: () => object;
  try {
    run = route.prepare(api.state, id, logged.params);
  } catch (error) {
    if (key !== null) api.keys.forget(key);
    throw error;
  }
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 300);
  const answer = answered(() => {
    if (fault?.kind === '500') throw outOfOrder();
    const result = run();
    if (fault?.kind === '500-after-commit') throw outOfOrder();
    return result;
  });
  if (key !== null) api.keys.remember(key, answer);
  return answer;
}

function answered(run: () => object): Answer {
  try {
    return { status: 200, body: JSON.stringify(run(), null, 2) };
  } catch (error) {
    return refused(error);
  }
}

async function attempt(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return { kind: 'answer', answer: refused(error), isReplayed: false };
  }
}

function refused(error: unknown): Answer {
  if (error instanceof StripeRefusal) return { status: error.status, body: JSON.stringify({ error: error.error }, null, 2) };
  const message = `The double is wrong: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
  return { status: 500, body: JSON.stringify({ error: { type: 'api_error', message } }) };
}

function write(response: ServerResponse, outcome: Outcome, logged: LoggedRequest, key: string | null): void {
  if (outcome.kind === 'silence') return;
  if (outcome.kind === 'hang up') {
    response.destroy();
    return;
  }
  const { status, body } = outcome.answer;
  logged.status = status;
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': 'application/json', 'content-length': bytes.length, 'request-id': 'req_double', 'stripe-version': logged.headers['stripe-version'] ?? API_VERSION,
    ...(key === null ? {} : { 'idempotency-key': key }), ...(outcome.isReplayed ? { 'idempotent-replayed': 'true' } : {}),
  });
  if (outcome.kind === 'answer') response.end(bytes);
  else response.write(bytes.subarray(0, bytes.length >> 1), () => { response.destroy(); });
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
}

const BODY_LIMIT = 1_000_000;

/** The body of a request as text; a body beyond a megabyte is cut off. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= BODY_LIMIT) parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
