import type { Example } from './example.js';

/** For those who buy for a department. */
export const PAY_BY_CARD: Example = {
  title: 'Pay by card',
  about: 'Whether cards are taken, what is still to be paid, and the latest page of each invoice. allowedActions has PAY_BY_CARD where you may ask for one (hostedInvoiceCreate).',
  query: `query PayByCard {
  cardRail { isAvailable reason mode paymentMaximum { formatted } }
  invoices(first: 20) {
    nodes {
      id number outstanding { formatted } allowedActions
      hostedInvoice { id state url amount { formatted } requestedAt stateReason allowedActions }
    }
  }
}
`,
};

/** For those who keep the books. */
export const CARD_CALLS: Example = {
  title: 'Calls to the card provider',
  about: 'What we could not finish, or the card provider refused; and up to when it was asked for what we may have missed.',
  query: `query CardCalls {
  cardRail { isAvailable mode reconciledThrough }
  refused: paymentCalls(first: 20, filter: { state: FAILED }) { nodes { id subjectId step note doneAt } }
  pending: paymentCalls(first: 20, filter: { state: PENDING }) { nodes { id subjectId step attempts createdAt sentAt } }
}
`,
};
