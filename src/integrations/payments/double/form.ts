import { z } from 'zod';
import { invalid } from './refusals.js';

/** What a form says: texts, and objects and lists of such. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = { [name: string]: FormValue };

/** Reads Stripe's form encoding: `a[b]=1` is an object, `a[0]=1` and `a[]=1` a list. */
export function readForm(text: string): Form {
  const form = emptyForm();
  for (const [name, value] of new URLSearchParams(text)) put(form, pathOf(name), value);
  return form;
}

/** Without a prototype, so that no name means anything but itself. */
function emptyForm(): Form {
  return Object.create(null) as Form;
}

function pathOf(name: string): string[] {
  const [first = name, ...rest] = name.split('[');
  return [first, ...rest.map((step) => step.replace(/\]$/, ''))];
}

function put(target: Form | FormValue[], [step = '', ...rest]: readonly string[], value: string): void {
  const place = Array.isArray(target) ? (step === '' ? target.length : Number(step)) : step;
  const inList = target as Record<string | number, FormValue>;
  if (rest.length === 0) {
    inList[place] = value;
    return;
  }
  const isList = rest[0] === '' || /^\d+$/.test(rest[0] ?? '');
  const found = inList[place];
  const inner = typeof found === 'object' ? found : isList ? [] : emptyForm();
  inList[place] = inner;
  put(inner, rest, value);
}

/** The parameters that a call knows, each by a name of the type that the `stripe` package has for it. */
export type Shape<P> = { readonly [K in keyof P & string]?: z.ZodType };

const MONEY_LIMIT = 999_999_999_999;
export const whole = z.string().regex(/^-?\d{1,12}$/, 'Invalid integer').transform(Number).refine((n) => Math.abs(n) <= MONEY_LIMIT, 'Invalid integer');
export const positive = whole.refine((n) => n >= 1, 'This value must be greater than or equal to 1.');
export const text = z.string().min(1).max(5_000);
export const flag = z.enum(['true', 'false'], 'Invalid boolean').transform((value) => value === 'true');
export const one = <const T extends readonly string[]>(...values: T) => z.enum(values, `must be one of ${values.join(', ')}`);
export const currency = z.string().regex(/^[a-zA-Z]{3}$/, 'Invalid currency').transform((code) => code.toLowerCase());
export const metadata = z.record(z.string().max(40), z.string().max(500)).refine((given) => Object.keys(given).length <= 50, 'Metadata can have at most 50 keys');
export const expand = z.array(text);
export const created = z.union([whole, z.strictObject({ gt: whole.optional(), gte: whole.optional(), lt: whole.optional(), lte: whole.optional() })]);

/** What every list takes. */
export const paging = { limit: whole.optional(), starting_after: text.optional(), ending_before: text.optional(), expand: expand.optional() };
export const listing = { ...paging, created: created.optional() };

/** Schemas are compiled when they are first used: each once. */
const SCHEMAS = new WeakMap<z.ZodRawShape, z.ZodObject>();

function strict(shape: z.ZodRawShape): z.ZodObject {
  const known = SCHEMAS.get(shape);
  if (known !== undefined) return known;
  const made = z.strictObject(shape);
  SCHEMAS.set(shape, made);
  return made;
}

/** Reads the parameters of a call; one that it does not know is refused, as at Stripe, so that a wrong call fails loudly. */
export function readParams<S extends z.ZodRawShape>(shape: S, form: Form): z.infer<z.ZodObject<S>> {
  const read = strict(shape).safeParse(form);
  if (read.success) return read.data as z.infer<z.ZodObject<S>>;
  const { issues } = read.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw invalid('The parameters cannot be read.');
  if (issue.code === 'unrecognized_keys') {
    const param = inBrackets([...issue.path, ...issue.keys.slice(0, 1)]);
    throw invalid(`Received unknown parameter: ${param}`, 'parameter_unknown', param);
  }
  const param = inBrackets(issue.path);
  if (isAbsent(form, issue.path)) throw invalid(`Missing required param: ${param}.`, 'parameter_missing', param);
  throw invalid(`${issue.message}: ${param}`, issue.message === 'Invalid integer' ? 'parameter_invalid_integer' : undefined, param);
}

function inBrackets([first = '', ...rest]: readonly PropertyKey[]): string {
  return [String(first), ...rest.map((step) => `[${String(step)}]`)].join('');
}

function isAbsent(form: Form, path: readonly PropertyKey[]): boolean {
  let value: FormValue | undefined = form;
  for (const step of path) {
    if (typeof value !== 'object') return true;
    value = (value as Record<PropertyKey, FormValue>)[step];
  }
  return value === undefined;
}
