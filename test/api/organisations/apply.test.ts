import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { world, type World } from '../../support/world.js';
import { apply, appliedProvider, decideAs, fingerprint, fresh, gstinOf, providerInput } from './support.js';

let marketplace: World;
let bodyId: string;
beforeAll(async () => {
  marketplace = await world();
  const { governmentBodies } = await marketplace.data<{ governmentBodies: { nodes: { id: string; department: object | null }[] } }>(
    'asha', '{ governmentBodies(first: 100) { nodes { id department { id } } } }');
  bodyId = governmentBodies.nodes.find((body) => body.department === null)?.id ?? '';
});
afterAll(async () => { await marketplace.close(); });

describe('organisationApply', () => {
  test('makes a provider and its applicant its administrator', async () => {
    const gstin = gstinOf('27');
    const answer = await apply(marketplace, 'asha', providerInput({
      name: 'Asha University', about: 'Two lines\nof text.', website: 'https://asha.example.in/', gstin: gstin.toLowerCase(),
    }));
    expect(answer.userErrors).toEqual([]);
    expect(answer.organisation).toMatchObject({ slug: 'asha-university', state: 'APPLIED', allowedActions: [] });
    expect(answer.membership?.roles).toEqual(['AUTHOR', 'PROVIDER_ADMIN']);
    const { organisation, viewer } = await marketplace.data<Record<string, unknown>>('asha', `query ($id: ID!) {
      viewer { actingMembership { id } memberships { id } }
      organisation(id: $id) { allowedActions gstin website indianState { code name } appliedBy { name } stateReason
        members { totalCount nodes { user { name email } } }
        ... on Provider { registrationKind registrationNumber } } }`, { id: answer.organisation?.id });
    expect(organisation).toMatchObject({
      allowedActions: ['UPDATE'], gstin, website: 'https://asha.example.in/', indianState: { code: '27', name: 'Maharashtra' }, appliedBy: { name: 'Asha Verma' },
      stateReason: null, members: { totalCount: 1, nodes: [{ user: { name: 'Asha Verma', email: 'asha@example.in' } }] },
      registrationKind: 'AISHE',
    });
    expect(viewer).toEqual({ actingMembership: { id: answer.membership?.id }, memberships: [{ id: answer.membership?.id }] });
    const [event] = await marketplace.owner`select action, subject_type, after from audit_event order by at desc, id desc limit 1`;
    expect(event).toMatchObject({ action: 'organisationApply', subject_type: 'provider', after: { gstin, slug: 'asha-university' } });
  });

  test('makes a department with a number of a deductor of tax, in its place in the tree', async () => {
    const answer = await apply(marketplace, 'new:officer', {
      kind: 'DEPARTMENT', name: 'Department of the Test', stateCode: '07', gstin: gstinOf('07', 'D9999Z1D'), governmentBodyId: bodyId,
    });
    expect(answer.userErrors).toEqual([]);
    expect(answer.membership?.roles).toEqual(['APPROVING_AUTHORITY', 'TRAINING_MANAGER']);
    const again = await apply(marketplace, 'new:rival', { kind: 'DEPARTMENT', name: 'The same', stateCode: '07', governmentBodyId: bodyId });
    expect(again.userErrors).toMatchObject([{ code: 'TAKEN', path: ['input', 'governmentBodyId'] }]);
  });

  test('makes slugs that are in no use, also of names in Indian and other scripts, also at the same time', async () => {
    const name = `Institute ${fresh()}`;
    const made = await Promise.all([1, 2, 3, 4].map((n) => appliedProvider(marketplace, `new:same${n}`, { name })));
    expect(new Set(made.map((each) => each.slug)).size).toBe(4);
    expect(made.map((each) => each.slug).sort()[0]).toBe(name.toLowerCase().replace(' ', '-'));
    expect((await appliedProvider(marketplace, undefined, { name: 'काशी हिन्दू विश्वविद्यालय' })).slug).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect((await appliedProvider(marketplace, undefined, { name: 'جامعہ' })).slug).toMatch(/^provider-[0-9a-f]{8}$/);
  });

  test('leaves numbers of rejected applications free to apply with again', async () => {
    const facts = { gstin: gstinOf('27'), registrationNumber: 'U-9001' };
    const { id } = await appliedProvider(marketplace, 'new:once', facts);
    const taken = await apply(marketplace, 'new:twice', providerInput(facts));
    expect(taken.userErrors[0]).toMatchObject({ code: 'TAKEN' });
    expect((await decideAs(marketplace, 'platform-admin', 'Reject', id)).code).toBeNull();
    expect((await apply(marketplace, 'new:twice', providerInput(facts))).userErrors).toEqual([]);
  });

  test('is not for visitors', async () => {
    const before = await fingerprint(marketplace);
    const { errors } = await marketplace.ask(null, `mutation ($input: OrganisationApplyInput!) {
      organisationApply(input: $input) { userErrors { code } } }`, { input: providerInput() });
    expect(errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await fingerprint(marketplace)).toBe(before);
  });
});

const WRONG: readonly [what: string, changes: Record<string, unknown>, code: string, path: readonly string[]][] = [
  ['the platform as kind', { kind: 'PLATFORM' }, 'INVALID', ['kind']],
  ['a blank name', { name: '   ' }, 'INVALID', ['name']],
  ['a long name', { name: 'n'.repeat(301) }, 'INVALID', ['name']],
  ['a name of two lines', { name: 'One\nTwo' }, 'INVALID', ['name']],
  ['a NUL in the text', { about: 'a\u0000b' }, 'INVALID', ['about']],
  ['a long text', { about: 'a'.repeat(4001) }, 'INVALID', ['about']],
  ['a slug with capitals', { slug: 'Asha' }, 'INVALID', ['slug']],
  ['a slug in use', { slug: 'demonstration-open-university' }, 'TAKEN', ['slug']],
  ['a GSTIN with a wrong check digit', { gstin: '27TESTP0001Q1Z0' }, 'INVALID', ['gstin']],
  ['a GSTIN of another state', { gstin: gstinOf('29') }, 'INVALID', ['gstin']],
  ['a deductor\'s GSTIN for a provider', { gstin: '07DEMOD0001Z1DE', stateCode: '07' }, 'INVALID', ['gstin']],
  ['no state', { stateCode: null }, 'INVALID', ['stateCode']],
  ['a state that is none', { stateCode: '99' }, 'INVALID', ['stateCode']],
  ['letters for a state', { stateCode: 'MH' }, 'INVALID', ['stateCode']],
  ['no register', { registrationKind: null }, 'INVALID', ['registrationKind']],
  ['no registration number', { registrationNumber: null }, 'INVALID', ['registrationNumber']],
  ['an AISHE code of no such form', { registrationNumber: 'X-123' }, 'INVALID', ['registrationNumber']],
  ['a registration number of odd signs', { registrationKind: 'UGC', registrationNumber: '<1>' }, 'INVALID', ['registrationNumber']],
  ['a registration number in use', { registrationKind: 'UGC', registrationNumber: 'DEMO-0015' }, 'TAKEN', ['registrationNumber']],
  ['a place in the tree for a provider', { governmentBodyId: 'government_body_01h455vb4pex5vsknk084sn02q' }, 'INVALID', ['governmentBodyId']],
];
const DEPARTMENT = { kind: 'DEPARTMENT', registrationKind: null, registrationNumber: null };
const WRONG_DEPARTMENT: typeof WRONG = [
  ['a department without a place', {}, 'INVALID', ['governmentBodyId']],
  ['a registration for a department', { registrationKind: 'UGC', governmentBodyId: 'x' }, 'INVALID', ['registrationKind']],
  ['an id of no body', { governmentBodyId: 'course_01h455vb4pex5vsknk084sn02q' }, 'NOT_FOUND', ['governmentBodyId']],
  ['a body that is not there', { governmentBodyId: 'government_body_01h455vb4pex5vsknk084sn02q' }, 'NOT_FOUND', ['governmentBodyId']],
];

test.each([...WRONG, ...WRONG_DEPARTMENT.map(([what, changes, ...rest]) => [what, { ...DEPARTMENT, ...changes }, ...rest] as const)])(
  'organisationApply refuses %s', async (_what, changes, code, path) => {
    const input = providerInput(changes);
    await marketplace.userId('newcomer');
    const before = await fingerprint(marketplace);
    const { userErrors, organisation } = await apply(marketplace, 'newcomer', input);
    expect(userErrors.map((error) => [error.code, error.path])).toEqual([[code, ['input', ...path]]]);
    expect(organisation).toBeNull();
    expect(await fingerprint(marketplace)).toBe(before);
  });
