import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadReference } from '../../../src/db/seed/reference.js';
import { parseGstin } from '../../../src/lib/gstin.js';
import { publicId } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type World } from '../../support/world.js';
import { call } from './support.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const nodes = async (field: string, selection: string): Promise<unknown> =>
  (await w.data<Record<string, { nodes: unknown }>>('learner', `{ ${field} { nodes { ${selection} } } }`))[field]?.nodes;

describe('what every installation begins with', () => {
  test('is 431 rupees a seat a year, 18%, an exempt rule that is not in force, the terms and the two plans', async () => {
    expect(await nodes('priceVersions', 'price { amountMinor currency formatted } inForceFrom inForceUntil isInForce')).toEqual([
      { price: { amountMinor: '43100', currency: 'INR', formatted: '431.00' }, inForceFrom: '2023-04-01', inForceUntil: null, isInForce: true },
    ]);
    expect(await nodes('taxRules', 'sac kind rateBasisPoints legalReference isInForce inForce { inForceFrom inForceUntil isInForce }')).toEqual([
      {
        sac: '999293', kind: 'TAXABLE', rateBasisPoints: 1800, legalReference: expect.stringContaining('11/2017') as string, isInForce: true,
        inForce: [{ inForceFrom: '2017-07-01', inForceUntil: null, isInForce: true }],
      },
      { sac: '999293', kind: 'EXEMPT', rateBasisPoints: 0, legalReference: expect.stringMatching(/12\/2017.*entry 72/) as string, isInForce: false, inForce: [] },
    ]);
    expect(await nodes('businessTerms', 'reassignmentCapBasisPoints graceDays renewalNoticeDays quoteValidDays inForceFrom isInForce')).toEqual([
      { reassignmentCapBasisPoints: 500, graceDays: 30, renewalNoticeDays: 60, quoteValidDays: 30, inForceFrom: '2023-04-01', isInForce: true },
    ]);
    expect(await nodes('instalmentPlans', 'code legalReference parts { seq shareBasisPoints dueDays }')).toEqual([
      {
        code: 'GFR_172', legalReference: expect.stringContaining('rule 172(1)') as string,
        parts: [{ seq: 1, shareBasisPoints: 4000, dueDays: 30 }, { seq: 2, shareBasisPoints: 6000, dueDays: 180 }],
      },
      { code: 'NET_30', legalReference: expect.any(String) as string, parts: [{ seq: 1, shareBasisPoints: 10_000, dueDays: 30 }] },
    ]);
  });

  test('is loaded once, however often the program starts', async () => {
    const before = await fingerprintOf(w);
    await loadReference(w.owner, w.clock.now());
    await loadReference(w.owner, w.clock.now());
    expect(await fingerprintOf(w)).toBe(before);
  });
});

describe('the platform', () => {
  const SELECTION = 'gstin address indianState { code }';

  test('of the demonstration has a GSTIN that can be nobody\'s, a seat, an address and an account', async () => {
    const { organisation } = await w.data<{ organisation: { gstin: string; address: string; indianState: { code: string } } }>(
      'finance-officer', `query ($id: ID!) { organisation(id: $id) { ${SELECTION} } }`,
      { id: publicId('platform', await w.organisationId('karmayogi-marketplace')) });
    expect(parseGstin(organisation.gstin)).toMatchObject({ kind: 'REGULAR', stateCode: '07' });
    expect(organisation.gstin.slice(2, 6)).toBe('DEMO');
    expect(organisation).toMatchObject({ indianState: { code: '07' }, address: expect.stringContaining('New Delhi') as string });
    expect(await nodes('collectingAccounts', 'bankName ifsc accountNumber isInForce')).toEqual([
      { bankName: 'Demonstration Bank (fictitious)', ifsc: 'DEMO0000001', accountNumber: '990000000001', isInForce: true },
    ]);
  });

  test('without a demonstration is told its GSTIN, state and address by a PLATFORM_ADMIN', async () => {
    const organisationId = publicId('platform', await w.organisationId('karmayogi-marketplace'));
    await w.owner`update organisation set gstin = null, state_code = null, address = '' where kind = 'PLATFORM'`;
    const input = { organisationId, gstin: '29aagcb7383j1z4 ', stateCode: '29', address: ' First floor\nBengaluru 560001 ' };
    for (const who of ['finance-officer', 'auditor', 'chief-curator', 'approving-authority']) {
      expect((await call(w, who, 'organisationUpdate', 'organisation', 'id', input)).refused).toEqual(['FORBIDDEN']);
    }
    const wrong = { ...input, gstin: '29AAGCB7383J1Z5' };
    expect((await call(w, 'platform-admin', 'organisationUpdate', 'organisation', 'id', wrong)).refused).toEqual(['INVALID gstin']);
    expect((await call(w, 'platform-admin', 'organisationUpdate', 'organisation', 'id', { ...input, stateCode: '07' })).refused).toEqual(['INVALID gstin']);
    expect((await call(w, 'platform-admin', 'organisationUpdate', 'organisation', 'id', { ...input, stateCode: undefined })).refused).toEqual(['INVALID stateCode']);
    expect(await call(w, 'platform-admin', 'organisationUpdate', 'organisation', SELECTION, input)).toEqual({
      made: { gstin: '29AAGCB7383J1Z4', address: 'First floor\nBengaluru 560001', indianState: { code: '29' } }, refused: [],
    });
  });
});
