import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CONTENT_ITEM_KINDS, COURSE_LEVELS, COURSE_VERSION_LIFECYCLE, INCLUSIONS, LICENCES,
} from '../../src/domain/catalogue/lifecycle.js';
import { statesOf } from '../../src/lib/lifecycle.js';
import { slugOf } from '../../src/lib/slug.js';

const slug = z.string().max(120).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const title = z.string().min(1).max(300).refine((text) => text === text.trim(), 'spaces around it');
const seconds = z.int().min(1).max(3_600_000);

const itemSchema = z.strictObject({
  kind: z.enum(CONTENT_ITEM_KINDS), title, url: z.url({ protocol: /^https$/ }).startsWith('https://content.example.in/'),
  durationSeconds: seconds,
});
const courseSchema = z.strictObject({
  slug, title, provider: slug,
  state: z.enum(statesOf(COURSE_VERSION_LIFECYCLE)),
  stateReason: z.string().min(1).nullable(),
  origin: z.enum(['IGOT', 'NPTEL', 'DEMONSTRATION']),
  sourceId: z.string().nullable(),
  summary: z.string().min(1).max(1000),
  languages: z.array(z.string()).min(1),
  level: z.enum(COURSE_LEVELS),
  durationSeconds: seconds,
  inclusion: z.enum(INCLUSIONS),
  pricePaise: z.int().min(1).nullable(),
  accessibility: z.strictObject({ captions: z.boolean(), transcript: z.boolean(), signLanguage: z.boolean() }),
  licence: z.enum(LICENCES),
  competencies: z.array(z.strictObject({ framework: z.string(), code: z.string(), level: z.int().min(1).max(5) })).max(3),
  modules: z.array(z.strictObject({ title, items: z.array(itemSchema).min(1).max(3) })).min(1).max(4),
});
const collectionSchema = z.strictObject({ slug, title, summary: z.string().min(1).max(1000), courses: z.array(slug).min(2) });
const frameworkSchema = z.object({ code: z.string(), competencies: z.array(z.object({ code: z.string() })) });

function read<T>(file: string, item: z.ZodType<T>): T[] {
  return z.array(item).min(1).parse(JSON.parse(readFileSync(new URL(`../../seed/${file}`, import.meta.url), 'utf8')));
}

function expectUnique(values: readonly string[]): void {
  expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
}

const courses = read('courses.json', courseSchema);
const published = courses.filter((course) => course.state === 'PUBLISHED');
const collections = read('collections.json', collectionSchema);
const providers = read('providers.json', z.object({ slug })).map((provider) => provider.slug);
const publishingByThemselves = read('review-policies.json', z.object({ provider: slug.nullable(), autoPublish: z.boolean() }))
  .filter((policy) => policy.autoPublish).map((policy) => policy.provider);
const tags = read('languages.json', z.object({ tag: z.string() })).map((language) => language.tag);
const competencies = new Set(read('competency-frameworks.json', frameworkSchema)
  .flatMap((framework) => framework.competencies.map((competency) => `${framework.code} ${competency.code}`)));

describe('the demonstration courses', () => {
  it('are 48 published ones and 6 in other states', () => {
    expect(published).toHaveLength(48);
    expect(courses.filter((course) => course.state !== 'PUBLISHED').map((course) => course.state).sort())
      .toEqual(['APPROVED', 'DRAFT', 'DRAFT', 'IN_REVIEW', 'RETIRED', 'SUSPENDED']);
  });

  it('have each slug once, made from the title', () => {
    expectUnique(courses.map((course) => course.slug));
    for (const course of courses) expect(course.slug).toBe(slugOf(course.title));
  });

  it('belong to providers that exist; only made-up courses are not published, and only theirs are made-up providers', () => {
    for (const course of courses) {
      expect(providers).toContain(course.provider);
      expect(course.provider.startsWith('demonstration-')).toBe(course.origin === 'DEMONSTRATION');
      expect(course.sourceId === null).toBe(course.origin === 'DEMONSTRATION');
      if (course.state !== 'PUBLISHED') expect(course.origin).toBe('DEMONSTRATION');
      expect(course.stateReason !== null).toBe(course.state === 'SUSPENDED' || course.state === 'RETIRED');
    }
    expectUnique(courses.flatMap((course) => course.sourceId ?? []));
    expect(new Set(courses.map((course) => course.provider))).toEqual(new Set(providers));
  });

  it('do not wait for publication where the review policy publishes by itself', () => {
    for (const course of courses.filter((c) => c.state === 'APPROVED')) {
      expect(publishingByThemselves).not.toContain(course.provider);
    }
  });

  it('are in listed languages, by canonical BCP 47 tags: at least six of them, Hindi and Assamese among them', () => {
    for (const course of courses) {
      expect(Intl.getCanonicalLocales(course.languages)).toEqual(course.languages);
      expectUnique(course.languages);
      for (const tag of course.languages) expect(tags).toContain(tag);
    }
    const used = new Set(published.flatMap((course) => course.languages));
    expect(used.size).toBeGreaterThanOrEqual(6);
    expect([...used]).toEqual(expect.arrayContaining(['hi', 'as']));
  });

  it('teach competencies that exist, each once; a published course two or three', () => {
    for (const course of courses) {
      expectUnique(course.competencies.map((taught) => `${taught.framework} ${taught.code}`));
      for (const taught of course.competencies) expect(competencies).toContain(`${taught.framework} ${taught.code}`);
    }
    expect(published.filter((course) => course.competencies.length < 2)).toEqual([]);
  });

  it('have parts that last as long as the whole, and each address once', () => {
    for (const course of courses) {
      const items = course.modules.flatMap((module) => module.items);
      expect(items.reduce((sum, item) => sum + item.durationSeconds, 0)).toBe(course.durationSeconds);
    }
    expect(published.filter((course) => course.modules.length < 2)).toEqual([]);
    expectUnique(courses.flatMap((course) => course.modules.flatMap((module) => module.items.map((item) => item.url))));
  });

  it('show every level, licence, inclusion and accessibility, and a price on the priced ones alone', () => {
    for (const course of courses) expect(course.pricePaise !== null).toBe(course.inclusion === 'PRICED');
    expect(new Set(published.map((course) => course.level))).toEqual(new Set(COURSE_LEVELS));
    expect(new Set(published.map((course) => course.licence))).toEqual(new Set(LICENCES));
    expect(new Set(published.map((course) => course.inclusion))).toEqual(new Set(INCLUSIONS));
    for (const feature of ['captions', 'transcript', 'signLanguage'] as const) {
      expect(new Set(published.map((course) => course.accessibility[feature]))).toEqual(new Set([true, false]));
    }
  });
});

describe('the collections', () => {
  it('are three lists of published courses, none named twice in one', () => {
    expect(collections).toHaveLength(3);
    expectUnique(collections.map((collection) => collection.slug));
    const slugs = published.map((course) => course.slug);
    for (const collection of collections) {
      expectUnique(collection.courses);
      for (const course of collection.courses) expect(slugs).toContain(course);
    }
  });
});
