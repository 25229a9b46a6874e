import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CONTENT_ITEM_KINDS, COURSE_LEVELS, COURSE_VERSION_LIFECYCLE, INCLUSIONS, LICENCES, OPEN_STATES,
} from '../../src/domain/catalogue/lifecycle.js';
import { FINDING_SEVERITIES, REVIEW_ROUND_LIFECYCLE } from '../../src/domain/reviews/lifecycle.js';
import { parsePath } from '../../src/domain/reviews/rules/paths.js';
import { seedCourses } from '../../src/db/seed/courseFiles.js';
import { seedFile } from '../../src/db/seed/files.js';
import { statesOf } from '../../src/lib/lifecycle.js';
import { slugOf } from '../../src/lib/slug.js';

const text = z.string().min(1).max(1000).refine((value) => value === value.trim(), 'spaces around it');
const title = text.max(300);
const slug = z.string().max(120).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const seconds = z.int().min(300).max(3_600_000);
const accessible = z.array(z.enum(['captions', 'transcript', 'signLanguage']));
const modules = z.record(title, z.string().regex(/^[VDPQLS]{1,3}$/));

const round = z.strictObject({
  outcome: z.enum(statesOf(REVIEW_ROUND_LIFECYCLE)), daysAgo: z.number().optional(), stage: z.int().min(1).max(4).optional(),
  claimed: z.boolean().optional(), reason: text.optional(),
  findings: z.array(z.strictObject({
    path: z.string().refine((path) => parsePath(path) !== null), severity: z.enum(FINDING_SEVERITIES), body: text,
    answer: text.optional(), resolution: text.optional(), reopening: text.optional(),
  })).optional(),
});
const line = z.strictObject({
  id: z.string().optional(), title, provider: slug, seconds, state: z.enum(statesOf(COURSE_VERSION_LIFECYCLE)).optional(),
  stateReason: text.optional(), daysAgo: z.int().min(1).max(360).optional(), languages: z.array(z.string()).min(1).optional(),
  level: z.enum(COURSE_LEVELS), licence: z.enum(LICENCES), accessible, pricePaise: z.int().min(1).optional(),
  summary: text.min(20), description: text.min(20), teaches: z.array(z.string().regex(/^[A-Z]+:[\w.-]+:[1-5]$/)).max(4), modules,
  rounds: z.array(round).optional(),
  next: z.array(z.strictObject({
    daysAgo: z.int(), state: z.enum(statesOf(COURSE_VERSION_LIFECYCLE)), rounds: z.array(round).optional(),
    change: z.strictObject({
      title, summary: text, description: text, level: z.enum(COURSE_LEVELS), seconds, accessible, modules,
    }).partial(),
  })).optional(),
});

const FILES = ['courses/igot.json', 'courses/nptel.json', 'courses/demonstration.json'] as const;
const courses = seedCourses();
const published = courses.filter((course) => course.state === 'PUBLISHED');
const known = (file: 'providers.json' | 'departments.json'): Set<string> => new Set(seedFile(file).map((each) => each.slug));
const tags = new Set(seedFile('languages.json').map(({ tag }) => tag));
const competencies = new Set(seedFile('competency-frameworks.json').flatMap((f) => f.competencies.map((c) => `${f.code} ${c.code}`)));

function expectUnique(values: readonly string[]): void {
  const seen = new Set<string>();
  expect(values.filter((value) => seen.size === seen.add(value).size)).toEqual([]);
}

describe('the files of courses', () => {
  it.each(FILES)('%s has lines of the form that its reader knows', (file) => {
    z.array(line).min(1).parse(seedFile(file));
  });

  it('have an id where they come from, unless they are made up; what is made up is of made-up providers', () => {
    for (const file of FILES) {
      const made = file === 'courses/demonstration.json';
      for (const { id, provider } of seedFile(file)) {
        expect([file, id === undefined, provider.startsWith('demonstration-')]).toEqual([file, made, made]);
      }
    }
    expectUnique(FILES.flatMap((file) => seedFile(file).flatMap(({ id }) => id ?? [])));
  });

  it('say nothing of what is real but that it is published', () => {
    for (const file of ['courses/igot.json', 'courses/nptel.json'] as const) {
      for (const course of seedFile(file)) {
        expect([course.state, course.stateReason, course.rounds, course.next, course.daysAgo]).toEqual(Array.from({ length: 5 }));
      }
    }
  });
});

describe('the demonstration courses', () => {
  it('are at least 400 published ones, and some in every other state that a first version can stand in', () => {
    expect(published.length).toBeGreaterThanOrEqual(400);
    expect(new Set(courses.map(({ state }) => state)))
      .toEqual(new Set(statesOf(COURSE_VERSION_LIFECYCLE).filter((state) => state !== 'SUPERSEDED')));
  });

  it('have each slug once, made from the title', () => {
    expectUnique(courses.map((course) => course.slug));
    for (const course of courses) expect(course.slug.replace(/-\d$/, '')).toBe(slugOf(course.title).replace(/-\d$/, ''));
    expectUnique(courses.map((course) => `${course.provider} ${course.title.toLowerCase()}`));
  });

  it('belong to providers that exist; at least 40 of them have courses', () => {
    const providers = known('providers.json');
    for (const course of courses) expect(providers).toContain(course.provider);
    expect(new Set(published.map((course) => course.provider)).size).toBeGreaterThanOrEqual(40);
  });

  it('give a reason where a state asks for one', () => {
    for (const course of courses) {
      expect([course.slug, course.stateReason !== null]).toEqual([course.slug, ['SUSPENDED', 'RETIRED', 'REJECTED'].includes(course.state)]);
    }
  });

  it('do not wait for publication, and do not lapse, where the review policy publishes by itself', () => {
    const byThemselves = seedFile('review-policies.json').filter((policy) => policy.autoPublish).map((policy) => policy.provider);
    for (const course of courses.filter(({ provider }) => byThemselves.includes(provider))) {
      for (const version of [course, ...(course.next ?? [])]) {
        expect(version.state).not.toBe('APPROVED');
        expect((version.rounds ?? []).filter(({ outcome }) => outcome === 'LAPSED')).toEqual([]);
      }
    }
  });

  it('have one open version at most, the last', () => {
    for (const { slug: of, state, next = [] } of courses) {
      const states = [state, ...next.map((version) => version.state)];
      const open = states.slice(0, -1).filter((each) => (OPEN_STATES as readonly string[]).includes(each));
      expect([of, open]).toEqual([of, []]);
    }
  });

  it('are in listed languages, by canonical BCP 47 tags: at least ten of India\'s', () => {
    for (const course of courses) {
      expect(Intl.getCanonicalLocales(course.languages)).toEqual(course.languages);
      expectUnique(course.languages);
      for (const tag of course.languages) expect(tags).toContain(tag);
    }
    expect(new Set(published.flatMap((course) => course.languages).filter((tag) => tag !== 'en')).size).toBeGreaterThanOrEqual(10);
  });

  it('teach competencies that exist, each once', () => {
    for (const course of courses) {
      expectUnique(course.competencies.map((taught) => `${taught.framework} ${taught.code}`));
      for (const taught of course.competencies) expect(competencies).toContain(`${taught.framework} ${taught.code}`);
    }
  });

  it('have parts that last as long as the whole, each with an address of its own', () => {
    for (const course of courses) {
      for (const version of [course, ...(course.next ?? [])]) {
        const items = version.modules.flatMap((module) => module.items);
        expect(items.reduce((sum, item) => sum + item.durationSeconds, 0)).toBe(version.durationSeconds);
        expect(items.filter((item) => item.durationSeconds < 1)).toEqual([]);
        expectUnique(items.map((item) => item.url));
      }
    }
    expect(published.filter((course) => course.modules.length < 2)).toEqual([]);
    expectUnique(courses.flatMap((course) => course.modules.flatMap((module) => module.items.map((item) => item.url))));
  });

  it('show every level, licence, inclusion, kind of item and accessibility', () => {
    expect(new Set(published.map((course) => course.level))).toEqual(new Set(COURSE_LEVELS));
    expect(new Set(published.map((course) => course.licence))).toEqual(new Set(LICENCES));
    expect(new Set(published.map((course) => course.inclusion))).toEqual(new Set(INCLUSIONS));
    expect(new Set(published.flatMap((course) => course.modules.flatMap(({ items }) => items.map(({ kind }) => kind)))))
      .toEqual(new Set(CONTENT_ITEM_KINDS));
    for (const feature of ['captions', 'transcript', 'signLanguage'] as const) {
      expect(new Set(published.map((course) => course.accessibility[feature]))).toEqual(new Set([true, false]));
    }
  });
});

describe('the titles of content items', () => {
  it('are in every language that a course is mainly in', () => {
    const titles = seedFile('content-item-titles.json');
    expect(Object.keys(titles)).toEqual(expect.arrayContaining([...new Set(courses.map(({ languages }) => languages[0]))]));
    for (const byKind of Object.values(titles)) expect(Object.keys(byKind).sort()).toEqual([...CONTENT_ITEM_KINDS].sort());
  });
});

describe('the collections', () => {
  it('are at least eight lists of published courses, none named twice in one', () => {
    const collections = seedFile('collections.json');
    expect(collections.length).toBeGreaterThanOrEqual(8);
    expectUnique(collections.map((collection) => collection.slug));
    const slugs = new Set(published.map((course) => course.slug));
    for (const collection of collections) {
      z.strictObject({ slug, title, summary: text, courses: z.array(slug).min(5).max(100) }).parse(collection);
      expectUnique(collection.courses);
      for (const course of collection.courses) expect(slugs).toContain(course);
    }
  });
});
