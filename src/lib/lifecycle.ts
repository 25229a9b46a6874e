import { refuse, type Refused } from './refusal.js';

/** A lifecycle is one constant table: state -> event -> next state. */
export type Lifecycle = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type StateOf<L extends Lifecycle> = keyof L & string;
export type EventOf<L extends Lifecycle> = { [S in keyof L]: keyof L[S] & string }[keyof L];

/** The states of a lifecycle, in the order of its table; database enums and GraphQL enums are made from it. */
export function statesOf<L extends Lifecycle>(lifecycle: L): [StateOf<L>, ...StateOf<L>[]] {
  return Object.keys(lifecycle) as [StateOf<L>, ...StateOf<L>[]];
}

/** The events that a state accepts. */
export function eventsOf<L extends Lifecycle>(lifecycle: L, state: StateOf<L>): EventOf<L>[] {
  return Object.keys(lifecycle[state] ?? {}) as EventOf<L>[];
}

/** The state that follows, or ILLEGAL_STATE with a sentence naming the state and what was tried. */
export function next<L extends Lifecycle>(
  lifecycle: L, what: string, state: StateOf<L>, event: EventOf<L>,
): StateOf<L> | Refused {
  const target = lifecycle[state]?.[event];
  if (target !== undefined) return target as StateOf<L>;
  const accepts = eventsOf(lifecycle, state);
  const may = accepts.length === 0 ? 'nothing more can be done with it' : `possible now: ${accepts.join(', ')}`;
  return refuse('ILLEGAL_STATE', `The ${what} is ${state}: it cannot be moved by '${event}' (${may}).`);
}

/**
 * The life of a job that reads a file in batches. One that FAILED continues, when it is resumed, after the last batch it had done.
 */
export const FILE_JOB_LIFECYCLE = {
  QUEUED: { start: 'RUNNING', fail: 'FAILED' },
  RUNNING: { finish: 'DONE', fail: 'FAILED' },
  FAILED: { resume: 'QUEUED' },
  DONE: {},
} as const satisfies Lifecycle;
export type FileJobState = StateOf<typeof FILE_JOB_LIFECYCLE>;
export type FileJobEvent = EventOf<typeof FILE_JOB_LIFECYCLE>;
