import { newId, publicId, type IdPrefix } from '../../../src/lib/ids.js';

/** What is changed of a valid input, and what is told of it: codes and paths, or the code of a top-level error. */
export type Wrong = readonly [what: string, change: Record<string, unknown>, told: string];

export interface Table {
  /** Who asks: somebody who may. */
  readonly as: string;
  readonly target: string;
  readonly wrong: readonly Wrong[];
}

/** What the types of the schema refuse by themselves. */
export const REFUSED_TYPE = 'BAD_USER_INPUT';
/** A text of so many characters. */
export const long = (length: number): string => 'x'.repeat(length);

/** A text of at most so many characters that can be kept in PostgreSQL. */
export function text(field: string, max: number): Wrong[] {
  return [
    [`${field} too long`, { [field]: long(max + 1) }, `INVALID ${field}`],
    [`NUL in ${field}`, { [field]: 'a\u0000b' }, `INVALID ${field}`],
    [`half a character in ${field}`, { [field]: 'a\ud800b' }, `INVALID ${field}`],
  ];
}

/** As `text`, and one that must be given. */
export function needed(field: string, max: number): Wrong[] {
  return [
    [`${field} empty`, { [field]: '' }, `INVALID ${field}`],
    [`${field} of spaces`, { [field]: ' \t ' }, `INVALID ${field}`],
    [`${field} null`, { [field]: null }, REFUSED_TYPE],
    [`${field} a number`, { [field]: 1 }, REFUSED_TYPE],
    ...text(field, max),
  ];
}

/** An id that must be of something there is. */
export function id(field: string, prefix: IdPrefix): Wrong[] {
  const other = prefix === 'course' ? 'module' : 'course';
  return [
    [`${field} empty`, { [field]: '' }, `NOT_FOUND ${field}`],
    [`${field} no id`, { [field]: 'nonsense' }, `NOT_FOUND ${field}`],
    [`${field} with NUL`, { [field]: '\u0000' }, `NOT_FOUND ${field}`],
    [`${field} half a character`, { [field]: '\ud800' }, `NOT_FOUND ${field}`],
    [`${field} of another type`, { [field]: publicId(other, newId()) }, `NOT_FOUND ${field}`],
    [`${field} unknown`, { [field]: publicId(prefix, newId()) }, `NOT_FOUND ${field}`],
    [`${field} a list`, { [field]: [publicId(prefix, newId()), ''] }, REFUSED_TYPE],
  ];
}

/** The revision of a draft, which is at least 1. */
export const REVISION: readonly Wrong[] = [
  ['revision stale', { revision: 2 }, 'STALE_REVISION revision'],
  ['revision to come', { revision: 2_147_483_647 }, 'STALE_REVISION revision'],
  ['revision 0', { revision: 0 }, 'INVALID revision'],
  ['revision negative', { revision: -1 }, 'INVALID revision'],
  ['revision too large', { revision: 2_147_483_648 }, REFUSED_TYPE],
  ['revision a fraction', { revision: 1.5 }, REFUSED_TYPE],
];

/** The revision of a collection. */
export const COLLECTION_REVISION: readonly Wrong[] = [
  ['revision stale', { revision: 0 }, 'STALE_REVISION revision'],
  ['revision to come', { revision: 2_147_483_647 }, 'STALE_REVISION revision'],
  ['revision too large', { revision: 2_147_483_648 }, REFUSED_TYPE],
];

/** A place in a list whose last place is given. */
export const position = (last: number): Wrong[] => [
  ['position negative', { position: -1 }, 'INVALID position'],
  ['position beyond the end', { position: last + 1 }, 'INVALID position'],
  ['position far out', { position: 2_147_483_647 }, 'INVALID position'],
];

/** The fields of a content item. */
export const ITEM: readonly Wrong[] = [
  ['a kind that is none', { kind: 'FILM' }, REFUSED_TYPE],
  ['no web address', { url: 'content' }, REFUSED_TYPE],
  ['an address of a file', { url: 'file:///etc/passwd' }, REFUSED_TYPE],
  ['an address with a password', { url: 'https://a:b@content.example.in/' }, REFUSED_TYPE],
  ['an address too long', { url: `https://content.example.in/${long(2000)}` }, REFUSED_TYPE],
  ['no duration', { duration: 'an hour' }, REFUSED_TYPE],
  ['a duration too long', { duration: 'PT1001H' }, 'INVALID duration'],
  ['a duration of months', { duration: 'P1M' }, 'INVALID duration'],
];

const competencies = (count: number): unknown[] => Array.from({ length: count }, () => ({ competencyId: publicId('competency', newId()), level: 1 }));

/** The fields of a draft. */
export const CONTENT: readonly Wrong[] = [
  ...text('summary', 1000), ...text('description', 20_000),
  ['no language', { languages: ['not a language'] }, REFUSED_TYPE],
  ['languages too many', { languages: Array.from({ length: 31 }, (_, index) => `en-x-a${index}`) }, 'INVALID languages'],
  ['a language twice', { languages: ['hi', 'hi'] }, 'INVALID languages'],
  ['a duration too long', { duration: 'PT10001H' }, 'INVALID duration'],
  ['a price in the subscription', { price: { amountMinor: '100' } }, 'INVALID price'],
  ['a price of nothing', { inclusion: 'PRICED', price: { amountMinor: '0' } }, 'INVALID price.amountMinor'],
  ['a price below nothing', { inclusion: 'PRICED', price: { amountMinor: '-1' } }, 'INVALID price.amountMinor'],
  ['a price beyond all', { inclusion: 'PRICED', price: { amountMinor: '100000000001' } }, 'INVALID price.amountMinor'],
  ['competencies unknown', { competencies: competencies(1) }, 'NOT_FOUND competencies.0.competencyId'],
  ['a level of 6', { competencies: [{ competencyId: publicId('competency', newId()), level: 6 }] }, 'INVALID competencies.0.level'],
  ['a level of 0', { competencies: [{ competencyId: publicId('competency', newId()), level: 0 }] }, 'INVALID competencies.0.level'],
];

/** A slug. */
export const slug: readonly Wrong[] = [
  ['a slug with capitals', { slug: 'Noting' }, 'INVALID slug'],
  ['a slug too long', { slug: long(121) }, 'INVALID slug'],
  ['a slug of NUL', { slug: '\u0000' }, 'INVALID slug'],
  ['a slug of half a character', { slug: '\ud800' }, 'INVALID slug'],
  ['an empty slug', { slug: '' }, 'INVALID slug'],
];

/** Roles in a provider. */
export const grants: readonly Wrong[] = [
  ['no roles', { roles: [] }, 'INVALID roles'],
  ['a role of another kind of organisation', { roles: ['LEARNER'] }, 'INVALID roles'],
  ['a role that is none', { roles: ['OWNER'] }, REFUSED_TYPE],
  ['specialisms for an author', { roles: ['AUTHOR'], specialisms: ['CONTENT'] }, 'INVALID specialisms'],
  ['roles too many', { roles: Array.from({ length: 21 }, () => 'AUTHOR') }, 'INVALID roles'],
];
