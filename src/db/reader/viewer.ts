import type { Actor } from '../../domain/identity/actor.js';
import type { ViewerClass } from './shape.js';

const KINDS = { PROVIDER: 'provider', DEPARTMENT: 'department', PLATFORM: 'platform' } as const;
const classes = new Map<string, ViewerClass>();

/** The class of viewers an actor belongs to: one object a class, so that its key is made once. */
export function viewerClassOf(actor: Actor): ViewerClass {
  const membership = actor.kind === 'person' ? actor.membership : null;
  const kind = membership === null ? actor.kind : KINDS[membership.organisationKind];
  const roles = membership === null ? [] : [...membership.roles].sort();
  const key = `${kind}:${roles.join(',')}`;
  let known = classes.get(key);
  if (known === undefined) {
    const held = new Set<string>(roles);
    known = { kind, roles, has: (...asked) => asked.some((role) => held.has(role)) };
    classes.set(key, known);
  }
  return known;
}

/** The class as a part of a plan's key. */
export function viewerKey(viewer: ViewerClass): string {
  return `${viewer.kind}:${viewer.roles.join(',')}`;
}
