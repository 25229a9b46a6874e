import { z, type ZodType } from 'zod';
import { uuidOf, publicId } from '../../../lib/ids.js';
import { problemOfLine } from '../../../lib/text.js';
import { contentFields, newCourseFields, newItemFields, newModuleFields, type ContentInput } from '../inputs.js';
import type { ContentItemKind } from '../lifecycle.js';
import { MAX_PARTS } from '../rules/content.js';

/** What is wrong with a row: the field and a sentence; the field is '' where the row as a whole is at fault. */
export interface RowProblem {
  readonly field: string;
  readonly message: string;
}

/** A competency by the code of its framework and its own code in it. */
export interface RowCompetency {
  readonly framework: string;
  readonly code: string;
  readonly level: number;
}
export interface RowItem {
  readonly kind: ContentItemKind;
  readonly title: string;
  readonly url: string;
  readonly durationSeconds: number;
}
export interface RowModule {
  readonly title: string;
  readonly summary: string;
  readonly items: readonly RowItem[];
}

/** A row that was read and is well-formed. What it does not give is undefined, and stays as it is in the course. */
export interface ParsedRow {
  /** The provider's own id of the course. */
  readonly id: string;
  /** Without the competencies, which a row names by their codes. */
  readonly content: Omit<ContentInput, 'competencies'> & { readonly title: string };
  readonly competencies: readonly RowCompetency[] | undefined;
  readonly modules: readonly RowModule[] | undefined;
  /** The slug of the provider whose course it is; exports say it. */
  readonly provider: string | undefined;
  /** The number of the version that the row was exported from; exports say it. */
  readonly version: number | undefined;
}

const optional = <T>(schema: ZodType<T>) => schema.nullish().transform((value) => value ?? undefined);

/** A text of one line of 1 to `max` characters, spaces around it taken off. */
function line(max: number) {
  return z.string().trim().superRefine((text, context) => {
    const problem = problemOfLine(text, { min: 1, max });
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether the language of a canonical tag is one that Unicode has a name for: a well-formed tag may name no language at all. */
function isKnownLanguage(tag: string): boolean {
  const [language = ''] = tag.split('-');
  return language !== 'und' && names.of(language) !== undefined;
}

const languages = contentFields.languages.superRefine((tags, context) => {
  for (const tag of tags ?? []) {
    if (!isKnownLanguage(tag)) context.addIssue({ code: 'custom', message: `'${tag}' is no language that is known.` });
  }
});

const competency = z.object({ framework: line(50), code: line(100), level: z.number().int().min(1, 'Levels count from 1.').max(5, 'Levels end at 5.') });
const competencies = z.array(competency).max(100, 'A course version teaches at most 100 competencies.').superRefine((list, context) => {
  const seen = new Set(list.map(({ framework, code }) => JSON.stringify([framework, code])));
  if (seen.size < list.length) context.addIssue({ code: 'custom', message: 'A competency is named twice.' });
});

const item = z.object({ kind: newItemFields.kind, title: newItemFields.title, url: newItemFields.url, duration: newItemFields.duration });
const courseModule = z.object({
  title: newModuleFields.title, summary: newModuleFields.summary,
  items: optional(z.array(item).max(MAX_PARTS, `A module has at most ${MAX_PARTS} content items.`)),
});
const pricePaise = z.string().regex(/^[1-9]\d{0,11}$/, 'It must be a whole number of paise, as text of at most twelve digits.')
  .refine((text) => !(Number(text) > 100_000_000_000), 'A price is at most 100 crore rupees.');

const flag = optional(z.boolean());
const rowSchema = z.object({
  id: line(200),
  title: newCourseFields.title, summary: contentFields.summary, description: contentFields.description, languages,
  level: contentFields.level, duration: contentFields.duration, captions: flag, transcript: flag, signLanguage: flag,
  licence: contentFields.licence, inclusion: contentFields.inclusion, pricePaise: pricePaise.nullish(),
  competencies: optional(competencies),
  modules: optional(z.array(courseModule).max(MAX_PARTS, `A course version has at most ${MAX_PARTS} modules.`)),
  provider: optional(line(120)), version: optional(z.number().int().min(1)),
});

/** Reads a canonical row, as JSON gives it. Refuses what is missing, of a wrong type or out of range, each field with its sentence. */
export function parseRow(value: unknown): ParsedRow | { readonly problems: readonly RowProblem[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [{ field: '', message: 'A row must be an object with a field for each column.' }] };
  }
  const read = rowSchema.safeParse(value);
  if (!read.success) {
    return { problems: read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: sentence(issue.message) })) };
  }
  const { id, captions, transcript, signLanguage, pricePaise: price, provider, version, modules, competencies: taught, ...content } = read.data;
  return {
    id, provider, version, competencies: taught,
    content: {
      ...content, accessibility: { captions, transcript, signLanguage },
      price: price === undefined || price === null ? price : { amountMinor: BigInt(price), currency: undefined },
    },
    modules: modules?.map((each) => ({
      title: each.title, summary: each.summary ?? '',
      items: (each.items ?? []).map(({ duration, ...rest }) => ({ ...rest, durationSeconds: duration ?? 0 })),
    })),
  };
}

/** Whether a row could not be read. */
export function isUnreadable(row: ParsedRow | { readonly problems: readonly RowProblem[] }): row is { readonly problems: readonly RowProblem[] } {
  return 'problems' in row;
}

/** The id that a value has where it can be read, for the report on a row that is refused for another field. */
export function idOfRow(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['id'] : undefined;
  const read = rowSchema.shape.id.safeParse(id);
  return read.success ? read.data : null;
}

const MISTYPED = /^Invalid input: expected (\w+), received (\w+)$/;
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object',
};

/** zod's sentence on a wrong type in words that a provider's people know. */
function sentence(message: string): string {
  const [, expected = '', received] = MISTYPED.exec(message) ?? [];
  if (expected === '') return message;
  return received === 'undefined' ? 'It is missing.' : `It must be ${TYPE_NAMES[expected] ?? expected}.`;
}

/**
 * The id that a course has in rows: the provider's own, and for a course that was begun here and has none, its public
 * id, by which an import finds it again.
 */
export function rowIdOf(course: { readonly id: string; readonly externalId: string | null }): string {
  return course.externalId ?? publicId('course', course.id);
}

/** The uuid of the course that a row's id names by its public id; null where it is an id of the provider's own making. */
export function courseOfRowId(id: string): string | null {
  return uuidOf('course', id);
}
