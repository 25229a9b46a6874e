/** What the reader did: a plan compiled, or a data statement sent. */
export interface ReaderEvent {
  readonly kind: 'compiled' | 'statement';
  readonly text: string;
}

const listeners = new Set<(event: ReaderEvent) => void>();

/** Tells a listener of each plan compiled and each data statement sent, until the function answered is called. */
export function observeReader(listener: (event: ReaderEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the listeners. */
export function observed(event: ReaderEvent): void {
  for (const listener of listeners) listener(event);
}
