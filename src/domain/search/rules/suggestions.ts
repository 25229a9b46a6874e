/** What a suggestion completes a text with. */
export const SUGGESTION_KINDS = ['WORD', 'COURSE'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

export const MAX_SUGGESTIONS = 20;
export const DEFAULT_SUGGESTIONS = 10;
