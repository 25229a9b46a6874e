import { BOOKS, JOURNAL, OVERDUE } from './billing.js';
import { CARD_CALLS } from './hostedInvoices.js';
import type { Example, ExampleGroup } from './example.js';
import { CARD_EVENTS, RECORD_RECEIPT, STATEMENTS, TO_CONFIRM, UNMATCHED } from './payments.js';
import { ADOPT_TAX_RULE, APPROVE_PRICE, CHANGE_PRICE, PRICE_LIST } from './pricing.js';
import { SEATS_OF_A_MINISTRY } from './subscriptions.js';

const TAX_FACTS: Example = {
  title: 'Tax registrations of providers',
  about: 'GSTINs are shown to finance officers, and to nobody outside the organisation and the platform.',
  query: `query TaxFacts {
  providers(first: 20, orderBy: { field: NAME, direction: ASC }) {
    totalCount
    nodes { name gstin indianState { code name } }
  }
}
`,
};

const PRICES: Example = {
  title: 'Prices in the catalogue',
  about: 'What priced courses cost a learner; amounts are paise, as text, so that no digit is lost.',
  query: `query Prices {
  courses(first: 20, filter: { inclusion: PRICED }) {
    nodes {
      provider { name }
      publishedVersion { title price { amountMinor currency formatted } }
    }
  }
}
`,
};

const APPLICATIONS: Example = {
  title: 'Organisations that have applied',
  about: 'Who waits to be verified, with what is to be checked.',
  query: `query Applications {
  organisations(first: 20, filter: { state: APPLIED }) {
    totalCount
    nodes {
      id name state gstin allowedActions
      appliedBy { name email }
      ... on Provider { registrationKind registrationNumber }
      ... on Department { governmentBody { name } }
    }
  }
}
`,
};

const VERIFY: Example = {
  title: 'Verify an organisation',
  about: 'From now on its people may submit courses, or procure; its administrator is told by mail.',
  variables: { input: { organisationId: '' } },
  fill: [{
    query: 'query { organisations(first: 100, filter: { state: APPLIED }) { nodes { id allowedActions } } }',
    at: 'organisations.nodes', has: { allowedActions: ['VERIFY'] }, set: { 'input.organisationId': 'id' },
    none: 'Nobody waits to be verified: run \'Apply as a provider\' as somebody signed in first.',
  }],
  query: `mutation Verify($input: OrganisationVerifyInput!) {
  organisationVerify(input: $input) {
    organisation { id name state allowedActions }
    userErrors { code message path }
  }
}
`,
};

const STAFF: Example = {
  title: 'People of the platform',
  about: 'Curators with their specialisms, finance officers, auditors.',
  query: `query Staff {
  viewer {
    actingMembership {
      organisation {
        name
        members(first: 50) { nodes { roles specialisms state user { name email } } }
      }
    }
  }
}
`,
};

const INVITE_CURATOR: Example = {
  title: 'Invite a curator',
  about: 'With the specialisms that the curator will review; the mail is at /dev/outbox in development.',
  variables: { input: { organisationId: '', email: 'new.curator@example.in', roles: ['CURATOR'], specialisms: ['CONTENT'] } },
  fill: [{
    query: 'query { viewer { actingMembership { organisation { id } } } }', at: 'viewer.actingMembership.organisation',
    set: { 'input.organisationId': 'id' }, none: 'You act for no organisation.',
  }],
  query: `mutation InviteCurator($input: InvitationCreateInput!) {
  invitationCreate(input: $input) {
    invitation { id email roles specialisms expiresAt }
    userErrors { code message path }
  }
}
`,
};

/** The record, newest first. */
const RECORD: Example = {
  title: 'Read the record',
  about: 'Every change: who, when, for whom, why. Sealed in a hash chain within a second.',
  query: `query Record {
  auditChain { sealedCount unsealedCount headHash lastSealedAt }
  auditEvents(first: 10) {
    nodes { at action subjectId reason sealed actor { name } roles actingOrganisation { name } }
  }
}
`,
};

const TRAIL: Example = {
  title: 'The trail of one thing',
  about: 'All that was done to the subject of the latest event, with what changed.',
  variables: { subjectId: '' },
  fill: [{
    query: 'query { auditEvents(first: 1) { nodes { subjectId } } }', at: 'auditEvents.nodes',
    set: { subjectId: 'subjectId' }, none: 'The record is empty.',
  }],
  query: `query Trail($subjectId: ID!) {
  auditEvents(first: 50, filter: { subjectId: $subjectId }, orderBy: { field: AT, direction: ASC }) {
    nodes { at action actor { name } before after }
  }
}
`,
};

/** What the platform's own people can do. */
export const PLATFORM_EXAMPLES: readonly ExampleGroup[] = [{
  role: 'FINANCE_OFFICER', name: 'Finance officer', about: 'Issues invoices and credit notes, takes money in, and keeps the books.', person: 'finance-officer',
  examples: [OVERDUE, TO_CONFIRM, RECORD_RECEIPT, UNMATCHED, CARD_CALLS, STATEMENTS, CARD_EVENTS, BOOKS, PRICE_LIST, TAX_FACTS, PRICES, SEATS_OF_A_MINISTRY],
}, {
  role: 'PLATFORM_ADMIN', name: 'Platform admin', about: 'Verifies organisations, keeps the price list and the members of the platform.',
  person: 'platform-admin', examples: [APPLICATIONS, VERIFY, STAFF, INVITE_CURATOR, APPROVE_PRICE, CHANGE_PRICE, ADOPT_TAX_RULE],
}, {
  role: 'AUDITOR', name: 'Auditor', about: 'Reads everything, writes nothing.', person: 'auditor',
  examples: [RECORD, TRAIL, JOURNAL, BOOKS],
}];
