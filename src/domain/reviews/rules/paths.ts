import { uuidOf, type IdPrefix } from '../../../lib/ids.js';

/** The fields of a course version that a finding can be anchored to; nested ones with a dot. */
export const VERSION_PATHS = [
  'title', 'summary', 'description', 'languages', 'level', 'duration', 'accessibility', 'accessibility.captions',
  'accessibility.transcript', 'accessibility.signLanguage', 'licence', 'inclusion', 'price', 'modules', 'items', 'competencies',
] as const;

/** The parts of a version that have an id, and their fields. */
const PARTS = {
  modules: { prefix: 'module', fields: ['title', 'summary', 'position', 'items'] },
  items: { prefix: 'content_item', fields: ['title', 'kind', 'url', 'duration', 'position'] },
  competencies: { prefix: 'competency', fields: ['level'] },
} as const satisfies Record<string, { prefix: IdPrefix; fields: readonly string[] }>;

export type PartName = keyof typeof PARTS;

/** A part of a version by its uuid; an item may be named within its module. */
export interface PartTarget {
  readonly kind: 'part';
  readonly part: PartName;
  readonly uuid: string;
  /** The module that the path names an item in; null where it names none. */
  readonly module: string | null;
}

/** What a path names. */
export type PathTarget = { readonly kind: 'field' } | PartTarget;

/**
 * What a path of a finding names, or null where it is none: `title`, `accessibility.captions`, `modules.<id>`,
 * `modules.<id>.title`, `items.<id>.url` (or `modules.<id>.items.<id>.url`), `competencies.<id>`; ids are public
 * ones. Whether the part is the version's own is not known here.
 */
export function parsePath(path: string): PathTarget | null {
  if ((VERSION_PATHS as readonly string[]).includes(path)) return { kind: 'field' };
  const [name, id, field, ...rest] = path.split('.');
  if (name === undefined || id === undefined || !Object.hasOwn(PARTS, name)) return null;
  const part = name as PartName;
  const uuid = uuidOf(PARTS[part].prefix, id);
  if (uuid === null) return null;
  if (part === 'modules' && field === 'items' && rest.length > 0) {
    const inner = parsePath(['items', ...rest].join('.'));
    return inner?.kind === 'part' ? { ...inner, module: uuid } : null;
  }
  const known = field === undefined || (PARTS[part].fields as readonly string[]).includes(field);
  return known && rest.length === 0 ? { kind: 'part', part, uuid, module: null } : null;
}
