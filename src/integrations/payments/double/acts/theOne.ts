import { tableOf, type DoubleState, type Kind, type ObjectOf } from '../state.js';

/** The object that an act is about, which must be there. */
export function theOne<K extends Kind>(state: DoubleState, kind: K, id: string): ObjectOf<K> {
  const object = tableOf(state, kind).get(id);
  if (object === undefined) throw new Error(`the double has no ${kind} ${id}`);
  return object;
}
