import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { organisation } from '../../db/tables/organisations.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, Refused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import * as field from './inputs.js';
import { factsRefusal, mayKnowOrganisation, noSuchOrganisation, profileRefusal } from './policy.js';
import { factErrors, organisationKey, organisationPrefix } from './rules.js';
import { isKnownState, lockOrganisation, type LockedOrganisation } from './steps.js';

const shape = z.object({
  organisationId: field.publicIdInput,
  name: field.name.optional(),
  about: field.about.nullish().transform((text) => text === null ? '' : text),
  website: field.website.nullish(),
  address: field.address.nullish().transform((text) => text === null ? '' : text),
  gstin: field.gstin.nullish(),
  stateCode: field.stateCode.nullish(),
  registrationKind: field.registrationKind.nullish(),
  registrationNumber: field.registrationNumber.nullish(),
});

/** The fields that can be changed, in the order of the table; the second list is what a verification rests on. */
const PROFILE = ['about', 'website'] as const;
const FACTS = ['name', 'address', 'gstin', 'stateCode', 'registrationKind', 'registrationNumber'] as const;
type Changeable = (typeof PROFILE)[number] | (typeof FACTS)[number];
type Changes = { [Field in Changeable]?: LockedOrganisation[Field] };

/**
 * Changes an organisation: what is left out stays, null clears. Its administrator changes what is about it and its
 * website, and as long as the application is open also name, address, GSTIN, state and registration; these a PLATFORM_ADMIN
 * changes later (but an address where there was none yet). Refuses what does not agree with itself (INVALID) or is another's (TAKEN).
 */
export async function organisationUpdate(ctx: Ctx, input: unknown): Promise<Outcome<{ organisationId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const key = organisationKey(given.organisationId);
  if (key === null) return noSuchOrganisation();
  return inTx(ctx, 'organisationUpdate', async (tx) => {
    const found = await lockOrganisation(tx, key.uuid, key.kind);
    if (found === null || !mayKnowOrganisation(tx.actor, found)) return noSuchOrganisation();
    const refusal = profileRefusal(tx.actor, found);
    if (refusal !== null) return refusal;
    const changes = changesOf(found, given);
    const changedFact = FACTS.find((name) => name in changes && !isFirstAddress(name, found));
    if (changedFact !== undefined) {
      const problem = factsRefusal(tx.actor, found, [changedFact]) ?? wrongFacts(found, changes);
      if (problem !== null) return problem;
      if (typeof changes.stateCode === 'string' && !await isKnownState(tx, changes.stateCode)) {
        return refuse('INVALID', 'There is no state or union territory with this code.', ['stateCode']);
      }
    }
    if (Object.keys(changes).length > 0) {
      await tx.orm.update(organisation).set(changes).where(eq(organisation.id, found.id));
    }
    await record(tx, {
      organisationId: found.id,
      subject: { prefix: organisationPrefix(found.kind), id: found.id },
      before: Object.fromEntries(Object.keys(changes).map((name) => [name, found[name as Changeable]])),
      after: changes,
    });
    return { organisationId: found.id };
  });
}

/** Where there was no address, none was verified: the organisation's own people may give it, whenever invoices first ask for one. */
function isFirstAddress(name: Changeable, found: LockedOrganisation): boolean {
  return name === 'address' && found.address === '';
}

/** Of what was given only that which differs. */
function changesOf(found: LockedOrganisation, given: z.output<typeof shape>): Changes {
  const entries = [...PROFILE, ...FACTS]
    .filter((name) => given[name] !== undefined && given[name] !== found[name])
    .map((name) => [name, given[name]]);
  return Object.fromEntries(entries) as Changes;
}

function wrongFacts(found: LockedOrganisation, changes: Changes): Refused | null {
  const errors = factErrors({ ...found, ...changes });
  return errors.length > 0 ? new Refused(errors) : null;
}
