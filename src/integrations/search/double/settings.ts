import {
  count, flag, isObject, isStrings, member, members, oneOf, orNull, read, strings, such, text, type Check, type Member, type Members,
} from './check.js';
import { Refusal } from './refusals.js';

/** A filterable attribute: a name, or patterns with what may be done with them. */
export type FilterableAttribute = string | { readonly attributePatterns: readonly string[]; readonly features?: Members };

/** All settings of an index, none missing. */
export interface Settings {
  readonly displayedAttributes: readonly string[];
  readonly searchableAttributes: readonly string[];
  readonly filterableAttributes: readonly FilterableAttribute[];
  readonly sortableAttributes: readonly string[];
  readonly rankingRules: readonly string[];
  readonly stopWords: readonly string[];
  readonly nonSeparatorTokens: readonly string[];
  readonly separatorTokens: readonly string[];
  readonly dictionary: readonly string[];
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  readonly distinctAttribute: string | null;
  readonly proximityPrecision: 'byWord' | 'byAttribute';
  readonly typoTolerance: {
    readonly enabled: boolean;
    readonly minWordSizeForTypos: { readonly oneTypo: number; readonly twoTypos: number };
    readonly disableOnWords: readonly string[];
    readonly disableOnAttributes: readonly string[];
    readonly disableOnNumbers: boolean;
  };
  readonly faceting: { readonly maxValuesPerFacet: number; readonly sortFacetValuesBy: Readonly<Record<string, 'alpha' | 'count'>> };
  readonly pagination: { readonly maxTotalHits: number };
  readonly embedders: Members;
  readonly searchCutoffMs: number | null;
  readonly localizedAttributes: readonly Members[] | null;
  readonly facetSearch: boolean;
  readonly prefixSearch: 'indexingTime' | 'disabled';
}

/** What an index has before anybody says otherwise, and again after a setting is reset. */
export const DEFAULTS: Settings = {
  displayedAttributes: ['*'], searchableAttributes: ['*'], filterableAttributes: [], sortableAttributes: [],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [], nonSeparatorTokens: [], separatorTokens: [], dictionary: [], synonyms: {}, distinctAttribute: null, proximityPrecision: 'byWord',
  typoTolerance: {
    enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnWords: [], disableOnAttributes: [], disableOnNumbers: false,
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 1_000 }, embedders: {}, searchCutoffMs: null, localizedAttributes: null, facetSearch: true, prefixSearch: 'indexingTime',
};

const RULES = new Set(['words', 'typo', 'proximity', 'attribute', 'attributeRank', 'wordPosition', 'sort', 'exactness']);
const LOCALES = new Set(
  ('af ak am ar az be bn bg ca cs da de el en eo et fi fr gu he hi hr hu hy id it jv ja kn ka km ko la lv lt ml mr mk my ne nl nb or pa fa pl pt ro '
    + 'ru si sk sl sn es sr sv ta te tl th tk tr uk ur uz vi yi zh zu cy afr aka amh ara aze bel ben bul cat ces dan deu ell eng epo est fin fra guj '
    + 'heb hin hrv hun hye ind ita jav jpn kan kat khm kor lat lav lit mal mar mkd mya nep nld nob ori pan pes pol por ron rus sin slk slv sna spa '
    + 'srp swe tam tel tgl tha tuk tur ukr urd uzb vie yid zho zul cym cmn').split(' '),
);

/** The languages that Meilisearch has a name for. */
export const locales: Check = such('an array of supported locales', (value) => isStrings(value) && value.every((each) => LOCALES.has(each)));

const wordSize = such('an integer from 0 to 255', (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255);
const filterables = such('an array of attributes, or of patterns with features', (value) => Array.isArray(value)
  && value.every((each) => typeof each === 'string' || isGranular(each)));
const rules = such('an array of ranking rules', (value) => isStrings(value) && value.every((each) => RULES.has(each) || /^[^\s:]+:(?:asc|desc)$/.test(each)));
const synonyms = such('an object of arrays of strings', (value) => isObject(value) && Object.values(value).every(isStrings));
const localized = such('an array of attribute patterns with locales', (value) => Array.isArray(value) && value.every((each) => isObject(each)
  && Object.keys(each).every((name) => name === 'attributePatterns' || name === 'locales') && isStrings(each['attributePatterns']) && locales.holds(each['locales'])));

function isGranular(value: unknown): boolean {
  if (!isObject(value) || !isStrings(value['attributePatterns'])) return false;
  const { features = {}, ...others } = value;
  if (Object.keys(others).length !== 1 || !isObject(features)) return false;
  const { facetSearch = true, filter = {}, ...more } = features;
  return Object.keys(more).length === 0 && typeof facetSearch === 'boolean' && isObject(filter)
    && Object.entries(filter).every(([name, each]) => ['equality', 'comparison'].includes(name) && typeof each === 'boolean');
}

/** Each setting of PATCH /settings, and where it is a sub-object, its members. */
const CODES = {
  displayedAttributes: member(orNull(strings), 'invalid_settings_displayed_attributes'),
  searchableAttributes: member(orNull(strings), 'invalid_settings_searchable_attributes'),
  filterableAttributes: member(orNull(filterables), 'invalid_settings_filterable_attributes'),
  sortableAttributes: member(orNull(strings), 'invalid_settings_sortable_attributes'),
  rankingRules: member(orNull(rules), 'invalid_settings_ranking_rules'),
  stopWords: member(orNull(strings), 'invalid_settings_stop_words'),
  nonSeparatorTokens: member(orNull(strings), 'invalid_settings_non_separator_tokens'),
  separatorTokens: member(orNull(strings), 'invalid_settings_separator_tokens'),
  dictionary: member(orNull(strings), 'invalid_settings_dictionary'),
  synonyms: member(orNull(synonyms), 'invalid_settings_synonyms'),
  distinctAttribute: member(orNull(text), 'invalid_settings_distinct_attribute'),
  proximityPrecision: member(orNull(oneOf('byWord', 'byAttribute')), 'invalid_settings_proximity_precision'),
  typoTolerance: member(orNull(members), 'invalid_settings_typo_tolerance'),
  faceting: member(orNull(members), 'invalid_settings_faceting'),
  pagination: member(orNull(members), 'invalid_settings_pagination'),
  embedders: member(orNull(members), 'invalid_settings_embedders'),
  searchCutoffMs: member(orNull(count), 'invalid_settings_search_cutoff_ms'),
  localizedAttributes: member(orNull(localized), 'invalid_settings_localized_attributes'),
  facetSearch: member(orNull(flag), 'invalid_settings_facet_search'),
  prefixSearch: member(orNull(oneOf('indexingTime', 'disabled')), 'invalid_settings_prefix_search'),
} satisfies Readonly<Record<keyof Settings, Member>>;

const typo = (check: Check): Member => member(orNull(check), 'invalid_settings_typo_tolerance');
const INNER: Readonly<Partial<Record<keyof Settings, Readonly<Record<string, Member>>>>> = {
  typoTolerance: { enabled: typo(flag), minWordSizeForTypos: typo(members), disableOnWords: typo(strings), disableOnAttributes: typo(strings), disableOnNumbers: typo(flag) },
  faceting: {
    maxValuesPerFacet: member(orNull(count), 'invalid_settings_faceting'),
    sortFacetValuesBy: member(orNull(such('an object of alpha and count', (value) => isObject(value)
      && Object.values(value).every((each) => each === 'alpha' || each === 'count'))), 'invalid_settings_faceting'),
  },
  pagination: { maxTotalHits: member(orNull(count), 'invalid_settings_pagination') },
};

export const isSetting = (name: string): name is keyof Settings => Object.hasOwn(CODES, name);

/** The settings that a request gives, checked. */
export function readSettings(body: unknown): Members {
  const given = read(body, CODES);
  for (const [name, value] of Object.entries(given)) checkInner(name as keyof Settings, value);
  return given;
}

/** The one setting that a request to its own address gives. */
export function readSetting(name: keyof Settings, value: unknown): Members {
  const known = CODES[name];
  if (!known.holds(value)) throw new Refusal(known.code, `Invalid value: expected ${known.expected}.`);
  checkInner(name, value);
  return { [name]: value };
}

function checkInner(name: keyof Settings, value: unknown): void {
  const inner = INNER[name];
  if (inner === undefined || value === null) return;
  const given = read(value, inner, `.${name}`);
  if (name !== 'typoTolerance' || !isObject(given['minWordSizeForTypos'])) return;
  const sizes = read(given['minWordSizeForTypos'], { oneTypo: typo(wordSize), twoTypos: typo(wordSize) }, '.typoTolerance.minWordSizeForTypos');
  const { oneTypo, twoTypos } = sizes;
  if (typeof oneTypo === 'number' && typeof twoTypos === 'number' && oneTypo > twoTypos) {
    throw new Refusal('invalid_settings_typo_tolerance', 'twoTypos is to be no smaller than oneTypo.');
  }
}

/** The settings after what was given: what is not named stays, null is the default again; of an object's members likewise. */
export function merged(settings: Settings, given: Members): Settings {
  return mergedInto(settings, given, DEFAULTS) as unknown as Settings;
}

function mergedInto(old: object, given: Members, defaults: object): Members {
  const result: Record<string, unknown> = { ...old };
  for (const [name, value] of Object.entries(given)) {
    const usual = (defaults as Members)[name];
    if (value === null) result[name] = usual;
    else if (['typoTolerance', 'faceting', 'pagination', 'minWordSizeForTypos', 'sortFacetValuesBy'].includes(name) && isObject(value)) {
      result[name] = mergedInto((old as Members)[name] as object, value, usual as object);
    } else result[name] = ['stopWords', 'sortableAttributes', 'dictionary', 'separatorTokens', 'nonSeparatorTokens'].includes(name) ? [...new Set(value as string[])].sort() : value;
  }
  return result;
}

/** What a filter may do with an attribute; null: nothing. */
export function featuresOf(filterable: readonly FilterableAttribute[], attribute: string): { equality: boolean; comparison: boolean; facetSearch: boolean } | null {
  for (const each of filterable) {
    if (typeof each === 'string') {
      if (matches(each, attribute)) return { equality: true, comparison: true, facetSearch: true };
    } else if (each.attributePatterns.some((pattern) => matches(pattern, attribute))) {
      const { facetSearch = false, filter } = each.features ?? {};
      const { equality = true, comparison = false } = isObject(filter) ? filter : {};
      return { equality: equality === true, comparison: comparison === true, facetSearch: facetSearch === true };
    }
  }
  return null;
}

/** A name, one with an asterisk at an end, or one of a field within. */
function matches(pattern: string, attribute: string): boolean {
  if (pattern === '*') return true;
  if (pattern.endsWith('*')) return attribute.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return attribute.endsWith(pattern.slice(1));
  return attribute === pattern || attribute.startsWith(`${pattern}.`);
}
