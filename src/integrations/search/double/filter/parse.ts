/** A filter as it was read. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'compare'; readonly attribute: string; readonly operator: Comparison; readonly value: string }
  | { readonly kind: 'between'; readonly attribute: string; readonly low: string; readonly high: string }
  | { readonly kind: 'in'; readonly attribute: string; readonly values: readonly string[] }
  | { readonly kind: 'exists' | 'null' | 'empty'; readonly attribute: string }
  | { readonly kind: 'experimental'; readonly attribute: string; readonly keyword: string };

export type Comparison = '=' | '!=' | '>' | '>=' | '<' | '<=';

/** Why a text is no filter. */
export class FilterFault extends Error {}

const KEYWORDS = new Set(['AND', 'OR', 'IN', 'NOT', 'TO', 'EXISTS', 'IS', 'NULL', 'EMPTY', 'CONTAINS', 'STARTS', 'WITH', '_geoRadius', '_geoBoundingBox', '_geoPolygon']);
const RESERVED = new Set(['_geo', '_geoDistance', '_geoPoint', '_geoRadius', '_geoBoundingBox', '_geoPolygon']);
const COMPARISONS: readonly Comparison[] = ['>=', '<=', '!=', '=', '>', '<'];
const WORD = /[\p{Alphabetic}\p{N}_.-]+/uy;
const SPACE = /\s*/uy;
/** As deep as parentheses and NOT may nest. */
const DEPTH = 200;

/** Where in the text the reading is. */
interface Reading {
  readonly text: string;
  at: number;
}

/**
 * Reads a filter by the documented grammar: comparisons, TO, IN, EXISTS, IS NULL, IS EMPTY, AND before OR, NOT before both, parentheses;
 * values with quotation marks of either kind, or plain words that are no keyword. null: an empty text. Throws FilterFault.
 */
export function parseFilter(text: string): Filter | null {
  const reading: Reading = { text, at: 0 };
  space(reading);
  if (reading.at === text.length) return null;
  const filter = or(reading, 0);
  space(reading);
  if (reading.at < text.length) throw new FilterFault(`unexpected characters at the end of the filter: ${text.slice(reading.at)}`);
  return filter;
}

function or(reading: Reading, depth: number): Filter {
  return joined(reading, 'OR', 'or', () => joined(reading, 'AND', 'and', () => not(reading, depth)));
}

function joined(reading: Reading, keyword: string, kind: 'and' | 'or', part: () => Filter): Filter {
  const first = part();
  const parts = [first];
  while (takeKeyword(reading, keyword)) parts.push(part());
  return parts.length === 1 ? first : { kind, parts };
}

function not(reading: Reading, depth: number): Filter {
  if (depth > DEPTH) throw new FilterFault('the filter exceeds the depth limit');
  if (takeKeyword(reading, 'NOT')) return { kind: 'not', part: not(reading, depth + 1) };
  space(reading);
  if (!take(reading, '(')) return condition(reading);
  const inner = or(reading, depth + 1);
  space(reading);
  if (!take(reading, ')')) throw new FilterFault('a parenthesis is not closed');
  return inner;
}

function condition(reading: Reading): Filter {
  const attribute = value(reading);
  if (RESERVED.has(attribute)) throw new FilterFault(`${attribute} is a reserved keyword and cannot be filtered by here`);
  for (const operator of COMPARISONS) {
    if (take(reading, operator)) return { kind: 'compare', attribute, operator, value: value(reading) };
  }
  if (takeKeyword(reading, 'IN')) return list(reading, attribute);
  if (takeKeyword(reading, 'EXISTS')) return { kind: 'exists', attribute };
  if (takeKeyword(reading, 'IS')) return being(reading, attribute);
  if (takeKeyword(reading, 'NOT')) return negated(reading, attribute);
  const experimental = matching(reading, attribute);
  if (experimental !== null) return experimental;
  const before = reading.at;
  if (before < reading.text.length) {
    const low = value(reading);
    if (takeKeyword(reading, 'TO')) return { kind: 'between', attribute, low, high: value(reading) };
  }
  throw new FilterFault(`was expecting an operation at ${reading.text.slice(before) || 'the end'}`);
}

function negated(reading: Reading, attribute: string): Filter {
  if (takeKeyword(reading, 'IN')) return { kind: 'not', part: list(reading, attribute) };
  if (takeKeyword(reading, 'EXISTS')) return { kind: 'not', part: { kind: 'exists', attribute } };
  const experimental = matching(reading, attribute);
  if (experimental !== null) return { kind: 'not', part: experimental };
  throw new FilterFault('NOT is to be followed by IN, EXISTS, CONTAINS or STARTS WITH here');
}

function being(reading: Reading, attribute: string): Filter {
  const isNegated = takeKeyword(reading, 'NOT');
  const kind = takeKeyword(reading, 'NULL') ? 'null' : takeKeyword(reading, 'EMPTY') ? 'empty' : null;
  if (kind === null) throw new FilterFault('IS is to be followed by NULL or EMPTY, or NOT before them');
  return isNegated ? { kind: 'not', part: { kind, attribute } } : { kind, attribute };
}

function matching(reading: Reading, attribute: string): Filter | null {
  const keyword = takeKeyword(reading, 'CONTAINS') ? 'CONTAINS' : takeKeyword(reading, 'STARTS') ? 'STARTS WITH' : null;
  if (keyword === null) return null;
  if (keyword === 'STARTS WITH' && !takeKeyword(reading, 'WITH')) throw new FilterFault('STARTS is to be followed by WITH');
  value(reading);
  return { kind: 'experimental', attribute, keyword };
}

function list(reading: Reading, attribute: string): Filter {
  space(reading);
  if (!take(reading, '[')) throw new FilterFault('IN is to be followed by [');
  const values: string[] = [];
  for (;;) {
    space(reading);
    if (take(reading, ']')) return { kind: 'in', attribute, values };
    values.push(value(reading));
    if (take(reading, ',')) continue;
    if (!take(reading, ']')) throw new FilterFault('the list of IN is not closed');
    return { kind: 'in', attribute, values };
  }
}

/** A word or what stands between quotation marks, and the space after it. */
function value(reading: Reading): string {
  space(reading);
  const mark = reading.text[reading.at];
  const found = mark === '"' || mark === "'" ? quoted(reading, mark) : word(reading);
  if (found === null) throw new FilterFault(`was expecting a value but found ${reading.text.slice(reading.at) || 'nothing'}`);
  if (mark !== '"' && mark !== "'" && KEYWORDS.has(found)) throw new FilterFault(`${found} is a reserved keyword; put it between quotation marks`);
  space(reading);
  return found;
}

function word(reading: Reading): string | null {
  WORD.lastIndex = reading.at;
  const found = WORD.exec(reading.text)?.[0] ?? null;
  if (found !== null) reading.at += found.length;
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\', '/': '/' };

function quoted(reading: Reading, mark: string): string {
  let inner = '';
  for (reading.at += 1; reading.at < reading.text.length; reading.at += 1) {
    const sign = reading.text[reading.at];
    if (sign === mark) {
      reading.at += 1;
      return inner;
    }
    if (sign !== '\\') inner += sign;
    else {
      reading.at += 1;
      inner += escaped(reading);
    }
  }
  throw new FilterFault(`the quotation mark ${mark} is not closed`);
}

function escaped(reading: Reading): string {
  const plain = ESCAPES[reading.text[reading.at] ?? ''];
  if (plain !== undefined) return plain;
  const code = /^(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(reading.text.slice(reading.at));
  if (code === null) throw new FilterFault('a backslash stands before what it does not escape');
  reading.at += code[0].length - 1;
  return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16));
}

function takeKeyword(reading: Reading, keyword: string): boolean {
  const before = reading.at;
  space(reading);
  if (word(reading) === keyword) {
    space(reading);
    return true;
  }
  reading.at = before;
  return false;
}

function take(reading: Reading, sign: string): boolean {
  if (!reading.text.startsWith(sign, reading.at)) return false;
  reading.at += sign.length;
  return true;
}

function space(reading: Reading): void {
  SPACE.lastIndex = reading.at;
  reading.at += SPACE.exec(reading.text)?.[0].length ?? 0;
}
