import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompetencyKind } from '../../domain/competencies/lifecycle.js';
import type {
  ContentItemKind, CourseLevel, CourseVersionState, Inclusion, Licence,
} from '../../domain/catalogue/lifecycle.js';
import type { Specialism } from '../../domain/identity/roles.js';
import type { GovernmentBodyKind, RegistrationKind } from '../../domain/organisations/lifecycle.js';
import type { PriceBasis, TaxKind } from '../../domain/pricing/lifecycle.js';
import type { PlannedFinding, RoundOutcome } from './planned.js';

/** The files of the folder `seed/`; its README says where each fact comes from. */
export interface SeedFiles {
  'states.json': { code: string; name: string; kind: 'STATE' | 'UNION_TERRITORY' | 'OTHER' }[];
  'languages.json': { tag: string; name: string; nativeName: string }[];
  'government-bodies.json': { code: string; name: string; kind: GovernmentBodyKind; parentCode: string | null }[];
  'competency-frameworks.json': SeedFramework[];
  'review-policies.json': SeedPolicy[];
  'providers.json': SeedProvider[];
  'departments.json': { slug: string; name: string; governmentBodyCode: string; stateCode: string; gstin: string; address: string }[];
  'pricing.json': SeedPricing;
  'platform.json': SeedPlatform;
  'course-prices.json': SeedCoursePrice[];
  'courses/igot.json': CourseLine[];
  'courses/nptel.json': CourseLine[];
  'courses/demonstration.json': CourseLine[];
  'content-item-titles.json': Record<string, Record<ContentItemKind, string>>;
  /** Each a set of words and phrases that mean the same. */
  'synonyms.json': string[][];
  'collections.json': { slug: string; title: string; summary: string; courses: string[] }[];
}

export interface SeedFramework {
  code: string; version: string; name: string; source: string; licence: string;
  levels: { level: number; name: string }[];
  competencies: { code: string; kind: CompetencyKind; area: string; theme?: string | null; name: string }[];
}

export interface SeedPolicy {
  code: string; version: number; name: string; provider: string | null; autoPublish: boolean;
  stages: { specialism: Specialism; approvals: number; days: number; rubric: string[] }[];
}

export interface SeedProvider {
  slug: string; name: string; registrationKind: RegistrationKind; registrationNumber: string;
  stateCode: string; gstin: string | null; website: string | null;
}

/** The price list that every installation begins with. Paise are texts, days Indian dates. */
export interface SeedPricing {
  priceVersions: { seatYearPaise: string; inForceFrom: string; reason: string }[];
  taxRules: {
    sac: string; kind: TaxKind; rateBasisPoints: number; description: string; legalReference: string;
    inForce: { from: string; reason: string }[];
  }[];
  businessTerms: {
    inForceFrom: string; reassignmentCapBasisPoints: number; graceDays: number; renewalNoticeDays: number; quoteValidDays: number; reason: string;
  }[];
  instalmentPlans: { code: string; name: string; legalReference: string; parts: { shareBasisPoints: number; dueDays: number }[] }[];
}

/** What the platform of the demonstration states of itself. */
export interface SeedPlatform {
  gstin: string; stateCode: string; address: string;
  collectingAccount: { accountName: string; accountNumber: string; ifsc: string; bankName: string; inForceFrom: string; reason: string };
}

/** A price of a priced course of the demonstration, by the course's slug and the key of the person who proposed it. */
export interface SeedCoursePrice {
  course: string; basis: PriceBasis; yearPaise: string; providerShareBasisPoints: number;
  proposedBy: string; daysAgo: number; state: 'APPROVED' | 'PROPOSED';
}

/** What a version of a course says. */
export interface SeedContent {
  title: string; summary: string; description: string;
  languages: string[]; level: CourseLevel; durationSeconds: number; inclusion: Inclusion; pricePaise: number | null;
  accessibility: { captions: boolean; transcript: boolean; signLanguage: boolean };
  licence: Licence;
  competencies: { framework: string; code: string; level: number }[];
  modules: { title: string; items: { kind: ContentItemKind; title: string; url: string; durationSeconds: number }[] }[];
}

/** What became of a version; where the rounds are left out, they follow from its state. */
export interface SeedFate {
  state: CourseVersionState; stateReason: string | null;
  /** When it was written. */
  daysAgo?: number | undefined;
  rounds?: SeedRound[] | undefined;
}

/** One submission: what came of it, and at which stage of its policy (the first is 1) it ended or waits. */
export interface SeedRound {
  outcome: RoundOutcome;
  /** When it was submitted; ten days after the version was written where it is left out. */
  daysAgo?: number;
  stage?: number;
  /** Whether a curator is on the stage at which the round waits, or was withdrawn. */
  claimed?: boolean;
  reason?: string;
  findings?: PlannedFinding[];
}

export interface SeedCourse extends SeedContent, SeedFate {
  slug: string; provider: string;
  /** Later versions, in order. */
  next?: (SeedContent & SeedFate)[];
}

/** A course as a line of `seed/courses/*.json`; what is left out is the usual. */
export interface CourseLine {
  /** Its id where it comes from; made-up courses have none. */
  id?: string;
  title: string;
  provider: string;
  seconds: number;
  state?: CourseVersionState;
  stateReason?: string;
  daysAgo?: number;
  /** English, where it is left out. */
  languages?: string[];
  level: CourseLevel;
  licence: Licence;
  accessible: ('captions' | 'transcript' | 'signLanguage')[];
  /** Of a PRICED course. */
  pricePaise?: number;
  summary: string;
  description: string;
  /** `FRAMEWORK:code:level` */
  teaches: string[];
  /** Title of a module: the kinds of its items by their first letters. */
  modules: Record<string, string>;
  rounds?: SeedRound[];
  next?: VersionLine[];
}

/** A later version: what it changes. Its modules come after those of the version before. */
interface VersionLine {
  daysAgo: number;
  state: CourseVersionState;
  change: Partial<Pick<CourseLine, 'title' | 'summary' | 'description' | 'level' | 'seconds' | 'accessible' | 'modules'>>;
  rounds?: SeedRound[];
}

/** Reads one of the seed files. */
export function seedFile<N extends keyof SeedFiles>(name: N): SeedFiles[N] {
  const file = fileURLToPath(new URL(`../../../seed/${name}`, import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8')) as SeedFiles[N];
}
