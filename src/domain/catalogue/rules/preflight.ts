import type { FindingSeverity } from '../../reviews/lifecycle.js';
import type { ContentItemKind, Inclusion } from '../lifecycle.js';

/** What pre-flight checks, each with its meaning. */
export const PREFLIGHT_RULES = {
  TITLE_LENGTH: 'The title has at least 5 characters.',
  TITLE_REPEATED: 'No other published course of the provider has the same title.',
  SUMMARY_LENGTH: 'There is a summary of at least 20 characters.',
  DESCRIPTION_MISSING: 'There is a description.',
  LANGUAGE_MISSING: 'At least one language is named.',
  COMPETENCY_MISSING: 'At least one competency is taught.',
  MODULE_MISSING: 'There is at least one module.',
  MODULE_EMPTY: 'Each module has at least one content item.',
  DURATION_MISSING: 'The duration is more than nothing.',
  DURATION_DISAGREES: 'The duration is within 20% of that of all content items together.',
  CAPTIONS_MISSING: 'Videos have captions.',
  TEXT_ALTERNATIVE_MISSING: 'What is spoken can be read, in captions or a transcript.',
  PRICE_MISSING: 'A priced course has a price.',
  LINK_NOT_SECURE: 'Content is served over https.',
  LINK_REPEATED: 'No two content items have the same address.',
  FINDING_UNANSWERED: 'BLOCKER findings of earlier rounds have been answered.',
} as const;
export type PreflightRule = keyof typeof PREFLIGHT_RULES;

export interface PreflightFinding {
  readonly rule: PreflightRule;
  /** The field it is about: `title`, `modules.<id>.items`, `modules.<id>.items.<id>.url`, `findings.<id>`. */
  readonly path: string;
  readonly severity: FindingSeverity;
  /** What to do about it. */
  readonly message: string;
}

/** All of a version that pre-flight looks at; ids are public ones. */
export interface PreflightSnapshot {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly durationSeconds: number;
  readonly captions: boolean;
  readonly transcript: boolean;
  readonly inclusion: Inclusion;
  readonly priced: boolean;
  readonly competencies: number;
  readonly modules: readonly {
    readonly id: string;
    readonly title: string;
    readonly items: readonly {
      readonly id: string; readonly kind: ContentItemKind; readonly title: string; readonly url: string; readonly durationSeconds: number;
    }[];
  }[];
  /** Whether another published course of the provider bears the same title. */
  readonly titleRepeated: boolean;
  /** BLOCKER findings that are open and that the provider has not answered since they were raised or re-opened. */
  readonly unanswered: readonly { readonly id: string; readonly path: string }[];
}

const TITLE_AT_LEAST = 5;
const SUMMARY_AT_LEAST = 20;
/** How far the duration may be from the sum of its parts. */
const DURATION_TOLERANCE = 0.2;
/** The kinds in which people speak. */
const SPOKEN: ReadonlySet<ContentItemKind> = new Set(['VIDEO', 'PACKAGE', 'SESSION']);

type Items = readonly { readonly moduleId: string; readonly item: PreflightSnapshot['modules'][number]['items'][number] }[];

/**
 * What a curator would remark on before he begins to read: in the order of the fields of a version. A BLOCKER
 * stops submission; the others are told to the author, who may submit all the same.
 */
export function preflight(version: PreflightSnapshot): PreflightFinding[] {
  const items: Items = version.modules.flatMap((module) => module.items.map((item) => ({ moduleId: module.id, item })));
  return [
    ...texts(version), ...parts(version), ...durations(version, items), ...accessibility(version, items),
    ...pricing(version), ...links(items), ...findings(version),
  ];
}

/** Whether anything found stops submission. */
export function blockers(found: readonly PreflightFinding[]): PreflightFinding[] {
  return found.filter((finding) => finding.severity === 'BLOCKER');
}

function texts(version: PreflightSnapshot): PreflightFinding[] {
  return [
    ...when(length(version.title) < TITLE_AT_LEAST, 'TITLE_LENGTH', 'title', 'BLOCKER',
      `Give a title of at least ${TITLE_AT_LEAST} characters.`),
    ...when(version.titleRepeated, 'TITLE_REPEATED', 'title', 'MAJOR',
      'Another published course of yours has this title: choose one that tells the two apart.'),
    ...when(length(version.summary) < SUMMARY_AT_LEAST, 'SUMMARY_LENGTH', 'summary', 'BLOCKER',
      `Say in at least ${SUMMARY_AT_LEAST} characters what the course is about.`),
    ...when(version.description === '', 'DESCRIPTION_MISSING', 'description', 'MAJOR',
      'Describe what is taught, to whom, and what they can do afterwards.'),
    ...when(version.languages.length === 0, 'LANGUAGE_MISSING', 'languages', 'BLOCKER',
      'Name the language of the course, the main one first.'),
  ];
}

function parts(version: PreflightSnapshot): PreflightFinding[] {
  return [
    ...when(version.competencies === 0, 'COMPETENCY_MISSING', 'competencies', 'BLOCKER',
      'Name at least one competency that the course teaches, and to which level.'),
    ...when(version.modules.length === 0, 'MODULE_MISSING', 'modules', 'BLOCKER', 'Add a module with its content.'),
    ...version.modules.flatMap((module) => when(module.items.length === 0, 'MODULE_EMPTY', `modules.${module.id}.items`,
      'BLOCKER', `Add content to the module "${module.title}", or remove the module.`)),
  ];
}

function durations(version: PreflightSnapshot, items: Items): PreflightFinding[] {
  if (version.durationSeconds === 0) {
    return [finding('DURATION_MISSING', 'duration', 'BLOCKER', 'Say how long the course takes.')];
  }
  const sum = items.reduce((total, { item }) => total + item.durationSeconds, 0);
  const apart = Math.abs(sum - version.durationSeconds) > DURATION_TOLERANCE * version.durationSeconds;
  return when(apart && sum > 0, 'DURATION_DISAGREES', 'duration', 'MINOR',
    `The content items take ${minutes(sum)} together and the course says ${minutes(version.durationSeconds)}: put one of the two right.`);
}

function accessibility(version: PreflightSnapshot, items: Items): PreflightFinding[] {
  const has = (test: (kind: ContentItemKind) => boolean): boolean => items.some(({ item }) => test(item.kind));
  return [
    ...when(!version.captions && has((kind) => kind === 'VIDEO'), 'CAPTIONS_MISSING', 'accessibility.captions', 'MAJOR',
      'Give the videos captions, for those who cannot hear them.'),
    ...when(!version.captions && !version.transcript && has((kind) => SPOKEN.has(kind)), 'TEXT_ALTERNATIVE_MISSING',
      'accessibility.transcript', 'MAJOR', 'Give captions or a transcript, so that what is spoken can be read.'),
  ];
}

function pricing(version: PreflightSnapshot): PreflightFinding[] {
  return when(version.inclusion === 'PRICED' && !version.priced, 'PRICE_MISSING', 'price', 'BLOCKER',
    'Give the price for one learner, or include the course in the subscription.');
}

function links(items: Items): PreflightFinding[] {
  const first = new Map<string, string>();
  return items.flatMap(({ moduleId, item }) => {
    const path = `modules.${moduleId}.items.${item.id}.url`;
    const earlier = first.get(item.url);
    if (earlier === undefined) first.set(item.url, item.title);
    return [
      ...when(item.url.toLowerCase().startsWith('http:'), 'LINK_NOT_SECURE', path, 'MINOR',
        `Serve "${item.title}" over https, so that nobody can alter it on the way.`),
      ...when(earlier !== undefined, 'LINK_REPEATED', path, 'MINOR',
        `"${item.title}" has the same address as "${earlier ?? ''}": correct one of them, or remove it.`),
    ];
  });
}

function findings(version: PreflightSnapshot): PreflightFinding[] {
  return version.unanswered.map((open) => finding('FINDING_UNANSWERED', `findings.${open.id}`, 'BLOCKER',
    `Answer the curator's BLOCKER finding on ${open.path} before submitting again.`));
}

function when(
  found: boolean, rule: PreflightRule, path: string, severity: FindingSeverity, message: string,
): PreflightFinding[] {
  return found ? [finding(rule, path, severity, message)] : [];
}

function finding(rule: PreflightRule, path: string, severity: FindingSeverity, message: string): PreflightFinding {
  return { rule, path, severity, message };
}

/** Characters as people count them nearly enough: code points. */
function length(text: string): number {
  return [...text].length;
}

function minutes(seconds: number): string {
  const rounded = Math.round(seconds / 60);
  return `${rounded} ${rounded === 1 ? 'minute' : 'minutes'}`;
}
