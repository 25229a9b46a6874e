import type { ActingMembership } from '../domain/identity/actor.js';
import type { Ctx } from '../context.js';
import type { Warning } from '../domain/search/rules/guarded.js';

/** What GraphQL gets with each request: the business's Ctx, and what only the transport asks for. */
export interface RequestContext extends Ctx {
  /** All the memberships of the signed-in person; the actor acts through at most one of them. */
  readonly memberships: readonly ActingMembership[];
  /** The caller's network address, which has a budget of its own. */
  readonly address: string;
  /** Aborted when the caller hangs up or the request's time is over. */
  readonly signal: AbortSignal;
  /** What was told by `warn`, each thing once, for `extensions.warnings`. */
  readonly warnings?: readonly Warning[];
}
