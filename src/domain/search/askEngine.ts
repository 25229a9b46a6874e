import type { Ctx } from '../../context.js';
import type { EngineQuestion } from './rules/engine.js';
import type { GuardedAnswer } from './rules/guarded.js';

const DEGRADED = 'The search engine does not answer as it should; the catalogue\'s own search answered in its place. Its ranking differs.';

/**
 * Asks the search engine beside the database, where there is one. Null: PostgreSQL is to answer; where that is because the engine
 * fails, the request has been given the warning SEARCH_DEGRADED for `extensions.warnings`.
 */
export async function askEngine(ctx: Pick<Ctx, 'search' | 'warn' | 'signal'>, question: EngineQuestion): Promise<GuardedAnswer | null> {
  if (ctx.search === undefined) return null;
  const answer = await ctx.search.ask(question, ctx.signal === undefined ? {} : { signal: ctx.signal });
  if (typeof answer !== 'string') return answer;
  ctx.warn?.({ code: 'SEARCH_DEGRADED', message: DEGRADED });
  return null;
}
