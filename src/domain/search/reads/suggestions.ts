import { badInput } from '../../../db/reader/encode.js';
import { column, expression, one } from '../../../db/reader/fields.js';
import type { RootRows } from '../../../db/reader/read.js';
import type { Shape } from '../../../db/reader/shape.js';
import { searchRequestOf } from '../rules/request.js';
import { DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS } from '../rules/suggestions.js';

/** What a text can be completed with: a row of the database's function `search_suggest`. */
const suggestion: Shape = {
  type: 'SearchSuggestion',
  // Rows come of what was asked: see `suggestionsAsked`.
  table: '(select * from search_suggest(null, null))',
  tenant: false,
  // Whoever asks, what is suggested is in the catalogue: a provider's own drafts are not looked for here.
  visible: (row, w) => {
    const entry = w.alias('ce');
    return `${row}.course_id is null or exists (select 1 from catalogue_entry ${entry}
      where ${entry}.course_id = ${row}.course_id and ${entry}.listed)`;
  },
  fields: {
    kind: expression((row) => `case when ${row}.course_id is null then 'WORD' else 'COURSE' end`),
    text: column('suggestion'),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
  },
};

export const suggestionShapes: readonly Shape[] = [suggestion];

const byDefault = (): number => DEFAULT_SUGGESTIONS;

function most(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SUGGESTIONS) return value;
  throw badInput(`\`first\` must be a whole number from 1 to ${MAX_SUGGESTIONS}.`);
}

/** As typed, but for spaces before it: one after it says that the last word is whole. */
function typed(value: unknown): string {
  const text = String(value);
  const request = searchRequestOf(text);
  if ('fault' in request) throw badInput(`\`query\` ${request.fault}`);
  return text.trimStart();
}

/** `searchSuggest`: what completes a text, the best first. Refuses what `courseSearch` refuses as a query. */
export const suggestionsAsked: RootRows = {
  from: (w, arg) => {
    const [query, first] = [arg('query'), arg('first')];
    if (query === undefined) throw new Error('searchSuggest is asked without a query');
    const limit = first === undefined ? w.runParam('integer', byDefault) : w.param(first, 'integer', most);
    const given = w.alias('f');
    return `(select ${given}.* from search_suggest(${w.param(query, 'text', typed)}, ${limit}) with ordinality as ${given}(suggestion, course_id, courses, place))`;
  },
  order: (row) => `${row}.place`,
};
