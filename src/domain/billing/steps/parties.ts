import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { indianState, organisation } from '../../../db/tables/organisations.js';
import { isRefused, refuse, type Refused } from '../../../lib/refusal.js';
import { placeOfSupply, type PlaceOfSupply } from '../../pricing/rules/tax.js';
import type { PartyCopy, PlaceOfSupply as PrintedPlace, SupplierCopy } from '../documents/snapshot.js';
import type { PlaceReason } from '../lifecycle.js';

/** Who supplies and who is supplied, as they are now, to be copied into a document. */
export interface Parties {
  readonly supplier: SupplierCopy;
  readonly recipient: PartyCopy;
  readonly place: PlaceOfSupply;
}

type Row = Pick<typeof organisation.$inferSelect, 'name' | 'address' | 'gstin' | 'stateCode'> & { readonly stateName: string | null };

const COLUMNS = {
  name: organisation.name, address: organisation.address, gstin: organisation.gstin, stateCode: organisation.stateCode, stateName: indianState.name,
};

/**
 * The platform as the supplier of what it sells: its name, address, GSTIN and state. Refuses where any of them is missing: without
 * them no document of the Central Goods and Services Tax Rules can be made.
 */
export async function supplierOf(tx: Tx): Promise<SupplierCopy | Refused> {
  const [row] = await tx.orm.select(COLUMNS).from(organisation)
    .leftJoin(indianState, eq(indianState.code, organisation.stateCode)).where(eq(organisation.kind, 'PLATFORM'));
  const copy = row === undefined ? null : copyOf(row);
  if (copy === null || copy.gstin === null || copy.address.length === 0) {
    return refuse('ILLEGAL_STATE', 'The platform cannot issue documents yet: its administrator must give its GSTIN, state and address first (organisationUpdate).');
  }
  return { ...copy, gstin: copy.gstin, contact: null };
}

/** A department as the recipient. Refuses where it has given no address: documents carry one. */
export async function recipientOf(tx: Tx, departmentId: string): Promise<PartyCopy | Refused> {
  const [row] = await tx.orm.select(COLUMNS).from(organisation)
    .leftJoin(indianState, eq(indianState.code, organisation.stateCode)).where(eq(organisation.id, departmentId));
  const copy = row === undefined ? null : copyOf(row);
  if (copy === null) throw new Error(`the department ${departmentId} has no state`);
  return copy.address.length > 0 ? copy
    : refuse('ILLEGAL_STATE', 'The department has no address, which its invoices must carry; its APPROVING_AUTHORITY must give it first (organisationUpdate).');
}

/** Supplier, recipient, and where the supply is. */
export async function partiesOf(tx: Tx, departmentId: string): Promise<Parties | Refused> {
  const supplier = await supplierOf(tx);
  if (isRefused(supplier)) return supplier;
  const recipient = await recipientOf(tx, departmentId);
  if (isRefused(recipient)) return recipient;
  return { supplier, recipient, place: placeOfSupply(supplier.stateCode, recipient) };
}

const REASONS: Readonly<Record<PlaceReason, string>> = {
  REGISTERED_RECIPIENT: 'State of the registered recipient',
  ADDRESS_OF_RECIPIENT: 'State of the recipient, who is not registered',
};

/** The place of supply as it is printed. The state of a GSTIN can be another one than that of the address. */
export async function printedPlace(tx: Tx, { stateCode, reason }: Pick<PlaceOfSupply, 'stateCode' | 'reason'>): Promise<PrintedPlace> {
  const [state] = await tx.orm.select({ name: indianState.name }).from(indianState).where(eq(indianState.code, stateCode));
  return { stateCode, stateName: state?.name ?? stateCode, reason: REASONS[reason] };
}

function copyOf({ name, address, gstin, stateCode, stateName }: Row): PartyCopy | null {
  if (stateCode === null || stateName === null) return null;
  return { name, address: address.split('\n').map((line) => line.trim()).filter((line) => line !== ''), gstin, stateCode, stateName };
}
