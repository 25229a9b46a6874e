import { MeilisearchApiError, MeilisearchRequestError, MeilisearchTaskTimeOutError } from 'meilisearch';
import { EngineUnavailable } from '../../../domain/search/rules/engine.js';

/** Statuses below 500 that may be another in a moment. */
const PASSING = new Set([408, 425, 429]);

/** A refusal of Meilisearch, told apart by the code that it documents. */
export class MeilisearchRefused extends EngineUnavailable {
  constructor(message: string, transient: boolean, readonly status: number, readonly code: string | null) {
    super(message, transient);
  }
}

/** What a call may be given: the caller's signal beside the limit. */
export interface CallLimit {
  readonly ms: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes one call within a limit; `what` is the call in words ('search'). Throws EngineUnavailable for whatever fails, and the signal's
 * reason where the caller gave up. No message holds the key or what was sent.
 */
export async function called<T>(what: string, { ms, signal }: CallLimit, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(ms);
  const both = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  try {
    return await inTime(call(both), both);
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (limit.aborted) throw new EngineUnavailable(`To ${what}: Meilisearch gave no answer within ${ms} ms.`, true);
    throw toldApart(what, error);
  }
}

/** As `called`, and null where there is no such index. */
export async function ifThere<T>(what: string, limit: CallLimit, call: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  try {
    return await called(what, limit, call);
  } catch (error) {
    if (error instanceof MeilisearchRefused && error.code === 'index_not_found') return null;
    throw error;
  }
}

/** Not every call of the package can be given a signal: the wait ends all the same. */
async function inTime<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  let giveUp = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    giveUp = () => { reject(new Error('given up')); };
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function toldApart(what: string, error: unknown): EngineUnavailable {
  if (error instanceof EngineUnavailable) return error;
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response;
    const code = error.cause?.code ?? null;
    const transient = status >= 500 || PASSING.has(status);
    return new MeilisearchRefused(`To ${what}: Meilisearch refused (${[status, code].filter((part) => part !== null).join(' ')}).`, transient, status, code);
  }
  if (error instanceof MeilisearchTaskTimeOutError) return new EngineUnavailable(`To ${what}: Meilisearch is still working on it.`, true);
  // An answer that is no JSON (SyntaxError) comes from something in between, or was cut short.
  const reason = error instanceof MeilisearchRequestError ? reasonOf(error.cause) : error instanceof SyntaxError ? 'the answer is no JSON' : 'the call failed';
  return new EngineUnavailable(`To ${what}: Meilisearch could not be reached, or its answer not be read (${reason}).`, true);
}

/** ECONNREFUSED and the like, as Node says why a call broke off; never the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.name;
}
