import type { Specialism } from '../../domain/identity/roles.js';
import type { Verdict } from '../../domain/reviews/lifecycle.js';
import type { PlannedCourse, PlannedRound, PlannedVersion } from './planned.js';

/** A version under way into the database. */
export interface Underway {
  readonly course: PlannedCourse;
  readonly version: PlannedVersion;
  /** The version before it, which the publication of this one supersedes. */
  readonly before: PlannedVersion | null;
  readonly number: number;
  /** Tells the courses of a load apart, for taking turns. */
  readonly turn: number;
}

/** A stage of a round, as the database copied it from the policy. */
export interface Stage {
  readonly id: string; readonly round_id: string; readonly position: number; readonly specialism: Specialism;
  readonly approvals_required: number; readonly rubric: string[];
}

/** A round under way into the database. */
export interface RoundUnderway extends Underway {
  readonly id: string;
  readonly number: number;
  readonly round: PlannedRound;
}

/** A round at one of its stages, with the curators who are on it. */
export interface AtStage {
  readonly underway: RoundUnderway;
  readonly stage: Stage;
  readonly openedAt: Date;
  readonly curators: readonly string[];
  /** What the curators decide; null where the round waits or was withdrawn. */
  readonly verdict: Verdict | null;
}
