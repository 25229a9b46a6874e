import type { Example } from './example.js';

/** For visitors. */
export const SEAT_PRICE: Example = {
  title: 'What a seat and what courses cost',
  about: 'The price of a seat for a year that is in force today, and the approved prices of priced courses; amounts are paise, as text.',
  query: `query WhatItCosts {
  priceVersions { nodes { price { amountMinor currency formatted } inForceFrom } }
  coursePrices(first: 20) {
    nodes { basis price { formatted } course { slug publishedVersion { title } } provider { name } }
  }
}
`,
};

/** For departments and the platform. */
export const PRICE_LIST: Example = {
  title: 'The price list',
  about: 'Everything that a quote rests on: prices, tax rules, terms, instalments, the account to pay to; past, present and to come.',
  query: `query PriceList {
  priceVersions { nodes { price { formatted } inForceFrom inForceUntil isInForce reason } }
  taxRules { nodes { sac kind rateBasisPoints legalReference isInForce inForce { inForceFrom inForceUntil reason } } }
  businessTerms { nodes { graceDays quoteValidDays renewalNoticeDays reassignmentCapBasisPoints inForceFrom isInForce } }
  instalmentPlans { nodes { code name legalReference parts { seq shareBasisPoints dueDays } } }
  collectingAccounts { nodes { accountName accountNumber ifsc bankName inForceFrom isInForce } }
}
`,
};

/** For a provider's administrator. */
export const PROPOSE_PRICE: Example = {
  title: 'Propose the price of a course',
  about: 'For a learner and a year, with the provider\'s share of each sale; the price before it holds until the platform has approved this one.',
  variables: { input: { courseId: '', basis: 'PER_LEARNER', price: { amountMinor: '119900' }, providerShareBasisPoints: 7000 } },
  fill: [{
    query: `query { viewer { actingMembership { organisation { ... on Provider {
      courses(first: 20, filter: { inclusion: PRICED }) { nodes { id } } } } } } }`,
    at: 'viewer.actingMembership.organisation.courses.nodes', set: { 'input.courseId': 'id' }, none: 'Your organisation has no priced course in the catalogue.',
  }],
  query: `mutation ProposePrice($input: CoursePriceProposeInput!) {
  coursePricePropose(input: $input) {
    coursePrice { id state basis price { formatted } allowedActions course { prices { basis price { formatted } } } }
    userErrors { code message path }
  }
}
`,
};

/** For a PLATFORM_ADMIN. */
export const APPROVE_PRICE: Example = {
  title: 'Approve the price of a course',
  about: 'Departments are quoted it from now on; what they bought before keeps its price. The provider is told by mail.',
  variables: { input: { coursePriceId: '' } },
  fill: [{
    query: 'query { coursePrices(first: 100, filter: { state: PROPOSED }) { nodes { id allowedActions } } }', at: 'coursePrices.nodes',
    has: { allowedActions: ['APPROVE'] }, set: { 'input.coursePriceId': 'id' },
    none: 'No price waits for a decision: run \'Propose the price of a course\' as a provider admin first.',
  }],
  query: `mutation ApprovePrice($input: CoursePriceApproveInput!) {
  coursePriceApprove(input: $input) {
    coursePrice { state isInForce basis price { formatted } providerShareBasisPoints course { slug } provider { name } }
    userErrors { code message path }
  }
}
`,
};

/** For a PLATFORM_ADMIN. */
export const CHANGE_PRICE: Example = {
  title: 'Change the price of a seat',
  about: 'From a day to come; give another day for each price. Nothing that was ordered or issued before changes.',
  variables: { input: { price: { amountMinor: '47500' }, inForceFrom: '2099-04-01', reason: 'The plan was revised.' } },
  query: `mutation ChangePrice($input: PriceVersionCreateInput!) {
  priceVersionCreate(input: $input) {
    priceVersion { id price { formatted } inForceFrom inForceUntil isInForce }
    userErrors { code message path }
  }
}
`,
};

/** For a PLATFORM_ADMIN. */
export const ADOPT_TAX_RULE: Example = {
  title: 'Switch to the exempt tax rule',
  about: 'From a day to come; what is issued from then on is a bill of supply without tax. It is for the operator to rule whether the exemption holds.',
  variables: { input: { taxRuleId: '', inForceFrom: '2099-04-01', reason: 'The exemption of entry 72 was found to hold.' } },
  fill: [{
    query: 'query { taxRules(first: 1, filter: { kind: EXEMPT }) { nodes { id } } }', at: 'taxRules.nodes', set: { 'input.taxRuleId': 'id' },
    none: 'There is no exempt tax rule: make one with taxRuleCreate.',
  }],
  query: `mutation AdoptTaxRule($input: TaxRuleAdoptInput!) {
  taxRuleAdopt(input: $input) {
    taxRule { sac kind legalReference isInForce inForce { inForceFrom inForceUntil reason } }
    userErrors { code message path }
  }
}
`,
};
