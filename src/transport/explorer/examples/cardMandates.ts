import type { Example } from './example.js';

/** For those who buy for a department. */
export const SAVED_CARDS: Example = {
  title: 'Saved cards',
  about: 'The card that was saved for each subscription (cardMandateCreate), where it stands, and what was charged to it. The client secret is for the card provider\'s own form.',
  query: `query SavedCards {
  subscriptions(first: 20) {
    nodes {
      kind
      currentTerm { endsOn }
      cardMandate {
        id state stateReason clientSecret maximum { formatted } requestedAt allowedActions
        instalmentPlan { code name }
        charges { seq state amount { formatted } stateReason invoice { number } }
      }
    }
  }
}
`,
};
