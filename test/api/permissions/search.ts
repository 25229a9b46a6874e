import { synonymSetCreate } from '../../../src/domain/search/synonymSetCreate.js';
import { publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { another, done } from '../../support/given.js';
import type { World } from '../../support/world.js';
import type { Cells } from './actors.js';
import { COLLECTION_REVISION, id, long, REFUSED_TYPE, type Table, type Wrong } from './wrong.js';

type Values = Readonly<Record<string, string | number>>;

/** Terms that no other set has. */
const fresh = (): string[] => [`acronym${another()}`, `an acronym in words ${another()}`];

async function synonymSet(w: World): Promise<{ synonymSetId: string; revision: number }> {
  const { synonymSetId } = done(await synonymSetCreate(await w.ctx('chief-curator'), { terms: fresh() }));
  return { synonymSetId: publicId('synonym_set', synonymSetId), revision: 1 };
}

/** What the operations are asked about. */
export const SEARCH_TARGETS = { synonymSet } as const;

/** An input for each mutation that nothing is wrong with. */
export const SEARCH_INPUTS = {
  synonymSetCreate: () => ({ terms: fresh() }),
  synonymSetUpdate: (t: Values) => ({ synonymSetId: t['synonymSetId'], revision: t['revision'], terms: fresh() }),
  synonymSetDelete: (t: Values) => ({ synonymSetId: t['synonymSetId'], revision: t['revision'] }),
} as const;

export const SEARCH_QUERY_TEXTS = {
  synonymSets: { text: 'synonymSets(first: 100, orderBy: { field: NEWEST, direction: DESC }) { nodes { id } }', shows: 'synonymSetId' },
  searchSuggest: { text: 'searchSuggest(query: "noting an", first: 20) { course { id } }', shows: 'courseId' },
} as const;

/** See matrix.ts. */
export const SEARCH_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['synonymSets', 'synonymSet',               '00 0000 +++0++ 0000'],
  ['searchSuggest', 'publishedCourse',        '++ ++++ ++++++ ++++'],
  ['searchSuggest', 'draft',                  '00 0000 000000 0000'],
  ['searchSuggest', 'suspendedCourse',        '00 0000 000000 0000'],
];

/** See matrix.ts. */
export const SEARCH_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['synonymSetCreate', 'nothing',             'UF FFFF FF+FFF FFFF'],
  ['synonymSetUpdate', 'synonymSet',          'UN NNNN FF+NFF NNNN'],
  ['synonymSetDelete', 'synonymSet',          'UN NNNN FF+NFF NNNN'],
];

/** See idPlaces.ts. */
export const SEARCH_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'synonymSetUpdate.input.synonymSetId': ['synonym_set'],
  'synonymSetDelete.input.synonymSetId': ['synonym_set'],
};

/** See scene.ts. */
export async function searchScene(w: World): Promise<Readonly<Record<string, string>>> {
  const made = await synonymSet(w);
  return { synonymSet: made.synonymSetId };
}

/** See visible.ts. */
export const SEARCH_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['SynonymSet', 'synonymSet',                  '-- ---- +++-++ ----'],
];

const TERMS: readonly Wrong[] = [
  ['no terms', { terms: [] }, 'INVALID terms'], ['one term', { terms: ['one'] }, 'INVALID terms'],
  ['21 terms', { terms: Array.from({ length: 21 }, (_, index) => `term${index}`) }, 'INVALID terms'],
  ['101 terms', { terms: Array.from({ length: 101 }, (_, index) => `term${index}`) }, REFUSED_TYPE],
  ['a term too long', { terms: ['alone', long(101)] }, 'INVALID terms.1'], ['an empty term', { terms: ['', 'alone'] }, 'INVALID terms.0'],
  ['a term of NUL', { terms: ['alone', '\u0000'] }, 'INVALID terms.1'], ['half a character', { terms: ['alone', '\ud800'] }, 'INVALID terms.1'],
  ['a term of signs', { terms: ['alone', '"-*'] }, 'INVALID terms.1'], ['a term of stop words', { terms: ['alone', 'to the'] }, 'INVALID terms.1'],
  ['a term of seven words', { terms: ['alone', 'a b c d e f g'] }, 'INVALID terms.1'], ['a term twice', { terms: ['alone', 'ALONE'] }, 'INVALID terms.1'],
  ['null for a term', { terms: ['alone', null] }, REFUSED_TYPE],
];

/** See wrongInputs.ts. */
export const SEARCH_WRONG: Readonly<Record<string, Table>> = {
  synonymSetCreate: { as: 'chief-curator', target: 'nothing', wrong: TERMS },
  synonymSetUpdate: { as: 'chief-curator', target: 'synonymSet', wrong: [...id('synonymSetId', 'synonym_set'), ...COLLECTION_REVISION, ...TERMS] },
  synonymSetDelete: { as: 'chief-curator', target: 'synonymSet', wrong: [...id('synonymSetId', 'synonym_set'), ...COLLECTION_REVISION] },
};
