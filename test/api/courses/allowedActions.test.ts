import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COURSE_VERSION_LIFECYCLE } from '../../../src/domain/catalogue/lifecycle.js';
import { statesOf } from '../../../src/lib/lifecycle.js';
import { world, type World } from '../../support/world.js';
import { putInState, type Backstage, type Situation } from './states.js';

const SITUATIONS: readonly Situation[] = [...statesOf(COURSE_VERSION_LIFECYCLE), 'DRAFT_RETURNED'];
const PEOPLE = [
  null, 'newcomer', 'author', 'provider-admin', 'author-2', 'provider-admin-2', 'curator', 'chief-curator', 'learner', 'training-manager',
  'procurement-officer', 'approving-authority', 'finance-officer', 'platform-admin', 'auditor',
];

/** Written out by hand: what the provider's people and the chief curator may do; everybody else who sees it, nothing. */
const EXPECTED: Readonly<Record<string, Partial<Record<Situation, string[]>>>> = {
  'author': { DRAFT: ['UPDATE'], DRAFT_RETURNED: ['UPDATE'] },
  'provider-admin': {
    DRAFT: ['UPDATE', 'SUBMIT'], DRAFT_RETURNED: ['UPDATE', 'SUBMIT'], IN_REVIEW: ['WITHDRAW'], APPROVED: ['WITHDRAW', 'PUBLISH'],
    PUBLISHED: ['RETIRE'], SUSPENDED: ['RETIRE'],
  },
  'chief-curator': { PUBLISHED: ['SUSPEND'], SUSPENDED: ['REINSTATE'] },
};
const OPEN: readonly Situation[] = ['DRAFT', 'DRAFT_RETURNED', 'IN_REVIEW', 'APPROVED'];

let w: World;
let backstage: Backstage;
let courseId: string;
let courseVersionId: string;
beforeAll(async () => {
  w = await world();
  const [policy] = await w.owner<{ id: string }[]>`select id from review_policy where code = 'STANDARD'`;
  backstage = {
    owner: w.owner, policyId: policy?.id ?? '', submitter: await w.userId('provider-admin'),
    curators: [await w.userId('curator-compliance'), await w.userId('curator-content')],
  };
  const made = await w.data<{ courseCreate: { course: { id: string }; courseVersion: { id: string } } }>(
    'author', 'mutation { courseCreate(input: { title: "Who may do what" }) { course { id } courseVersion { id } } }');
  courseId = made.courseCreate.course.id;
  courseVersionId = made.courseCreate.courseVersion.id;
});
afterAll(() => w.close());

const DOCUMENT = `query($course: ID!, $version: ID!) {
  courseVersion(id: $version) { allowedActions } course(by: { id: $course }) { allowedActions versions { id } } node(id: $version) { id } }`;

interface Seen {
  readonly courseVersion: { allowedActions: string[] } | null;
  readonly course: { allowedActions: string[]; versions: { id: string }[] } | null;
  readonly node: { id: string } | null;
}

function knows(who: string | null, situation: Situation): boolean {
  if (situation === 'PUBLISHED' || ['author', 'provider-admin', 'platform-admin', 'auditor'].includes(who ?? '')) return true;
  return situation !== 'DRAFT' && ['curator', 'chief-curator'].includes(who ?? '');
}

describe('what a viewer sees and may do', () => {
  it.each(SITUATIONS)('of a version that is %s', async (situation) => {
    await putInState(backstage, courseVersionId, situation);
    for (const who of PEOPLE) {
      const seen = await w.data<Seen>(who, DOCUMENT, { course: courseId, version: courseVersionId });
      const label = who ?? 'visitor';
      if (!knows(who, situation)) {
        expect(seen, label).toEqual({ courseVersion: null, course: null, node: null });
        continue;
      }
      const creates = !OPEN.includes(situation) && ['author', 'provider-admin'].includes(label);
      expect(seen, label).toEqual({
        courseVersion: { allowedActions: EXPECTED[label]?.[situation] ?? [] },
        course: { allowedActions: creates ? ['CREATE_VERSION'] : [], versions: [{ id: courseVersionId }] },
        node: { id: courseVersionId },
      });
    }
  });

  it('a published version of a suspended provider is its own and the platform\'s affair', async () => {
    await putInState(backstage, courseVersionId, 'PUBLISHED');
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'Audit.'
      where id = (select c.provider_id from course c where c.slug = 'who-may-do-what')`;
    for (const who of PEOPLE) {
      const { courseVersion } = await w.data<Seen>(who, DOCUMENT, { course: courseId, version: courseVersionId });
      const sees = knows(who, 'SUSPENDED');
      expect(courseVersion, who ?? 'visitor').toEqual(sees ? { allowedActions: who === 'chief-curator' ? ['SUSPEND'] : [] } : null);
    }
  });
});
