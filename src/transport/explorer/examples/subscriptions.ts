import type { Example } from './example.js';

/** For the people of a department who buy or approve. */
export const SUBSCRIPTIONS: Example = {
  title: 'What the department has bought',
  about: 'Each subscription with the term that runs, its seats, and what was ordered for it.',
  query: `query Subscriptions {
  subscriptions(first: 20, orderBy: { field: ENDS_ON, direction: ASC }) {
    nodes {
      kind
      state
      course { slug }
      currentTerm {
        startsOn endsOn unitPrice { formatted }
        quantityChanges { purpose effectiveOn added }
      }
      seatUse { bought assigned free }
      invoices(first: 5) { nodes { number state dueOn outstanding { formatted } } }
      cancelledAt
      allowedActions
    }
  }
}
`,
};

/** For a training manager. */
export const SEAT_USE: Example = {
  title: 'How the seats are used',
  about: 'Bought, handed out, active, free, and how many may still be taken back for somebody else in this term.',
  variables: { by: { departmentId: '' } },
  fill: [{
    query: 'query { viewer { actingMembership { organisation { id } } } }', at: 'viewer.actingMembership.organisation',
    set: { 'by.departmentId': 'id' }, none: 'You act for no department.',
  }],
  query: `query SeatUse($by: SeatUseBy!) {
  seatUse(by: $by) { bought assigned active reserved free reassigned reassignmentCap }
}
`,
};

/** For the platform. */
export const SEATS_OF_A_MINISTRY: Example = {
  title: 'The seats of a ministry and all below it',
  about: 'Summed over the government\'s tree from the counters of the terms, whatever the number of seats.',
  variables: { by: { governmentBodyId: '' } },
  fill: [{
    query: 'query { governmentBodies(first: 1, filter: { kind: MINISTRY }) { nodes { id } } }', at: 'governmentBodies.nodes',
    set: { 'by.governmentBodyId': 'id' }, none: 'There is no ministry.',
  }],
  query: `query SeatsOfAMinistry($by: SeatUseBy!) {
  seatUse(by: $by) { bought assigned active reserved free }
}
`,
};
