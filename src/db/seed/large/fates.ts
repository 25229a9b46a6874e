import type { CourseVersionState } from '../../../domain/catalogue/lifecycle.js';
import { byWeight } from '../../../lib/chance.js';
import type { PlannedFinding, RoundOutcome } from '../planned.js';

/** What happened to a version: a round for each outcome, and how it stands. */
export interface VersionFate {
  readonly state: CourseVersionState;
  readonly rounds: readonly RoundOutcome[];
  readonly findings?: readonly PlannedFinding[];
  readonly stateReason?: string;
}

/** What happened to a course: its versions, and whether the last of them is of these weeks. */
export interface Fate {
  readonly versions: readonly VersionFate[];
  readonly recent: boolean;
}

const OPEN_FINDING: PlannedFinding = { path: 'summary', severity: 'MAJOR', body: 'Say whom the course is for, and what they can do afterwards.' };
const ANSWERED: PlannedFinding = { ...OPEN_FINDING, answer: 'It is said now.', resolution: 'Seen.' };
const REOPENED: PlannedFinding = { ...ANSWERED, reopening: 'It is said in the first module only.' };
const BLOCKER: PlannedFinding = { path: 'modules', severity: 'BLOCKER', body: 'A module is about something else than the course.' };

const PUBLISHED: VersionFate = { state: 'PUBLISHED', rounds: ['APPROVED'] };
const SECOND_TRY: VersionFate = { state: 'PUBLISHED', rounds: ['CHANGES_REQUESTED', 'APPROVED'], findings: [ANSWERED] };
const DRAFT: VersionFate = { state: 'DRAFT', rounds: [] };
const IN_REVIEW: VersionFate = { state: 'IN_REVIEW', rounds: ['OPEN'] };

const past = (...versions: VersionFate[]): Fate => ({ versions, recent: false });
const recent = (...versions: VersionFate[]): Fate => ({ versions, recent: true });

/** What happens to how many of a thousand courses. */
export const FATES = [
  [past(PUBLISHED), 610],
  [past(SECOND_TRY), 100],
  [past(PUBLISHED, PUBLISHED), 100],
  [past(PUBLISHED, PUBLISHED, PUBLISHED), 20],
  [recent(PUBLISHED, DRAFT), 25],
  [recent(PUBLISHED, IN_REVIEW), 15],
  [recent(DRAFT), 40],
  [recent(IN_REVIEW), 35],
  [recent({ state: 'IN_REVIEW', rounds: ['CHANGES_REQUESTED', 'OPEN'], findings: [ANSWERED] }), 5],
  [recent({ state: 'DRAFT', rounds: ['CHANGES_REQUESTED'], findings: [OPEN_FINDING, BLOCKER] }), 12],
  [recent({ state: 'DRAFT', rounds: ['WITHDRAWN'] }), 6],
  [recent({ state: 'DRAFT', rounds: ['LAPSED'], findings: [REOPENED] }), 3],
  [recent({ state: 'APPROVED', rounds: ['APPROVED'] }), 9],
  [past({ state: 'REJECTED', rounds: ['REJECTED'], findings: [BLOCKER] }), 8],
  [past({ state: 'SUSPENDED', rounds: ['APPROVED'], stateReason: 'What it teaches is no longer in force.' }), 4],
  [past({ state: 'RETIRED', rounds: ['APPROVED'], stateReason: 'Replaced by another course.' }), 8],
] as const satisfies readonly (readonly [Fate, number])[];

export const fateBy = byWeight<Fate>(FATES);
