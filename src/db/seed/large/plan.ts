import {
  CONTENT_ITEM_KINDS, COURSE_LEVELS, LICENCES, type ContentItemKind, type CourseLevel, type Licence,
} from '../../../domain/catalogue/lifecycle.js';
import { byWeight, chanceOf, shuffled, zipf, type Chance, type Weighted } from '../../../lib/chance.js';
import { slugOf } from '../../../lib/slug.js';
import type { PlannedContent, PlannedCourse, PlannedModule, PlannedRound, PlannedVersion } from '../planned.js';
import { DAY_MS, later } from '../rows.js';
import { fateBy, type Fate, type VersionFate } from './fates.js';
import { composeDescription, composeTitle, LANGUAGE_SHARES, type Words } from './words.js';

/** What made-up courses are of and about; the orders of the lists decide together with the seed. */
export interface Facts {
  readonly providers: readonly { readonly id: string; readonly authorId: string }[];
  readonly competencies: readonly string[];
  readonly words: ReadonlyMap<string, Words>;
  /** The end of the five years. */
  readonly until: Date;
}

const FIVE_YEARS_DAYS = 5 * 365;
/** The youngest courses that are done with are this old; those under way are younger. */
const SETTLED_DAYS = 60;
/** Above 1, later years have more courses. */
const GROWTH = 1.6;
/** A version comes this long after the one before. */
const NEXT_VERSION_DAYS = 40;
const MAX_COMPETENCIES = 4;

const weighted = <T>(values: readonly T[], weights: readonly number[]): Weighted<T> => values.map((value, index) => [value, weights[index] ?? 1] as const);
const languageBy = byWeight<string>(LANGUAGE_SHARES);
const levelBy = byWeight<CourseLevel>(weighted(COURSE_LEVELS, [50, 36, 14]));
const licenceBy = byWeight<Licence>(weighted(LICENCES, [40, 15, 10, 25, 10]));
const kindBy = byWeight<ContentItemKind>(weighted(CONTENT_ITEM_KINDS, [50, 22, 6, 12, 8, 2]));

/** Makes course number n of the marketplace that a seed stands for: the same for the same seed, number and facts. */
export function courseMaker(seed: number, facts: Facts): (number: number) => PlannedCourse {
  const order = chanceOf(seed, -1);
  const providerBy = byWeight(zipf(shuffled(facts.providers, order)));
  const competencyBy = byWeight(zipf(shuffled(facts.competencies, order), 0.9));
  return (number) => {
    const chance = chanceOf(seed, number);
    const fate = fateBy(chance);
    const first = firstDay(fate, chance);
    const at = later(facts.until, -first * DAY_MS);
    const { id: providerId, authorId } = providerBy(chance);
    const content = makeContent({ chance, facts, competencyBy, number, at });
    return {
      id: uuidAt(at, chance), slug: `${slugOf(content.title)}-m${number.toString(36)}`, providerId, authorId,
      versions: makeVersions(fate, content, { chance, facts, first }),
    };
  };
}

/** How many days before the end the first version was written. */
function firstDay({ versions, recent }: Fate, chance: Chance): number {
  if (recent && versions.length === 1) return chance.between(22, 55);
  const room = SETTLED_DAYS + (versions.length - 1) * NEXT_VERSION_DAYS;
  return room + (FIVE_YEARS_DAYS - room) * chance.next() ** GROWTH + chance.next();
}

function makeVersions(
  { versions, recent }: Fate, content: PlannedContent, { chance, facts, first }: { chance: Chance; facts: Facts; first: number },
): PlannedVersion[] {
  let latest = content;
  return versions.map((fate, index) => {
    const last = index === versions.length - 1;
    if (index > 0) latest = revised(latest, index + 1, chance, later(facts.until, -first * DAY_MS));
    const day = recent && last && index > 0 ? chance.between(22, 30) : first - index * NEXT_VERSION_DAYS;
    const createdAt = later(facts.until, -day * DAY_MS);
    return {
      id: uuidAt(createdAt, chance), createdAt, content: latest, state: fate.state, stateReason: fate.stateReason ?? null,
      rounds: roundsOf(fate, { chance, facts, day }),
    };
  });
}

/** Rounds are ten days apart; one that is open was submitted within the last three weeks. */
function roundsOf(fate: VersionFate, { chance, facts, day }: { chance: Chance; facts: Facts; day: number }): PlannedRound[] {
  return fate.rounds.map((outcome, index) => {
    const daysAgo = outcome === 'OPEN' ? Math.min(day - 10 * index - 8, chance.between(4, 20)) : day - 8 - 10 * index;
    const stage = outcome === 'APPROVED' || outcome === 'LAPSED' ? 1 : chance.between(1, 2);
    return {
      outcome, stage, submittedAt: later(facts.until, -daysAgo * DAY_MS), claimed: outcome !== 'OPEN' || chance.yes(0.5),
      reason: outcome === 'REJECTED' ? 'It is not what the public service needs.' : 'See the findings.',
      // Of several rounds the first has the findings.
      findings: index === 0 ? fate.findings ?? [] : [],
    };
  });
}

interface Making { chance: Chance; facts: Facts; competencyBy: (chance: Chance) => string; number: number; at: Date }

function makeContent({ chance, facts, competencyBy, number, at }: Making): PlannedContent {
  const language = languageBy(chance);
  const words = facts.words.get(language);
  if (words === undefined) throw new Error(`there are no words in ${language}`);
  const second = language === 'en' ? chance.yes(0.18) && 'hi' : chance.yes(0.3) && 'en';
  const modules = Array.from({ length: chance.between(1, 5) }, (_, index) => makeModule(words, chance, at, `${number}/${index + 1}`));
  const captions = chance.yes(0.85);
  const priced = chance.yes(0.08);
  const competencies = new Set(Array.from({ length: chance.between(1, MAX_COMPETENCIES) }, () => competencyBy(chance)));
  return {
    ...composeTitle(words, chance), description: composeDescription(words, chance),
    languages: second === false ? [language] : [language, second], level: levelBy(chance), durationSeconds: secondsOf(modules),
    captions, transcript: chance.yes(0.6), signLanguage: chance.yes(0.12), licence: licenceBy(chance),
    inclusion: priced ? 'PRICED' : 'SUBSCRIPTION', pricePaise: priced ? 100 * chance.between(99, 9_999) : null,
    competencies: [...competencies].map((id) => ({ id, level: Math.ceil(5 * chance.next() ** 2) || 1 })), modules,
  };
}

function makeModule(words: Words, chance: Chance, at: Date, path: string): PlannedModule {
  const part = chance.pick(words.parts);
  return {
    lineageId: uuidAt(at, chance), title: part.title,
    items: Array.from({ length: chance.between(1, 3) }, (_, index) => ({
      lineageId: uuidAt(at, chance), kind: kindBy(chance), title: part.items[index % part.items.length] ?? part.title,
      url: `https://content.example.in/made/${path}-${index + 1}`,
      // From five minutes to two hours, short ones oftener.
      durationSeconds: Math.round(300 * 24 ** (chance.next() ** 2)),
    })),
  };
}

/** The next version: another summary, and often a module more. */
function revised(content: PlannedContent, number: number, chance: Chance, at: Date): PlannedContent {
  const [like] = content.modules;
  const added = like === undefined || chance.yes(0.5) ? [] : [{
    lineageId: uuidAt(at, chance), title: `${like.title} ${number}`,
    items: like.items.map((item) => ({ ...item, lineageId: uuidAt(at, chance), url: `${item.url}-v${number}` })),
  }];
  const modules = [...content.modules, ...added];
  return { ...content, summary: `${content.summary} (${number})`, modules, durationSeconds: secondsOf(modules) };
}

function secondsOf(modules: readonly PlannedModule[]): number {
  return modules.reduce((sum, { items }) => items.reduce((seconds, item) => seconds + item.durationSeconds, sum), 0);
}

/** A uuid of version 7, of a moment and by chance. */
export function uuidAt(at: Date, chance: Chance): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const hex = (digits: number): string => Math.floor(chance.next() * 16 ** digits).toString(16).padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'.charAt(chance.between(0, 3))}${hex(3)}-${hex(6)}${hex(6)}`;
}
