import type { Ctx } from '../../context.js';

/** What fills holes: one request. */
export interface Filling {
  readonly ctx: Ctx;
  /** The moment of the answer, by the context's clock. */
  readonly now: Date;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Makes the JSON text that belongs into a hole of the value that is in it. */
export type Hole = (value: unknown, filling: Filling) => string;

/**
 * Around a hole are characters that JSON text never holds as they are (PostgreSQL escapes them in strings), so that nothing which
 * somebody wrote can be taken for a hole: one to open it, two letters for its number, the value as JSON, one to close it.
 */
const OPEN = '\u0001';
const CLOSE = '\u0002';

/**
 * Null in JSON with a blank that PostgreSQL writes nowhere else: in the place of a null where the schema has non-null. No answer is
 * made of a text that holds it.
 */
export const NEVER_NULL = 'null\n';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FIRST = 65;
const NUMBERS = new Map<number, number>([...LETTERS].map((letter, number) => [letter.charCodeAt(0), number]));
/** By character code less that of `A`. */
const NUMBER_OF: readonly number[] = Array.from({ length: 58 }, (_, code) => NUMBERS.get(code + FIRST) ?? 0);

/** What is written before and after the value of a hole. Throws beyond 2,704 holes, more than any document within the limits makes. */
export function holeAt(index: number): { readonly open: string; readonly close: string } {
  const first = LETTERS[Math.floor(index / LETTERS.length)];
  const second = LETTERS[index % LETTERS.length];
  if (first === undefined || second === undefined) throw new Error('a text with too many holes');
  return { open: `${OPEN}${first}${second}`, close: CLOSE };
}

/** The text with its holes filled, in one pass. */
export function filled(text: string, holes: readonly Hole[], filling: Filling): string {
  let open = text.indexOf(OPEN);
  if (open === -1) return text;
  let answer = '';
  let done = 0;
  while (open !== -1) {
    const close = text.indexOf(CLOSE, open);
    const number = (NUMBER_OF[text.charCodeAt(open + 1) - FIRST] ?? 0) * LETTERS.length + (NUMBER_OF[text.charCodeAt(open + 2) - FIRST] ?? 0);
    const hole = holes[number];
    if (hole === undefined || close === -1) throw new Error('a hole that is none');
    answer += text.slice(done, open) + hole(valueOf(text.slice(open + 3, close)), filling);
    done = close + 1;
    open = text.indexOf(OPEN, done);
  }
  return answer + text.slice(done);
}

/** A value from its JSON; most are texts in which nothing is escaped. */
function valueOf(json: string): unknown {
  return json.charCodeAt(0) === 34 && !json.includes('\\') ? json.slice(1, -1) : JSON.parse(json);
}

/** How many objects JSON text without blanks holds: an opened object and its first key cannot be part of a string, whose quotes are escaped. */
export function objectsIn(text: string): number {
  let objects = 0;
  for (let at = text.indexOf('{"'); at !== -1; at = text.indexOf('{"', at + 2)) {
    const code = text.charCodeAt(at + 2);
    // A letter or the underscore of a name: after a string that ends with a brace come , : } or ].
    if (code > 64 && code !== 93 && code !== 125) objects += 1;
  }
  return objects;
}
