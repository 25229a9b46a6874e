import type { TransactionSql } from 'postgres';
import { chanceOf } from '../../../lib/chance.js';
import { slugOf } from '../../../lib/slug.js';
import { seedFile } from '../files.js';
import { addOrganisations } from '../organisations.js';
import { uuidAt } from './plan.js';

/** How many providers a made-up marketplace has besides the demonstration's. */
export const MADE_PROVIDERS = 300;

const KINDS = ['Institute', 'Academy', 'College', 'School', 'Centre'];
const FIELDS = [
  'Accounts', 'Agriculture', 'Civil Works', 'Data', 'Education', 'Energy', 'Environment', 'Finance', 'Health', 'Industry',
  'Languages', 'Law', 'Management', 'Mines', 'Planning', 'Ports', 'Public Policy', 'Railways', 'Rural Development', 'Statistics',
];

/** Adds the made-up providers, verified; their names say that they are made up. */
export async function addMadeProviders(sql: TransactionSql, { seed, issuer, at }: { seed: number; issuer: string; at: Date }): Promise<void> {
  const chance = chanceOf(seed, -2);
  const states = seedFile('states.json').filter(({ kind }) => kind !== 'OTHER');
  await addOrganisations(sql, issuer, Array.from({ length: MADE_PROVIDERS }, (_, index) => {
    const state = chance.pick(states);
    const name = `${chance.pick(KINDS)} of ${chance.pick(FIELDS)}, ${state.name} (made up, ${index + 1})`;
    return {
      id: uuidAt(at, chance), kind: 'PROVIDER', state: 'APPLIED', name, slug: slugOf(name), website: null, gstin: null, state_code: state.code,
      registration_kind: 'OTHER', registration_number: `MADE-${String(index + 1).padStart(4, '0')}`, government_body_id: null, applied_at: at,
    } as const;
  }), at);
}
