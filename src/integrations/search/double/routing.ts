import { indexUid, type Members } from './check.js';
import type { State } from './state.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A call that is known, allowed and has a body that can be read. */
export interface Call {
  readonly state: State;
  /** What stands in the path where the route has a name. */
  readonly names: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Refuses an index that the key is not for. */
  allow(uid: string): void;
}

export interface Answer {
  readonly status: number;
  /** Nothing at all where undefined. */
  readonly body: unknown;
}

/** A call that the double speaks. */
export interface Route {
  readonly method: Method;
  readonly path: RegExp;
  /** What a key must be for; null: anybody may. */
  readonly action: string | null;
  run(call: Call): Answer;
}

/** A route; `:name` in its path is handed on. */
export function route(method: Method, path: string, action: string | null, run: (call: Call) => Answer): Route {
  return { method, path: new RegExp(`^${path.replace(/:[a-z]+/gi, '([^/]+)')}$`), action, run };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
/** A task that was put into the queue. */
export const accepted = (task: Members): Answer => ({ status: 202, body: task });

/** The uid in a path, which must be one that there can be. */
export function uidIn({ names, allow }: Call): string {
  const uid = indexUid(decodeURIComponent(names[0] ?? ''));
  allow(uid);
  return uid;
}
