import { durationOfSeconds } from '../../../lib/duration.js';
import type { CatalogueMapping } from '../lifecycle.js';
import type { RowColumn } from './serialise.js';
import type { RowProblem } from './row.js';

/** How a foreign column is read. Each takes a value that is given (not null, not empty) and gives the canonical one, or undefined. */
const READINGS = {
  /** A text of one line: runs of white space become one space. */
  line: lineOf,
  text: (value) => textOf(value)?.trim(),
  language: (value) => (typeof value === 'string' ? [value.trim()] : undefined),
  seconds: (value) => duration(value, 1),
  hours: (value) => duration(value, 3600),
  level: (value) => (typeof value === 'string' ? LEVELS[value.trim().toLowerCase()] : undefined),
  /** True where a list has anything in it; an empty list says nothing. */
  anyOf: (value) => (Array.isArray(value) ? value.length > 0 || null : undefined),
  /** PRICED where the amount is more than nothing. The amount itself is in no currency of ours and is left to the author. */
  priced: (value) => { const amount = numberOf(value); return amount === undefined ? undefined : amount > 0 ? 'PRICED' : 'SUBSCRIPTION'; },
  /** One module with the course's page as its link. */
  page: (value, title) => (typeof value === 'string'
    ? [{ title: lineOf(title) ?? value, items: [{ kind: 'LINK', title: lineOf(title) ?? value, url: value.trim() }] }] : undefined),
} as const satisfies Record<string, (value: unknown, title: unknown) => unknown>;

/** The words for a level in catalogues, in small letters. */
const LEVELS: Readonly<Record<string, string>> = {
  beginner: 'FOUNDATION', basic: 'FOUNDATION', introductory: 'FOUNDATION', foundation: 'FOUNDATION',
  intermediate: 'INTERMEDIATE', mixed: 'INTERMEDIATE', advanced: 'ADVANCED', expert: 'ADVANCED',
};

interface Column {
  readonly from: string;
  readonly to: RowColumn;
  readonly as: keyof typeof READINGS;
  /** A second column whose text comes after the first's and a colon. */
  readonly and?: string;
  /** Written when the course is begun, and left to the author from then on. */
  readonly once?: true;
}

/** Which column of a catalogue is which of ours; columns not named here are not read. CANONICAL needs no table. */
export const MAPPINGS: Readonly<Record<Exclude<CatalogueMapping, 'CANONICAL'>, readonly Column[]>> = {
  IGOT: [
    { from: 'identifier', to: 'id', as: 'line' },
    { from: 'name', to: 'title', as: 'line' },
    { from: 'description_excerpt', to: 'description', as: 'text' },
    { from: 'language_derived', to: 'languages', as: 'language' },
    { from: 'duration_seconds', to: 'duration', as: 'seconds' },
  ],
  NPTEL: [
    { from: 'id', to: 'id', as: 'line' },
    { from: 'title', to: 'title', as: 'line' },
    { from: 'discipline', to: 'summary', as: 'line', once: true },
    { from: 'url', to: 'modules', as: 'page', once: true },
  ],
  COURSERA: [
    { from: 'id', to: 'id', as: 'line' },
    { from: 'title', to: 'title', as: 'line' },
    { from: 'category', and: 'subcategory', to: 'summary', as: 'line', once: true },
    { from: 'description', to: 'description', as: 'text' },
    { from: 'level', to: 'level', as: 'level' },
    { from: 'duration_hours', to: 'duration', as: 'hours' },
    { from: 'language_code', to: 'languages', as: 'language' },
    { from: 'subtitle_languages', to: 'captions', as: 'anyOf' },
    { from: 'url', to: 'modules', as: 'page', once: true },
  ],
  ETPL: [
    { from: 'id', to: 'id', as: 'line' },
    { from: 'title', to: 'title', as: 'line' },
    { from: 'description', to: 'description', as: 'text' },
    { from: 'clock_hours', to: 'duration', as: 'hours' },
    { from: 'total_cost_usd', to: 'inclusion', as: 'priced' },
  ],
};

/** The columns of ours that a mapping writes only into a course that has nothing there. */
export function writtenOnce(mapping: CatalogueMapping): ReadonlySet<RowColumn> {
  return new Set(mapping === 'CANONICAL' ? [] : MAPPINGS[mapping].filter(({ once }) => once === true).map(({ to }) => to));
}

/** The column that holds the id in a file of a mapping. */
export function idColumnOf(mapping: CatalogueMapping): string {
  return mapping === 'CANONICAL' ? 'id' : MAPPINGS[mapping].find(({ to }) => to === 'id')?.from ?? 'id';
}

/** The canonical row of a foreign one, for `parseRow` to judge; refuses a value that its column cannot hold. */
export function mapRow(mapping: CatalogueMapping, source: Readonly<Record<string, unknown>>): { row: Record<string, unknown>; problems: RowProblem[] } {
  if (mapping === 'CANONICAL') return { row: source, problems: [] };
  const title = source[MAPPINGS[mapping].find(({ to }) => to === 'title')?.from ?? 'title'];
  const row: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const { from, and, to, as } of MAPPINGS[mapping]) {
    const value = and === undefined ? source[from] : joined(source[from], source[and]);
    if (value === undefined || value === null || value === '') continue;
    const read: unknown = READINGS[as](value, title);
    if (read === undefined) problems.push({ field: from, message: PROBLEMS[as] });
    else row[to] = read;
  }
  return { row, problems };
}

/** Two texts with a colon between them, where there are two; what is no text is judged by itself. */
function joined(some: unknown, other: unknown): unknown {
  const texts = [some, other].filter((value) => value !== undefined && value !== null && value !== '');
  return texts.find((value) => textOf(value) === undefined) ?? texts.map(textOf).join(': ');
}

const PROBLEMS: Readonly<Record<keyof typeof READINGS, string>> = {
  line: 'It must be a text.', text: 'It must be a text.', language: 'It must be the tag of a language.',
  seconds: 'It must be a number of seconds.', hours: 'It must be a number of hours.',
  level: `It must be one of ${Object.keys(LEVELS).join(', ')}.`, anyOf: 'It must be a list.',
  priced: 'It must be an amount of money.', page: 'It must be a web address.',
};

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

function lineOf(value: unknown): string | undefined {
  return textOf(value)?.replace(/\s+/g, ' ').trim();
}

/** A number that is not negative, also where CSV gives it as text. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function duration(value: unknown, secondsEach: number): string | undefined {
  const amount = numberOf(value);
  return amount === undefined ? undefined : durationOfSeconds(Math.round(amount * secondsEach));
}
