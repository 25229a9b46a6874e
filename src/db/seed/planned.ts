import type {
  ContentItemKind, CourseLevel, CourseVersionState, Inclusion, Licence,
} from '../../domain/catalogue/lifecycle.js';
import type { Specialism } from '../../domain/identity/roles.js';
import type { FindingSeverity, ReviewRoundState } from '../../domain/reviews/lifecycle.js';

/** How a review round stands or ended. */
export type RoundOutcome = ReviewRoundState;

/** Curators, by user id, for each specialism; they take turns. */
export type Reviewers = Readonly<Record<Specialism, readonly string[]>>;

/** A finding and its thread. With a resolution it is RESOLVED, unless it was opened again after that. */
export interface PlannedFinding {
  readonly path: string;
  readonly severity: FindingSeverity;
  readonly body: string;
  readonly answer?: string;
  readonly resolution?: string;
  /** Only of a round that is to end LAPSED. */
  readonly reopening?: string;
}

/** One submission of a version, and what came of it. */
export interface PlannedRound {
  readonly outcome: RoundOutcome;
  readonly submittedAt: Date;
  /** The stage (the first is 1) at which the round ends or waits; an approved round passes them all. */
  readonly stage: number;
  readonly claimed: boolean;
  readonly reason: string;
  readonly findings: readonly PlannedFinding[];
}

export interface PlannedItem {
  readonly lineageId: string;
  readonly kind: ContentItemKind;
  readonly title: string;
  readonly url: string;
  readonly durationSeconds: number;
}

export interface PlannedModule {
  readonly lineageId: string;
  readonly title: string;
  readonly items: readonly PlannedItem[];
}

export interface PlannedContent {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly level: CourseLevel;
  readonly durationSeconds: number;
  readonly captions: boolean;
  readonly transcript: boolean;
  readonly signLanguage: boolean;
  readonly licence: Licence;
  readonly inclusion: Inclusion;
  readonly pricePaise: number | null;
  readonly competencies: readonly { readonly id: string; readonly level: number }[];
  readonly modules: readonly PlannedModule[];
}

/** A version with the life that it is to have. */
export interface PlannedVersion {
  readonly id: string;
  readonly createdAt: Date;
  readonly content: PlannedContent;
  readonly rounds: readonly PlannedRound[];
  /** How it stands in the end; SUPERSEDED comes of itself with the next version's publication. */
  readonly state: CourseVersionState;
  readonly stateReason: string | null;
}

/** A course with its versions, the first one first. */
export interface PlannedCourse {
  readonly id: string;
  readonly slug: string;
  readonly providerId: string;
  readonly authorId: string;
  readonly versions: readonly PlannedVersion[];
}
