/** A version names at most so many languages. */
const MAX_LANGUAGES = 30;
const MAX_URL = 2000;
/** A version has at most so many modules, and a module so many content items. */
export const MAX_PARTS = 200;

/** Language tags in their canonical BCP 47 form, the order kept; a problem where one is malformed or given twice. */
export function canonicalLanguages(tags: readonly string[]): { value: string[] } | { problem: string } {
  if (tags.length > MAX_LANGUAGES) return { problem: `Name at most ${MAX_LANGUAGES} languages.` };
  const value: string[] = [];
  for (const tag of tags) {
    const canonical = canonicalTag(tag.trim());
    if (canonical === null) return { problem: `'${tag.slice(0, 40)}' is no language tag of BCP 47, such as hi or en-IN.` };
    if (value.includes(canonical)) return { problem: `'${canonical}' is named twice.` };
    value.push(canonical);
  }
  return { value };
}

function canonicalTag(tag: string): string | null {
  if (tag.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** The address of a content item as a browser would write it; a problem where it is none that we keep. */
export function canonicalUrl(text: string): { value: string } | { problem: string } {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) {
    return { problem: 'Give an absolute web address that begins with https:// (or http://).' };
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return { problem: 'An address must not carry a user name or password.' };
  return url.href.length > MAX_URL ? { problem: `An address has at most ${MAX_URL} characters.` } : { value: url.href };
}

/** Where a new part goes among `count` others: at the place asked for, or last. Null where that would leave a gap. */
export function placeOf(asked: number | undefined, count: number): number | null {
  if (asked === undefined) return count;
  return asked <= count ? asked : null;
}
