import { CONTENT_ITEM_KINDS, type ContentItemKind, type CourseVersionState } from '../../domain/catalogue/lifecycle.js';
import { slugOf } from '../../lib/slug.js';
import { seedFile, type CourseLine, type SeedContent, type SeedCourse, type SeedFate, type SeedRound } from './files.js';

/** Of how many parts of the time an item takes, and how its file ends. */
const ITEMS: Readonly<Record<ContentItemKind, { parts: number; ending: string }>> = {
  VIDEO: { parts: 6, ending: '.mp4' }, DOCUMENT: { parts: 2, ending: '.pdf' }, LINK: { parts: 1, ending: '' },
  QUIZ: { parts: 1, ending: '/quiz' }, PACKAGE: { parts: 4, ending: '.zip' }, SESSION: { parts: 6, ending: '/session' },
};

/** Where content of demonstration courses would lie; nothing is served there. */
const CONTENT = 'https://content.example.in';

/** All demonstration courses, those of the real providers first. A title that two courses bear gives slugs with numbers. */
export function seedCourses(): SeedCourse[] {
  const taken = new Map<string, number>();
  const lines = [...seedFile('courses/igot.json'), ...seedFile('courses/nptel.json'), ...seedFile('courses/demonstration.json')];
  return lines.map((line) => {
    const slug = slugOf(line.title);
    const number = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, number);
    return courseOf(line, number === 1 ? slug : `${slug}-${number}`);
  });
}

function courseOf(line: CourseLine, slug: string): SeedCourse {
  const course: SeedCourse = { slug, provider: line.provider, ...contentOf(line, slug), ...fateOf(line) };
  if (line.next === undefined) return course;
  let latest = line;
  course.next = line.next.map(({ change, ...fate }) => {
    latest = { ...latest, ...change, modules: { ...latest.modules, ...change.modules } };
    return { ...contentOf(latest, slug), ...fateOf(fate) };
  });
  return course;
}

function fateOf({ state = 'PUBLISHED', stateReason = null, daysAgo, rounds }: {
  state?: CourseVersionState; stateReason?: string | null; daysAgo?: number; rounds?: SeedRound[];
}): SeedFate {
  return { state, stateReason, daysAgo, rounds };
}

function contentOf(line: CourseLine, slug: string): SeedContent {
  const { title, summary, description, level, licence, accessible, pricePaise = null, languages = ['en'] } = line;
  return {
    title, summary, description, languages, level, licence, durationSeconds: line.seconds, pricePaise,
    inclusion: pricePaise === null ? 'SUBSCRIPTION' : 'PRICED',
    accessibility: {
      captions: accessible.includes('captions'), transcript: accessible.includes('transcript'), signLanguage: accessible.includes('signLanguage'),
    },
    competencies: line.teaches.map(competencyOf),
    modules: modulesOf(line, slug, itemTitles()[languages[0] ?? 'en']),
  };
}

function competencyOf(text: string): SeedContent['competencies'][number] {
  const [framework = '', code = '', level] = text.split(':');
  return { framework, code, level: Number(level) };
}

/** The items share the whole time by their kinds, to the second. */
function modulesOf(line: CourseLine, slug: string, titles: Record<ContentItemKind, string> | undefined): SeedContent['modules'] {
  const modules = Object.entries(line.modules).map(([title, letters]) => ({ title, kinds: [...letters].map(kindOf) }));
  const parts = modules.flatMap(({ kinds }) => kinds).reduce((sum, kind) => sum + ITEMS[kind].parts, 0);
  let before = 0;
  const timeOf = (kind: ContentItemKind): number => {
    const from = Math.round((line.seconds * before) / parts);
    before += ITEMS[kind].parts;
    return Math.round((line.seconds * before) / parts) - from;
  };
  return modules.map(({ title, kinds }, m) => ({
    title,
    items: kinds.map((kind, i) => ({
      kind, title: `${titles?.[kind] ?? kind}: ${title}`, durationSeconds: timeOf(kind),
      url: `${CONTENT}/${slug}/${m + 1}-${i + 1}${ITEMS[kind].ending}`,
    })),
  }));
}

function kindOf(letter: string): ContentItemKind {
  const kind = CONTENT_ITEM_KINDS.find((each) => each.startsWith(letter));
  if (kind === undefined) throw new Error(`no kind of content item begins with '${letter}'`);
  return kind;
}

let titlesRead: ReturnType<typeof readTitles> | null = null;

function itemTitles(): ReturnType<typeof readTitles> {
  titlesRead ??= readTitles();
  return titlesRead;
}

function readTitles() {
  return seedFile('content-item-titles.json');
}
