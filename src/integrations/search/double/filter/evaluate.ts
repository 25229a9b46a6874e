import type { Members } from '../check.js';
import { isObject } from '../check.js';
import { Refusal } from '../refusals.js';
import { featuresOf, type FilterableAttribute } from '../settings.js';
import { FilterFault, parseFilter, type Comparison, type Filter } from './parse.js';

/** Says of each document whether the filter holds. */
export type Predicate = (document: Members) => boolean;

/**
 * Reads a filter parameter: a text, or a list of texts that all are to hold and of lists of which one is. Refuses with the code given what
 * is no filter, and attributes that cannot be filtered by. null: nothing to filter by.
 */
export function predicateOf(parameter: unknown, filterable: readonly FilterableAttribute[], code: string): Predicate | null {
  try {
    const filter = filterOf(parameter);
    if (filter === null) return null;
    allow(filter, filterable, code);
    return (document) => holds(filter, document);
  } catch (error) {
    if (error instanceof FilterFault) throw new Refusal(code, `Invalid filter: ${error.message}.`);
    throw error;
  }
}

function filterOf(parameter: unknown): Filter | null {
  if (parameter === null || parameter === undefined) return null;
  if (typeof parameter === 'string') return parseFilter(parameter);
  if (!Array.isArray(parameter)) throw new FilterFault('expected a string or an array');
  const parts = parameter.map((each: unknown): Filter | null => {
    if (typeof each === 'string') return parseFilter(each);
    if (!Array.isArray(each)) throw new FilterFault('expected a string or an array of strings');
    const alternatives = each.map((one: unknown) => {
      if (typeof one !== 'string') throw new FilterFault('expected a string: arrays nest twice at most');
      return parseFilter(one);
    }).filter((one) => one !== null);
    return alternatives.length === 0 ? null : { kind: 'or', parts: alternatives };
  }).filter((part) => part !== null);
  return parts.length === 0 ? null : { kind: 'and', parts };
}

/** Refuses what the settings do not allow, whatever documents there are. */
function allow(filter: Filter, filterable: readonly FilterableAttribute[], code: string): void {
  if ('parts' in filter) {
    for (const part of filter.parts) allow(part, filterable, code);
    return;
  }
  if ('part' in filter) {
    allow(filter.part, filterable, code);
    return;
  }
  if (filter.kind === 'experimental') {
    throw new Refusal('feature_not_enabled', `Using ${filter.keyword} in a filter requires enabling the containsFilter experimental feature.`);
  }
  const features = featuresOf(filterable, filter.attribute);
  if (features === null) throw new FilterFault(`attribute ${filter.attribute} is not filterable`);
  const compares = filter.kind === 'between' || (filter.kind === 'compare' && filter.operator !== '=' && filter.operator !== '!=');
  if (compares ? !features.comparison : !features.equality) throw new FilterFault(`the operator is not allowed for the attribute ${filter.attribute}`);
}

function holds(filter: Filter, document: Members): boolean {
  switch (filter.kind) {
    case 'and': return filter.parts.every((part) => holds(part, document));
    case 'or': return filter.parts.some((part) => holds(part, document));
    case 'not': return !holds(filter.part, document);
    case 'compare': return compared(document, filter.attribute, filter.operator, filter.value);
    case 'between': return valuesOf(document, filter.attribute).some((each) => turnOf(each, filter.low) >= 0 && turnOf(each, filter.high) <= 0);
    case 'in': return filter.values.some((value) => equals(document, filter.attribute, value));
    case 'exists': return fieldOf(document, filter.attribute) !== undefined;
    case 'null': return fieldOf(document, filter.attribute) === null;
    case 'empty': return isEmpty(fieldOf(document, filter.attribute));
    case 'experimental': return false;
  }
}

function compared(document: Members, attribute: string, operator: Comparison, value: string): boolean {
  switch (operator) {
    case '=': return equals(document, attribute, value);
    case '!=': return !equals(document, attribute, value);
    case '>': return valuesOf(document, attribute).some((each) => turnOf(each, value) > 0);
    case '>=': return valuesOf(document, attribute).some((each) => turnOf(each, value) >= 0);
    case '<': return valuesOf(document, attribute).some((each) => turnOf(each, value) < 0);
    case '<=': return valuesOf(document, attribute).some((each) => turnOf(each, value) <= 0);
  }
}

/** Whether a value comes after (above 0), with or before another: numbers among numbers, texts among texts by their letters; else neither (NaN). */
function turnOf(each: string | number | boolean, value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (typeof each === 'number') return each - number;
  if (!Number.isNaN(number)) return Number.NaN;
  const [text, key] = [facetKey(String(each)), facetKey(value)];
  return text === key ? 0 : text < key ? -1 : 1;
}

function equals(document: Members, attribute: string, value: string): boolean {
  const wanted = facetKey(value);
  return valuesOf(document, attribute).some((each) => (typeof each === 'number' ? each === Number(value) : facetKey(String(each)) === wanted));
}

/** Texts are equal whatever their letters' size. */
function facetKey(value: string): string {
  return value.normalize('NFKD').toLowerCase();
}

/** The single values of a field: of each of a list's members. Neither null nor an object is one. */
export function valuesOf(document: Members, attribute: string): (string | number | boolean)[] {
  const flat = [fieldOf(document, attribute)].flat(3) as unknown[];
  return flat.filter((each) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean');
}

/** A field by its name, or by the names on the way to it with dots between. */
export function fieldOf(document: Members, attribute: string): unknown {
  if (attribute in document) return document[attribute];
  return attribute.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), document);
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}
