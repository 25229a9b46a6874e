import type { GraphQLResolveInfo } from 'graphql';

/** Thrown where an operation, or this one answer to it, cannot be given by the text way: the row way gives it, or words its errors. */
export class RowWayNeeded extends Error {
  constructor(why: string, cause?: unknown) {
    super(`the row way is needed: ${why}`, { cause });
    this.name = 'RowWayNeeded';
  }
}

/** With it what a resolver is told of its field wishes for a TextAnswer from the reader. */
export const TEXT = Symbol('the answer as text');

/** Whether the field is to be answered as text. */
export function wantsText(info: GraphQLResolveInfo): boolean {
  return TEXT in info;
}

/** What a root field is answered with in the text way: the JSON text of its value, and how many objects are in it. */
export class TextAnswer {
  constructor(readonly text: string, readonly objects: number) {}
}
