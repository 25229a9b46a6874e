/** What a review came to, as its provider is told. */
export const REVIEW_OUTCOMES = ['APPROVED', 'PUBLISHED', 'CHANGES_REQUESTED', 'REJECTED', 'LAPSED'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];
