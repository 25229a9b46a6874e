import type { Example } from './example.js';

/** For a procurement officer. */
export const RAISE_REQUEST: Example = {
  title: 'Raise a purchase request',
  about: 'For a priced course and 25 learners. Sent again under the same key it is raised once; give every new intent a key of its own.',
  variables: {
    input: {
      idempotencyKey: 'learners-of-the-year', purpose: 'NEW', kind: 'COURSE', courseId: '', basis: 'PER_LEARNER', quantity: 25,
      justification: 'For the officers who sit on selection boards this year.', budgetHead: '2070.00.003.01.00.28',
    },
  },
  fill: [{
    query: 'query { coursePrices(first: 20, filter: { basis: PER_LEARNER, inForce: true }) { nodes { course { id publishedVersion { id } } } } }',
    at: 'coursePrices.nodes.course', set: { 'input.courseId': 'id' }, none: 'No course is on sale per learner.',
  }],
  query: `mutation RaiseRequest($input: PurchaseRequestCreateInput!) {
  purchaseRequestCreate(input: $input) {
    purchaseRequest { id state revision quantity startsOn instalmentPlan { code } allowedActions }
    userErrors { code message path }
  }
}
`,
};

/** For a procurement officer. */
export const SUBMIT_REQUEST: Example = {
  title: 'Submit it to the approving authority',
  about: 'It is quoted by the price list of today: lines, tax by the place of supply, total, and until when it can be ordered.',
  variables: { input: { purchaseRequestId: '' } },
  fill: [{
    query: 'query { purchaseRequests(first: 20, filter: { state: DRAFT }) { nodes { id allowedActions } } }',
    at: 'purchaseRequests.nodes', has: { allowedActions: ['SUBMIT'] }, set: { 'input.purchaseRequestId': 'id' },
    none: 'No draft can be submitted: raise a purchase request first.',
  }],
  query: `mutation SubmitRequest($input: PurchaseRequestSubmitInput!) {
  purchaseRequestSubmit(input: $input) {
    purchaseRequest { state submittedAt requestedBy { name } }
    quote {
      validUntil placeOfSupply { name } placeReason
      lines { description sac quantity unitPrice { formatted } daysOfTerm daysLeft taxable { formatted } rateBasisPoints }
      cgst { formatted } sgst { formatted } igst { formatted } total { formatted amountMinor }
    }
    userErrors { code message path }
  }
}
`,
};

/** For whoever buys for a department. */
export const REQUESTS: Example = {
  title: 'What we have asked for',
  about: 'The purchase requests of the department with their quote, sanction and invoice, and what you may do with each.',
  query: `query Requests {
  purchaseRequests(first: 20) {
    nodes {
      kind purpose state quantity startsOn
      latestQuote { total { formatted } validUntil isValid }
      sanction { number date amount { formatted } budgetHead }
      invoice { number state total { formatted } }
      allowedActions
    }
  }
}
`,
};

/** For an approving authority. */
export const APPROVE_REQUEST: Example = {
  title: 'Approve a purchase request',
  about: 'One that is submitted, and that somebody else has made.',
  variables: { input: { purchaseRequestId: '' } },
  fill: [{
    query: 'query { purchaseRequests(first: 20, filter: { state: SUBMITTED }) { nodes { id allowedActions } } }',
    at: 'purchaseRequests.nodes', has: { allowedActions: ['APPROVE'] }, set: { 'input.purchaseRequestId': 'id' },
    none: 'No purchase request waits for you: a procurement officer submits one first.',
  }],
  query: `mutation ApproveRequest($input: PurchaseRequestApproveInput!) {
  purchaseRequestApprove(input: $input) {
    purchaseRequest { state approvedBy { name } approvedAt allowedActions }
    userErrors { code message path }
  }
}
`,
};

/** For an approving authority. */
export const SANCTION_REQUEST: Example = {
  title: 'Record its sanction',
  about: 'Number, date, amount and budget head, as they stand on the letter; the amount covers the quote. Then the officer orders (purchaseRequestOrder).',
  variables: {
    input: { purchaseRequestId: '', number: 'A-12011/7/2026-Trg', date: '2026-04-01', amount: { amountMinor: '' }, budgetHead: '2070.00.003.01.00.28' },
  },
  fill: [{
    query: 'query { purchaseRequests(first: 20, filter: { state: APPROVED }) { nodes { id allowedActions latestQuote { total { amountMinor } } } } }',
    at: 'purchaseRequests.nodes', has: { allowedActions: ['SANCTION'] },
    set: { 'input.purchaseRequestId': 'id', 'input.amount.amountMinor': 'latestQuote.total.amountMinor' },
    none: 'No purchase request is to be sanctioned: approve one first.',
  }],
  query: `mutation SanctionRequest($input: PurchaseRequestSanctionInput!) {
  purchaseRequestSanction(input: $input) {
    purchaseRequest { state sanction { number date amount { formatted } givenBy { name } } }
    userErrors { code message path }
  }
}
`,
};
