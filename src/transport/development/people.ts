/** The issuer written in development tokens. Nobody serves this address: its key set is read in the process. */
export const DEVELOPMENT_ISSUER = 'https://development.invalid/oidc';
export const DEVELOPMENT_AUDIENCE = 'marketplace';

/** A demonstration person: whom `npm run token -- <key>` prints a token for. */
export interface DemonstrationPerson {
  readonly key: string;
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  /** Who this is, in product words. */
  readonly about: string;
}

const person = (key: string, name: string, about: string): DemonstrationPerson =>
  ({ key, sub: `demo-${key}`, email: `${key}@example.in`, name, about });

/** One person for each role, and some more where a rule needs two people. The seed gives them memberships. */
export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = [
  person('author', 'Kavita Rao', 'AUTHOR of a verified provider'),
  person('provider-admin', 'Suresh Menon', 'PROVIDER_ADMIN of the same provider'),
  person('author-2', 'Imran Sheikh', 'AUTHOR of a second verified provider'),
  person('provider-admin-2', 'Lakshmi Pillai', 'PROVIDER_ADMIN of the second provider'),
  person('asha', 'Asha Verma', 'founder of a university that has yet to apply; no membership'),
  person('curator', 'Meera Iyer', 'CURATOR with every specialism'),
  person('curator-compliance', 'Rajiv Nair', 'CURATOR, specialism COMPLIANCE'),
  person('curator-content', 'Sunita Das', 'CURATOR, specialism CONTENT'),
  person('curator-competency', 'Arvind Joshi', 'CURATOR, specialism COMPETENCY'),
  person('curator-accessibility', 'Fatima Khan', 'CURATOR, specialism ACCESSIBILITY'),
  person('curator-compliance-2', 'Harpreet Kaur', 'a second CURATOR, specialism COMPLIANCE'),
  person('curator-content-2', 'Thomas Kurian', 'a second CURATOR, specialism CONTENT'),
  person('curator-competency-2', 'Leela Deshpande', 'a second CURATOR, specialism COMPETENCY'),
  person('curator-accessibility-2', 'Rohan Baruah', 'a second CURATOR, specialism ACCESSIBILITY'),
  person('chief-curator', 'Nandini Ghosh', 'CHIEF_CURATOR'),
  person('procurement-officer', 'Harish Patel', 'PROCUREMENT_OFFICER of a department'),
  person('approving-authority', 'Usha Reddy', 'APPROVING_AUTHORITY of the department'),
  person('training-manager', 'Deepak Singh', 'TRAINING_MANAGER of the department'),
  person('learner', 'Pooja Kumari', 'LEARNER of the department'),
  person('finance-officer', 'Vijay Kulkarni', 'FINANCE_OFFICER'),
  person('finance-officer-2', 'Anjali Bose', 'a second FINANCE_OFFICER'),
  person('platform-admin', 'Gopal Krishnan', 'PLATFORM_ADMIN'),
  person('auditor', 'Farida Hussain', 'AUDITOR'),
  person('newcomer', 'Ravi Shankar', 'somebody without any membership'),
];

/** The person of a key, or null. */
export function demonstrationPerson(key: string): DemonstrationPerson | null {
  return DEMONSTRATION_PEOPLE.find((candidate) => candidate.key === key) ?? null;
}
