import { MAY_I } from './entitlement.js';
import { OUR_INVOICES } from './billing.js';
import { SAVED_CARDS } from './cardMandates.js';
import type { Example, ExampleGroup } from './example.js';
import { PAY_BY_CARD } from './hostedInvoices.js';
import { HOW_TO_PAY } from './payments.js';
import { PRICE_LIST } from './pricing.js';
import { APPROVE_REQUEST, RAISE_REQUEST, REQUESTS, SANCTION_REQUEST, SUBMIT_REQUEST } from './procurement.js';
import { MY_SEATS, SEAT_FILES, SEAT_LIST } from './seats.js';
import { SEAT_USE, SUBSCRIPTIONS } from './subscriptions.js';

const PRICED: Example = {
  title: 'Priced courses',
  about: 'What the subscription does not include, with prices as they are written in India.',
  query: `query Priced {
  courses(first: 10, filter: { inclusion: PRICED }) {
    totalCount
    nodes {
      slug
      provider { name }
      publishedVersion { title price { formatted amountMinor currency } duration }
    }
  }
}
`,
};

const MY_DEPARTMENT: Example = {
  title: 'My department',
  about: 'Its place in the government\'s tree.',
  query: `query MyDepartment {
  viewer {
    actingMembership {
      roles
      organisation {
        name
        state
        ... on Department { governmentBody { kind name parent { name } } }
      }
    }
  }
}
`,
};

const COLLEAGUES: Example = {
  title: 'Who holds which role here',
  about: 'The members of the department: who procures, who approves, who trains.',
  query: `query Colleagues {
  viewer {
    actingMembership {
      organisation {
        name
        members(first: 50) { totalCount nodes { roles state user { name } } }
      }
    }
  }
}
`,
};

const PROVIDERS: Example = {
  title: 'Whom we would buy from',
  about: 'Verified providers with what they have in the catalogue.',
  query: `query Providers {
  providers(first: 5, orderBy: { field: NAME, direction: ASC }) {
    totalCount
    nodes {
      name
      website
      indianState { name }
      courses(first: 1) { totalCount nodes { publishedVersion { title } } }
    }
  }
}
`,
};

const TRAINING: Example = {
  title: 'Courses that teach a competency',
  about: 'To at least level 2; the variables name a competency that a published course teaches.',
  variables: { competencyId: '', minLevel: 2 },
  fill: [{
    query: 'query { courses(first: 20) { nodes { publishedVersion { competencies { level competency { id } } } } } }',
    at: 'courses.nodes.publishedVersion.competencies.competency', set: { competencyId: 'id' },
    none: 'No published course teaches a competency.',
  }],
  query: `query ForCompetency($competencyId: ID!, $minLevel: Int) {
  courses(first: 10, filter: { competency: { competencyId: $competencyId, minLevel: $minLevel } }) {
    totalCount
    nodes {
      slug
      publishedVersion { title level duration competencies { level competency { name } } }
    }
  }
}
`,
};

const ACCESSIBLE: Example = {
  title: 'Short courses with captions',
  about: 'At most two hours, with captions, the shortest first.',
  query: `query Accessible {
  courses(
    first: 10
    filter: { accessibility: { captions: true }, duration: { max: "PT2H" } }
    orderBy: { field: DURATION, direction: ASC }
  ) {
    nodes {
      slug
      publishedVersion { title duration languages accessibility { captions transcript signLanguage } }
    }
  }
}
`,
};

/** A learner may not: the refusal is data, not an error. */
const REFUSED: Example = {
  title: 'What a refusal looks like',
  about: 'A learner begins no course. The answer says why in userErrors: a code, a sentence, a path.',
  variables: { input: { title: 'A Course I May Not Write' } },
  query: `mutation NotAllowed($input: CourseCreateInput!) {
  courseCreate(input: $input) {
    course { id }
    userErrors { code message path }
  }
}
`,
};

/** What the people of a department can do. */
export const DEPARTMENT_EXAMPLES: readonly ExampleGroup[] = [{
  role: 'PROCUREMENT_OFFICER', name: 'Procurement officer', about: 'Asks for what the department needs, and orders it once it is sanctioned.',
  person: 'procurement-officer', examples: [PRICE_LIST, RAISE_REQUEST, SUBMIT_REQUEST, REQUESTS, OUR_INVOICES, HOW_TO_PAY, PAY_BY_CARD, SUBSCRIPTIONS, SAVED_CARDS, PRICED, PROVIDERS, MY_DEPARTMENT],
}, {
  role: 'APPROVING_AUTHORITY', name: 'Approving authority', about: 'The second pair of eyes of a department: approves, rejects and sanctions.',
  person: 'approving-authority', examples: [APPROVE_REQUEST, SANCTION_REQUEST, REQUESTS, SUBSCRIPTIONS, COLLEAGUES, MY_DEPARTMENT],
}, {
  role: 'TRAINING_MANAGER', name: 'Training manager', about: 'Finds courses for the competencies that employees need.',
  person: 'training-manager', examples: [SEAT_LIST, SEAT_FILES, SEAT_USE, TRAINING, COLLEAGUES],
}, {
  role: 'LEARNER', name: 'Learner', about: 'An employee of a department.', person: 'learner',
  examples: [MY_SEATS, ACCESSIBLE, MAY_I, MY_DEPARTMENT, REFUSED],
}];
