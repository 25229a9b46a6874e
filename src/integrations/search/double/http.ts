import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorized, isForIndex } from './calls/keys.js';
import type { Fault, Faults } from './faults.js';
import { NotSpoken, Refusal } from './refusals.js';
import type { Answer, Route } from './routing.js';
import type { State } from './state.js';

/** A call as it came, and how it was answered. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** null: never answered. */
  status: number | null;
  /** Meilisearch's code of the refusal. */
  code: string | null;
}

export interface Api {
  readonly state: State;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
}

/** As Meilisearch limits what is sent to it. */
const BODY_LIMIT = 100 * 1024 * 1024;

/** Answers one call. */
export async function answerCall(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path, search } = new URL(request.url ?? '/', 'http://double');
  const method = request.method ?? 'GET';
  const text = await bodyOf(request);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const logged: LoggedRequest = { method, path, query: search.slice(1), body: parsed(text), headers, status: null, code: null };
  api.requests.push(logged);
  const fault = api.faults.meet(method, path);
  const instead = await insteadOf(fault, response);
  if (instead === 'done') return;
  const answer = instead ?? attempt(api, logged, text);
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 1_000);
  write(response, logged, fault?.kind === 'nonsense' ? { status: 200, body: { nonsense: true } } : answer, fault?.kind === 'cut');
}

/** What a fault answers without the call being done. */
async function insteadOf(fault: Fault | null, response: ServerResponse): Promise<Answer | 'done' | null> {
  if (fault === null) return null;
  switch (fault.kind) {
    case '429':
      response.setHeader('retry-after', '1');
      return { status: 429, body: undefined };
    case '503':
      response.setHeader('retry-after', '10');
      return refusing(new Refusal('too_many_search_requests', 'Too many search requests are running at the same time.'));
    case '500': return refusing(new Refusal('internal', 'An internal error has occurred.'));
    case 'page':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>Bad Gateway</body></html>');
      return 'done';
    case 'silence':
      await new Promise<void>((resolve) => { response.once('close', resolve); });
      return 'done';
    case 'hang-up':
      response.destroy();
      return 'done';
    case 'slow':
    case 'cut':
    case 'nonsense':
      return null;
  }
}

function attempt(api: Api, logged: LoggedRequest, text: string): Answer {
  try {
    return done(api, logged, text);
  } catch (error) {
    if (error instanceof Refusal) {
      logged.code = error.code;
      return refusing(error);
    }
    if (error instanceof NotSpoken) return { status: 501, body: { message: `The double does not speak ${error.message}.`, code: 'not_spoken', type: 'internal', link: '' } };
    const message = `The double is wrong: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
    return { status: 500, body: { message, code: 'internal', type: 'internal', link: '' } };
  }
}

function refusing(refusal: Refusal): Answer {
  return { status: refusal.status, body: refusal.body };
}

function done({ state, routes }: Api, { method, path, query, headers, body }: LoggedRequest, text: string): Answer {
  const known = routes.filter((each) => each.path.test(path));
  // What there is not, and what it cannot be asked for, is answered with nothing at all.
  if (known.length === 0) return { status: 404, body: undefined };
  const route = known.find((each) => each.method === method);
  if (route === undefined) return { status: 405, body: undefined };
  const indexes = route.action === null ? ['*'] : authorized(state, headers['authorization'], route.action);
  if (method === 'POST' || method === 'PUT' || method === 'PATCH') checkBody(path, headers['content-type'], text, body);
  return route.run({
    state, names: route.path.exec(path)?.slice(1) ?? [], query: new URLSearchParams(query), body,
    allow: (uid) => {
      if (!isForIndex(indexes, uid)) throw new Refusal('invalid_api_key', 'The provided API key is invalid.');
    },
  });
}

const WITHOUT_BODY = /^\/tasks\/cancel$/;
const MANY_FORMATS = /\/documents$/;

function checkBody(path: string, contentType: string | undefined, text: string, body: unknown): void {
  if (WITHOUT_BODY.test(path)) return;
  if (contentType === undefined) throw new Refusal('missing_content_type', 'A Content-Type header is missing.');
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (MANY_FORMATS.test(path) && (type === 'application/x-ndjson' || type === 'text/csv')) throw new NotSpoken(type);
  if (type !== 'application/json') throw new Refusal('invalid_content_type', `The Content-Type ${contentType} is invalid.`);
  if (text.trim() === '') throw new Refusal('missing_payload', 'A json payload is missing.');
  if (body === undefined) throw new Refusal('malformed_payload', 'The json payload provided is malformed.');
  if (Buffer.byteLength(text) > BODY_LIMIT) throw new Refusal('payload_too_large', 'The provided payload reached the size limit.');
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, logged: LoggedRequest, { status, body }: Answer, isCut: boolean): void {
  logged.status = status;
  if (body === undefined) {
    response.writeHead(status, { 'content-length': 0 }).end();
    return;
  }
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  if (isCut) response.write(bytes.subarray(0, bytes.length >> 1), () => { response.destroy(); });
  else response.end(bytes);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= BODY_LIMIT + 1) parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
