import { byWeight, zipf, type Chance } from '../../../lib/chance.js';
import type { SeedCourse } from '../files.js';

/** What the titles and texts of made-up courses in one language are composed of: words of the demonstration's courses. */
export interface Words {
  /** What a course can be about, a frequent one oftener. */
  readonly topic: (chance: Chance) => Topic;
  /** For whom: names of departments. */
  readonly audiences: readonly string[];
  readonly sentences: readonly string[];
  readonly parts: readonly { readonly title: string; readonly items: readonly string[] }[];
  readonly english: boolean;
}

interface Topic { readonly title: string; readonly summary: string }

/** The main languages of made-up courses, with their shares in thousandths. */
export const LANGUAGE_SHARES = [
  ['en', 620], ['hi', 170], ['bn', 32], ['mr', 30], ['te', 26], ['ta', 26], ['gu', 20], ['kn', 20], ['ml', 16], ['or', 12], ['pa', 12],
  ['as', 10], ['ur', 6],
] as const;

const LONGEST_TOPIC = 60;
/** Steeper than this and most courses would be about the same. */
const TOPIC_EXPONENT = 0.7;

/** The words of every language, from the demonstration's courses. */
export function wordsOf(courses: readonly SeedCourse[], audiences: readonly string[]): ReadonlyMap<string, Words> {
  return new Map(LANGUAGE_SHARES.map(([language]) => {
    const taught = courses.filter(({ languages, title }) => languages[0] === language && title.length <= LONGEST_TOPIC);
    return [language, {
      topic: byWeight(zipf(taught.map(({ title, summary }) => ({ title, summary })), TOPIC_EXPONENT)),
      audiences, english: language === 'en',
      sentences: taught.map(({ description }) => description),
      parts: taught.flatMap(({ modules }) => modules.map(({ title, items }) => ({ title, items: items.map((item) => item.title) }))),
    }];
  }));
}

const FORMS: readonly ((topic: string, other: string, audience: string, number: number) => string)[] = [
  (topic) => topic,
  (topic) => `${topic}: a Short Course`,
  (topic) => `${topic} in Practice`,
  (topic) => `${topic}: Cases`,
  (topic, _other, _audience, number) => `${topic}, Part ${number}`,
  (topic, other) => `${topic} and ${other}`,
  (topic, other) => `From ${topic} to ${other}`,
  (topic, _other, audience) => `${topic} for the ${audience}`,
  (topic, _other, audience) => `${topic} at Work in the ${audience}`,
  (topic, _other, _audience, number) => `${topic} ${2012 + number}`,
];

/** A title and a summary. */
export function composeTitle(words: Words, chance: Chance): { title: string; summary: string } {
  const { title: topic, summary } = words.topic(chance);
  const number = chance.between(1, 12);
  if (!words.english) return { title: chance.yes(0.2) ? topic : `${topic}: ${chance.pick(words.parts).title} ${number}`, summary };
  const form = chance.pick(FORMS);
  return { title: form(topic, words.topic(chance).title, chance.pick(words.audiences), number).slice(0, 300), summary };
}

/** One to four sentences and what goes with them. */
export function composeDescription(words: Words, chance: Chance): string {
  return Array.from({ length: chance.between(1, 4) }, () => chance.pick(words.sentences)).join(' ');
}
