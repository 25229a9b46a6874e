import { createHash } from 'node:crypto';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { Args, Ctx as Context, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Ctx } from '../context.js';
import { badInput } from '../db/reader/encode.js';
import { readRanked } from '../db/reader/ranked.js';
import { DEFAULT_PAGE, MAX_PAGE } from '../db/reader/window.js';
import { askEngine } from '../domain/search/askEngine.js';
import { engineFilterOf } from '../domain/search/filter.js';
import { everyCourse, foundCourses, rankedElsewhere, type SearchRun } from '../domain/search/reads/hits.js';
import { searchCursorOf, type SearchCursor } from '../domain/search/rules/cursor.js';
import { COURSE_FACETS } from '../domain/search/rules/engine.js';
import type { GuardedAnswer } from '../domain/search/rules/guarded.js';
import { MAX_HITS, searchRequestOf, type SearchRequest } from '../domain/search/rules/request.js';
import { languageName } from '../lib/languages.js';
import { publicId, type IdPrefix } from '../lib/ids.js';
import { CourseConnection } from '../schema/catalogue.js';
import { CourseFacetValue, CourseSearchArgs } from '../schema/search.js';

/** PostgreSQL's ranking has no index that is replaced. */
const OWN_GENERATION = 1;
/** Asked for beyond the page, since an engine may still have courses that left the catalogue a moment ago. */
const SPARE_HITS = 10;

/** A value of a facet as the statement gives it. */
interface FacetValueRow {
  readonly facet: string;
  readonly value: string;
  /** Of the id that the value is; null where it is none. */
  readonly prefix: IdPrefix | null;
  readonly label: string | null;
}

@Resolver()
export class CourseSearchResolver {
  @Query(() => CourseConnection, {
    description: 'Searches the catalogue: the best hits first, of which 1,000 can be paged through; with facets counted over all of them.',
  })
  courseSearch(@Args(() => CourseSearchArgs) args: CourseSearchArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return searched(ctx, info, args);
  }
}

@Resolver(() => CourseFacetValue)
export class CourseFacetValueResolver {
  @FieldResolver(() => String)
  value(@Root() { prefix, value }: FacetValueRow): string {
    return prefix === null ? value : publicId(prefix, value);
  }

  @FieldResolver(() => String)
  label(@Root() { facet, label, value }: FacetValueRow): string {
    return label ?? (facet === 'LANGUAGE' ? languageName(value) : value);
  }
}

async function searched(ctx: Ctx, info: GraphQLResolveInfo, args: CourseSearchArgs): Promise<unknown> {
  const request = requestOf(args.query ?? null);
  const limit = limitOf(args.first ?? null);
  const digest = digestOf(args);
  const cursor = cursorOf(args.after ?? null, digest);
  const offset = cursor?.place ?? 0;
  const page = { request, digest, offset, limit, facets: [...new Set(args.facets ?? COURSE_FACETS)] };
  const asked = Math.max(0, Math.min(limit + SPARE_HITS, MAX_HITS - offset));
  // What PostgreSQL began to answer it can always go on answering.
  const elsewhere = cursor?.engine === 'POSTGRES' ? null : await askedElsewhere(ctx, args, { offset, limit: asked, facets: page.facets });
  if (elsewhere === null) {
    if (cursor !== null && cursor.engine !== 'POSTGRES') throw expired();
    const run: SearchRun = { ...page, engine: 'POSTGRES', generation: OWN_GENERATION, indexedThrough: ctx.now(), answer: null, asked: 0 };
    return readRanked(ctx, info, request === null ? everyCourse : foundCourses, run);
  }
  if (cursor !== null && cursor.generation !== elsewhere.generation) throw expired();
  return readRanked(ctx, info, rankedElsewhere, { ...page, ...elsewhere, engine: 'MEILISEARCH', asked } satisfies SearchRun);
}

async function askedElsewhere(
  ctx: Ctx, args: CourseSearchArgs, { offset, limit, facets }: Pick<SearchRun, 'offset' | 'limit' | 'facets'>,
): Promise<GuardedAnswer | null> {
  if (ctx.search === undefined || limit === 0) return null;
  const filter = await engineFilterOf(ctx, args.filter ?? {});
  if (filter === null) return null;
  const order = { field: args.orderBy?.field ?? 'RELEVANCE', descending: args.orderBy?.direction !== 'ASC' } as const;
  return askEngine(ctx, { text: args.query ?? null, filter, facets, order, offset, limit });
}

function requestOf(query: string | null): SearchRequest | null {
  if (query === null) return null;
  const request = searchRequestOf(query);
  if ('fault' in request) throw badInput(`\`query\` ${request.fault}`);
  return request;
}

function limitOf(first: number | null): number {
  if (first === null) return DEFAULT_PAGE;
  if (first < 1 || first > MAX_PAGE) throw badInput(`\`first\` must be a whole number from 1 to ${MAX_PAGE}.`);
  return first;
}

function digestOf({ query, filter, orderBy }: CourseSearchArgs): string {
  const asked = JSON.stringify([query?.trim() ?? null, filter ?? null, orderBy ?? null]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}

function cursorOf(after: string | null, digest: string): SearchCursor | null {
  if (after === null) return null;
  const cursor = searchCursorOf(after);
  if (cursor === null) throw badInput('The cursor is malformed: give one that this list has answered, unchanged.');
  if (cursor.digest !== digest) throw badInput('The cursor belongs to another search: use it with the `query`, `filter` and `orderBy` it was answered under, or start anew.');
  return cursor;
}

function expired(): GraphQLError {
  return new GraphQLError('The index that this search was answered from has been replaced or cannot be reached. Start again at the first page.', {
    extensions: { code: 'CURSOR_EXPIRED' },
  });
}
