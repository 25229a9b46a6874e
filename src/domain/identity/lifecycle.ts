import type { Lifecycle, StateOf } from '../../lib/lifecycle.js';

/** A person's membership of an organisation; ended ones stay for the record. */
export const MEMBERSHIP_LIFECYCLE = {
  ACTIVE: { end: 'ENDED' },
  ENDED: {},
} as const satisfies Lifecycle;
export type MembershipState = StateOf<typeof MEMBERSHIP_LIFECYCLE>;

/** An invitation; that it has expired is derived from its date. */
export const INVITATION_LIFECYCLE = {
  PENDING: { accept: 'ACCEPTED', revoke: 'REVOKED' },
  ACCEPTED: {},
  REVOKED: {},
} as const satisfies Lifecycle;
export type InvitationState = StateOf<typeof INVITATION_LIFECYCLE>;
