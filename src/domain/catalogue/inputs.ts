import { z, type ZodType } from 'zod';
import { secondsOfDuration } from '../../lib/duration.js';
import { CURRENCY } from '../../lib/money.js';
import { problemOfLine, problemOfText } from '../../lib/text.js';
import { CONTENT_ITEM_KINDS, COURSE_LEVELS, INCLUSIONS, LICENCES } from './lifecycle.js';
import { canonicalLanguages, canonicalUrl } from './rules/content.js';

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** A value judged by a function that gives the sentence of what is wrong with it. */
function judged<In, Out>(schema: ZodType<In, In>, read: (value: In) => { value: Out } | { problem: string }) {
  return schema.transform((value, context): Out => {
    const result = read(value);
    if ('value' in result) return result.value;
    context.addIssue({ code: 'custom', message: result.problem });
    return z.NEVER;
  });
}

function trimmed(problemOf: (text: string, limits: Limits) => string | null, limits: Limits) {
  return judged<string, string>(z.string(), (given) => {
    const value = given.trim();
    const problem = problemOf(value, limits);
    return problem === null ? { value } : { problem };
  });
}

/** A field that may be left out; null is the same as leaving it out. */
function left<In, Out>(schema: ZodType<Out, In>) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const title = trimmed(problemOfLine, { min: 1, max: 300 });
const summary = trimmed(problemOfText, { min: 0, max: 1000 });

/** An ISO 8601 duration as whole seconds, at most so many. */
function duration(maxSeconds: number) {
  return judged<string, number>(z.string(), (text) => {
    const value = secondsOfDuration(text);
    if (value === null) return { problem: 'Give it in weeks, days, hours, minutes and whole seconds, such as PT1H30M.' };
    return value <= maxSeconds ? { value } : { problem: `It must be at most ${maxSeconds / 3600} hours.` };
  });
}

/** The revision that a draft was read at. */
export const revision = z.number().int().min(1, 'Revisions count from 1.').max(2_147_483_647);
export const id = z.string().max(100, 'This is no id.');
/** A place in a list, from 0. */
export const position = z.number().int().min(0, 'Positions count from 0.').max(199, 'Positions end at 199.');
/** Why something was done, for the record and for who is told. */
export const reason = trimmed(problemOfText, { min: 1, max: 2000 });

const languages = judged<string[], string[]>(z.array(z.string()), canonicalLanguages);

const accessibility = z.object({ captions: left(z.boolean()), transcript: left(z.boolean()), signLanguage: left(z.boolean()) });

/** Paise for one learner, at most 100 crore rupees. */
const price = z.object({
  amountMinor: z.bigint().min(1n, 'A price is at least one paisa.').max(100_000_000_000n, 'A price is at most 100 crore rupees.'),
  currency: left(z.literal(CURRENCY, `Prices are in ${CURRENCY}.`)),
});

const competencyLevel = z.number().int().min(1, 'Levels count from 1.').max(5, 'Levels end at 5.');
const competencies = z.array(z.object({ competencyId: id, level: competencyLevel })).max(100, 'A course version teaches at most 100 competencies.');

/** What a draft is about; all of it may be left out. `price: null` takes the price away. */
export const contentFields = {
  title: left(title),
  summary: left(summary),
  description: left(trimmed(problemOfText, { min: 0, max: 20_000 })),
  languages: left(languages),
  level: left(z.enum(COURSE_LEVELS)),
  duration: left(duration(36_000_000)),
  accessibility: left(accessibility),
  licence: left(z.enum(LICENCES)),
  inclusion: left(z.enum(INCLUSIONS)),
  price: price.nullish(),
  competencies: left(competencies),
};
/** The fields of a draft that an input gives. */
export type ContentInput = z.output<z.ZodObject<typeof contentFields>>;

export const newModuleFields = { title, summary: left(summary), position: left(position) };
export const moduleFields = { title: left(title), summary: left(summary) };

const url = judged<string, string>(z.string(), (given) => canonicalUrl(given.trim()));
/** At most 1,000 hours, as the database has it. */
const itemDuration = duration(3_600_000);

export const newItemFields = { kind: z.enum(CONTENT_ITEM_KINDS), title, url, duration: left(itemDuration), position: left(position) };
export const itemFields = { kind: left(z.enum(CONTENT_ITEM_KINDS)), title: left(title), url: left(url), duration: left(itemDuration) };

/** The same content fields with a title that must be given. */
export const newCourseFields = { ...contentFields, title };
