import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompetencyKind } from '../../domain/competencies/lifecycle.js';
import type {
  ContentItemKind, CourseLevel, CourseVersionState, Inclusion, Licence,
} from '../../domain/catalogue/lifecycle.js';
import type { GovernmentBodyKind, RegistrationKind } from '../../domain/organisations/lifecycle.js';
import type { Specialism } from '../../domain/identity/roles.js';

/** The files of the folder `seed/`; its README says where each fact comes from. */
export interface SeedFiles {
  'states.json': { code: string; name: string }[];
  'government-bodies.json': { code: string; name: string; kind: GovernmentBodyKind; parentCode: string | null }[];
  'competency-frameworks.json': SeedFramework[];
  'review-policies.json': SeedPolicy[];
  'providers.json': SeedProvider[];
  'departments.json': { slug: string; name: string; governmentBodyCode: string; stateCode: string; gstin: string }[];
  'courses.json': SeedCourse[];
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

export interface SeedCourse {
  slug: string; title: string; provider: string; state: CourseVersionState; stateReason: string | null; summary: string;
  languages: string[]; level: CourseLevel; durationSeconds: number; inclusion: Inclusion; pricePaise: number | null;
  accessibility: { captions: boolean; transcript: boolean; signLanguage: boolean };
  licence: Licence;
  competencies: { framework: string; code: string; level: number }[];
  modules: { title: string; items: { kind: ContentItemKind; title: string; url: string; durationSeconds: number }[] }[];
}

/** Reads one of the seed files. */
export function seedFile<N extends keyof SeedFiles>(name: N): SeedFiles[N] {
  const file = fileURLToPath(new URL(`../../../seed/${name}`, import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8')) as SeedFiles[N];
}
