import type { Example } from './example.js';

/** For a department's officers. */
export const HOW_TO_PAY: Example = {
  title: 'What to pay, and how',
  about: 'The instalments that are due, the reference to write into the remarks of each transfer (it fits those of PFMS), and our account.',
  query: `query HowToPay {
  expectedPayments(first: 20) { nodes { dueOn amount { formatted } paid { formatted } state reference invoice { number } } }
  collectingAccounts { nodes { accountName accountNumber ifsc bankName isInForce } }
  receipts(first: 20) { nodes { number receivedOn amount { formatted } state match } }
}
`,
};

/** For those who keep the books. */
export const TO_CONFIRM: Example = {
  title: 'Receipts to be confirmed',
  about: 'What one finance officer recorded and another confirms; allowedActions has CONFIRM for whoever may.',
  query: `query ToConfirm {
  receipts(first: 20, filter: { state: PENDING }) {
    totalCount
    nodes { id utr amount { formatted currency } receivedOn payer remarks match department { name } proposedInvoice { number } recordedBy { name } allowedActions }
  }
}
`,
};

export const UNMATCHED: Example = {
  title: 'Money of nobody known, and credit that is left',
  about: 'What waits to be set against invoices (receiptAllocate) or paid back (refundRecord).',
  query: `query Unmatched {
  unmatched: receipts(filter: { state: SUCCEEDED, match: UNMATCHED }) { nodes { id utr amount { formatted } payer remarks } }
  credit: receipts(filter: { unused: true }) { nodes { id number department { name } unused { formatted } } }
  taxesWithheld(filter: { state: CLAIMED }) { nodes { id kind amount { formatted } expected { formatted } invoice { number } claimedAt } }
  refunds(filter: { state: PENDING }) { nodes { id amount { formatted } reason department { name } allowedActions } }
}
`,
};

export const RECORD_RECEIPT: Example = {
  title: 'Record money that has come',
  about: 'A transfer as the bank tells of it; another finance officer confirms it, and only then it settles anything.',
  variables: {
    input: {
      idempotencyKey: 'example-receipt-1', utr: 'SBINR52026112100001234', amount: { amountMinor: '100000' }, receivedOn: '2025-04-01', payer: 'Pay and Accounts Office', remarks: 'No reference',
    },
  },
  query: `mutation RecordReceipt($input: ReceiptRecordInput!) {
  receiptRecord(input: $input) {
    receipt { id state match amount { formatted } department { name } allowedActions }
    userErrors { code message path }
  }
}
`,
};

export const STATEMENTS: Example = {
  title: 'Bank statements that were read in',
  about: 'How many lines became receipts, were known already, or could not be read.',
  query: `query Statements {
  bankStatements(first: 5) {
    nodes {
      id fileName state counts { recorded known notCredits refused } failure createdBy { name } allowedActions
      lines(first: 20, filter: { outcome: REFUSED }) { nodes { line message } }
    }
  }
}
`,
};

export const CARD_EVENTS: Example = {
  title: 'What the card provider told, and what waits for you',
  about: 'What is pending, failed and given up, with the reasons; a finance officer replays one (paymentEventReplay). And what the provider paid to our bank.',
  query: `query CardEvents {
  paymentEventCounts { pending failed dead }
  paymentEvents(first: 20, filter: { states: [PENDING, FAILED, DEAD] }) {
    nodes { id type objectId state attempts note occurredAt receivedAt replayedBy { name } allowedActions }
  }
  cardPayouts(first: 5) { nodes { externalId state amount { formatted } fee { formatted } arrivedOn stateReason } }
}
`,
};
