import type { RankedList, RankedParts, Wanted } from '../../../db/reader/ranked.js';
import type { Arg, Run, Writer } from '../../../db/reader/shape.js';
import { COUNT_CAP } from '../../../db/reader/page.js';
import { courseOfCard } from '../../catalogue/reads/card.js';
import { listingFilters } from '../../catalogue/reads/listing.js';
import type { CourseFacetName, EngineAnswer, SearchEngineName, SearchOrderField } from '../rules/engine.js';
import { MAX_HITS, type SearchRequest } from '../rules/request.js';
import { countedFacets, facetsJson } from './facets.js';

/** One page of a search, as its statement is told of it (`run.given`). */
export interface SearchRun {
  readonly engine: SearchEngineName;
  readonly generation: number;
  readonly digest: string;
  readonly indexedThrough: Date;
  /** What is searched for; null: all courses. */
  readonly request: SearchRequest | null;
  readonly facets: readonly CourseFacetName[];
  readonly offset: number;
  /** Hits on the page. */
  readonly limit: number;
  /** What the engine beside the database answered, which was asked for `asked` hits. */
  readonly answer: EngineAnswer | null;
  readonly asked: number;
}

type Args = (name: string) => Arg | undefined;
const given = (run: Run): SearchRun => run.given as SearchRun;

const requestOf = (run: Run): unknown => given(run).request;
const facetsOf = (run: Run): unknown => given(run).facets;
const offsetOf = (run: Run): unknown => given(run).offset;
const limitOf = (run: Run): unknown => given(run).limit;
/** The places up to and with the one after the page. */
const reachOf = (run: Run): unknown => Math.min(given(run).offset + given(run).limit + 1, MAX_HITS);
const engineOf = (run: Run): unknown => given(run).engine;
const generationOf = (run: Run): unknown => given(run).generation;
const digestOf = (run: Run): unknown => given(run).digest;
const throughOf = (run: Run): unknown => given(run).indexedThrough;
const idsOf = (run: Run): unknown => given(run).answer?.courseIds ?? [];
const totalOf = (run: Run): unknown => given(run).answer?.total ?? 0;
const countsOf = (run: Run): unknown => Object.entries(given(run).answer?.facets ?? {})
  .flatMap(([facet, values]) => values.map(({ value, count }) => ({ facet, value, n: count })));
const beyondOf = (run: Run): unknown => {
  const { answer, offset, asked } = given(run);
  return answer !== null && Math.min(answer.total, MAX_HITS) > offset + asked;
};

/** ORDER BY of the hits `f`, ties broken by id. */
const ORDERS: Readonly<Record<SearchOrderField, (hasQuery: boolean, direction: string) => string>> = {
  RELEVANCE: (hasQuery) => (hasQuery ? 'f.score desc, f.course_id desc' : 'f.published_at desc, f.course_id desc'),
  NEWEST: (_hasQuery, direction) => `f.published_at ${direction}, f.course_id ${direction}`,
  TITLE: (_hasQuery, direction) => `lower(f.title) ${direction}, f.course_id ${direction}`,
  DURATION: (_hasQuery, direction) => `f.duration_seconds ${direction}, f.course_id ${direction}`,
};

const TERMS = (w: Writer): string => `terms as materialized (select search_terms(${w.runParam('jsonb', requestOf)}) as q)`;

/** The hits of a query, ranked by PostgreSQL. */
export const foundCourses: RankedList = { to: 'Course', standIn: courseOfCard, parts: (w, args, wanted) => ownParts(w, args, wanted, true) };

/** All courses of the catalogue, filtered and counted as hits are. */
export const everyCourse: RankedList = { to: 'Course', standIn: courseOfCard, parts: (w, args, wanted) => ownParts(w, args, wanted, false) };

function ownParts(w: Writer, args: Args, wanted: Wanted, hasQuery: boolean): RankedParts {
  const keys = args('filter')?.keys ?? [];
  const counts = wanted.fields.has('facets');
  const reads = counts || wanted.fields.has('totalCount') || wanted.fields.has('totalCountIsCapped');
  const conditions = keys.map((key) => [key, filterSql(w, args, key, 'e')] as const);
  const field = (args('orderBy')?.get('field')?.constant ?? 'RELEVANCE') as SearchOrderField;
  const order = ORDERS[field](hasQuery, args('orderBy')?.get('direction')?.constant === 'ASC' ? 'asc' : 'desc');
  // Nothing but the first pages of one order: the best hits are all that is needed of the index.
  const isFirstPages = field === 'RELEVANCE' && !reads && keys.length === 0;
  const hitsOf = isFirstPages ? `search_best(terms.q, ${w.runParam('integer', reachOf)})` : 'search_hits(terms.q, null)';
  const from = hasQuery ? `terms cross join lateral ${hitsOf} h join catalogue_entry e on e.course_id = h.course_id` : 'catalogue_entry e';
  // Facets count hits that the filter leaves out: then each of its conditions is a column.
  const narrowed = counts ? ['e.listed'] : ['e.listed', ...conditions.map(([, sql]) => `(${sql})`)];
  const flags = counts ? conditions.map(([key, sql]) => `, (${sql}) as ${flag(key)}`).join('') : '';
  const columns = `e.course_id, e.provider_id, e.published_at, e.title, e.duration_seconds, e.level, e.inclusion, e.captions, e.transcript,
    e.sign_language, e.language_ranges, e.competency_ids, e.competency_areas${hasQuery ? ', h.score' : ''}${flags}`;
  const hits = `select ${columns} from ${from} where ${narrowed.join(' and ')}`;
  const meets = (butFor: readonly string[]): string =>
    ['true', ...(counts ? keys.filter((key) => !butFor.includes(key)).map((key) => `f.${flag(key)}`) : [])].join(' and ');
  const source = reads ? 'found' : `(${hits})`;
  const reach = w.runParam('integer', reachOf);
  return {
    ...commonParts(w, wanted, hasQuery),
    with: [...(hasQuery ? [TERMS(w)] : []), ...(reads ? [`found as materialized (${hits})`] : [])],
    page: `select r.id, r.n from (select f.course_id as id, row_number() over (order by ${order}) as n from ${source} f
      where ${meets([])} order by ${order} limit ${reach}) r where r.n > ${w.runParam('integer', offsetOf)}`,
    goesOn: 'false',
    total: `(select count(*) from (select 1 from found f where ${meets([])} limit ${COUNT_CAP + 1}) c)`,
    fields: {
      search: reportSql(w, hasQuery),
      facets: facetsJson(countedFacets(w.runParam('text[]', facetsOf), meets), w.runParam('text[]', facetsOf)),
    },
  };
}

function flag(key: string): string {
  return `"meets ${key}"`;
}

/** The hits that an engine beside the database ranked. What it no longer may show, or what no longer meets the filter, is left out. */
export const rankedElsewhere: RankedList = {
  to: 'Course',
  standIn: courseOfCard,
  parts: (w, args, wanted) => {
    const conditions = (args('filter')?.keys ?? []).map((key) => `(${filterSql(w, args, key, 'e')})`);
    const asked = w.runParam('text[]', facetsOf);
    return {
      ...commonParts(w, wanted, true),
      with: [TERMS(w)],
      page: `select e.course_id as id, ${w.runParam('integer', offsetOf)} + h.place as n
        from unnest(${w.runParam('uuid[]', idsOf)}) with ordinality as h(id, place) join catalogue_entry e on e.course_id = h.id
        where ${['e.listed', ...conditions].join(' and ')}`,
      goesOn: w.runParam('boolean', beyondOf),
      total: w.runParam('integer', totalOf),
      fields: {
        search: reportSql(w, false),
        facets: facetsJson(`select c.facet, c.value, c.n from json_to_recordset(${w.runParam('json', countsOf)}) as c(facet text, value text, n integer)`, asked),
      },
    };
  },
};

function commonParts(w: Writer, wanted: Wanted, hasQuery: boolean): Pick<RankedParts, 'limit' | 'begun' | 'cursor' | 'edgeFields'> {
  const cursor = (place: string): string =>
    `json_build_array(${w.runParam('text', engineOf)}, ${w.runParam('integer', generationOf)}, ${w.runParam('text', digestOf)}, ${place})`;
  return {
    limit: w.runParam('integer', limitOf),
    begun: `(${w.runParam('integer', offsetOf)} > 0)`,
    cursor,
    edgeFields: {
      highlights: (row) => (hasQuery && wanted.edgeFields.has('highlights')
        ? `coalesce((select search_highlight(q.q, v.title, v.summary, v.description) from terms q cross join course_version v
          where v.course_id = ${row}.id and v.state = 'PUBLISHED'), '[]'::json)`
        : `'[]'::json`),
    },
  };
}

function reportSql(w: Writer, tellsCorrections: boolean): string {
  const corrections = tellsCorrections ? `(select t.q -> 'corrections' from terms t)` : `'[]'::jsonb`;
  return `json_build_object('engine', ${w.runParam('text', engineOf)}, 'indexedThrough', ${w.runParam('text', throughOf)}, 'corrections', ${corrections})`;
}

function filterSql(w: Writer, args: Args, key: string, entry: string): string {
  const value = args('filter')?.get(key);
  const predicate = listingFilters[key];
  if (value === undefined || predicate === undefined) throw new Error(`no filter ${key} on a search`);
  // The filters speak of the catalogue's entry alone, never of the course.
  return predicate(value, entry, entry, w);
}
