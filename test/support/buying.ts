import { invitationAccept } from '../../src/domain/identity/invitationAccept.js';
import { invitationCreate } from '../../src/domain/identity/invitationCreate.js';
import type { Role } from '../../src/domain/identity/roles.js';
import { instalmentPlanCreate } from '../../src/domain/pricing/instalmentPlanCreate.js';
import type { PriceBasis } from '../../src/domain/pricing/lifecycle.js';
import type { PurchaseKind, PurchasePurpose } from '../../src/domain/procurement/lifecycle.js';
import { publicId } from '../../src/lib/ids.js';
import { addDays, indianDateOf, startOfIndianDate, type IndianDate } from '../../src/lib/indianDate.js';
import { another, done } from './given.js';
import type { World } from './world.js';

/** The department that the demonstration people act for, in Delhi as the platform is: what it buys is taxed by CGST and SGST. */
export const DEPARTMENT = 'department-of-personnel-and-training';
/** A department in another state (Maharashtra): what it buys is taxed by IGST. */
export const FAR_DEPARTMENT = 'department-of-atomic-energy';

/** Who buys for a department, as `ask` names them. */
export interface Buyers {
  readonly officer: string;
  readonly authority: string;
  readonly trainer: string;
}

/** What a purchase request is for; the usual justification and budget head are added. */
export interface Wish {
  readonly purpose?: PurchasePurpose;
  readonly kind?: PurchaseKind;
  readonly quantity?: number;
  readonly courseId?: string;
  readonly basis?: PriceBasis;
  readonly subscriptionId?: string;
  readonly startsOn?: IndianDate;
  readonly instalmentPlanId?: string;
}

/** A quote as builders read it: paise. */
export interface GivenQuote {
  readonly id: string;
  readonly taxable: bigint;
  readonly cgst: bigint;
  readonly sgst: bigint;
  readonly igst: bigint;
  readonly total: bigint;
  readonly validUntil: IndianDate;
}

/** What an order made, by public ids. */
export interface Bought {
  readonly purchaseRequestId: string;
  readonly subscriptionId: string;
  readonly termId: string;
  readonly invoiceId: string;
  readonly quote: GivenQuote;
}

/** A purchase request and its quote. */
export type Requested = Pick<Bought, 'purchaseRequestId' | 'quote'>;

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

const QUOTE = 'id taxable { amountMinor } cgst { amountMinor } sgst { amountMinor } igst { amountMinor } total { amountMinor } validUntil';
type MoneyAnswer = { readonly amountMinor: string };
type QuoteAnswer = Readonly<Record<'taxable' | 'cgst' | 'sgst' | 'igst' | 'total', MoneyAnswer>> & Pick<GivenQuote, 'id' | 'validUntil'>;

/** Runs a mutation that must not be refused, and answers its payload. */
async function mutate<T>(w: World, who: string, name: string, input: object, selection: string): Promise<T> {
  const { payload, userErrors } = await tryMutation<T>(w, who, name, input, selection);
  if (userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(userErrors)}`);
  return payload;
}

/** The maker's part, and what he can do before the order. */
function requesting(w: World, { officer }: Buyers) {
  async function drafted(wish: Wish): Promise<{ readonly purchaseRequestId: string }> {
    const made = await mutate<{ purchaseRequest: { id: string } }>(w, officer, 'purchaseRequestCreate', wished(wish), 'purchaseRequest { id }');
    return { purchaseRequestId: made.purchaseRequest.id };
  }
  async function quoted(purchaseRequestId: string): Promise<GivenQuote> {
    const { quote } = await mutate<{ quote: QuoteAnswer }>(w, officer, 'purchaseRequestQuote', { purchaseRequestId }, `quote { ${QUOTE} }`);
    return readQuote(quote);
  }
  async function submittedFrom(purchaseRequestId: string): Promise<Requested> {
    const { quote } = await mutate<{ quote: QuoteAnswer }>(w, officer, 'purchaseRequestSubmit', { purchaseRequestId }, `quote { ${QUOTE} }`);
    return { purchaseRequestId, quote: readQuote(quote) };
  }
  async function withdrawn(purchaseRequestId: string): Promise<void> {
    await mutate(w, officer, 'purchaseRequestWithdraw', { purchaseRequestId, reason: 'It is not needed any more.' }, 'purchaseRequest { id }');
  }
  return {
    /** A DRAFT; for seats from today on where nothing else is said. */
    drafted,
    /** Quotes a request once more. */
    quoted,
    submittedFrom,
    /** SUBMITTED, with its quote. */
    submitted: async (wish: Wish): Promise<Requested> => submittedFrom((await drafted(wish)).purchaseRequestId),
    /** Takes a request back. */
    withdrawn,
  };
}

/** The checker's part. */
function sanctioning(w: World, { authority }: Buyers) {
  return {
    approvedFrom: async (request: Requested): Promise<Requested> => {
      await mutate(w, authority, 'purchaseRequestApprove', { purchaseRequestId: request.purchaseRequestId }, 'purchaseRequest { id }');
      return request;
    },
    /** Sanctions an approved request for exactly what it was quoted at, or for the paise given. */
    sanctionedFrom: async (request: Requested, paise: bigint = request.quote.total): Promise<Requested> => {
      await mutate(w, authority, 'purchaseRequestSanction', {
        purchaseRequestId: request.purchaseRequestId, number: `A-12011/${another()}/2026`, date: addDays(indianDateOf(w.clock.now()), -1),
        amount: { amountMinor: paise.toString() }, budgetHead: '2070.00.003.01.00.28',
      }, 'purchaseRequest { id }');
      return request;
    },
  };
}

const DEMONSTRATION: Buyers = { officer: 'procurement-officer', authority: 'approving-authority', trainer: 'training-manager' };

/**
 * Builders of purchases, through the API, for a department whose people are known; `buying(w)` is for the demonstration's.
 * Each goes as far as its name says, and throws where it is refused.
 */
export function buying(w: World, buyers: Buyers = DEMONSTRATION) {
  const asks = requesting(w, buyers);
  const checks = sanctioning(w, buyers);
  const approved = async (wish: Wish): Promise<Requested> => checks.approvedFrom(await asks.submitted(wish));
  const sanctioned = async (wish: Wish, paise?: bigint): Promise<Requested> => checks.sanctionedFrom(await approved(wish), paise);

  /** Orders a sanctioned request. */
  async function orderedFrom({ purchaseRequestId, quote }: Requested): Promise<Bought> {
    const made = await mutate<Readonly<Record<'subscription' | 'term' | 'invoice', { readonly id: string }>>>(
      w, buyers.officer, 'purchaseRequestOrder', { purchaseRequestId, idempotencyKey: `order-${another()}` }, 'subscription { id } term { id } invoice { id }');
    return { purchaseRequestId, quote, subscriptionId: made.subscription.id, termId: made.term.id, invoiceId: made.invoice.id };
  }
  const ordered = async (wish: Wish): Promise<Bought> => orderedFrom(await sanctioned(wish));

  return {
    buyers, ...asks, ...checks, approved, ordered, orderedFrom,
    /** SANCTIONED for what it was quoted at, or for the paise given. */
    sanctioned,
    /** Takes a draft the whole way: submitted, approved, sanctioned, ordered. */
    orderedDraft: async (purchaseRequestId: string): Promise<Bought> =>
      orderedFrom(await checks.sanctionedFrom(await checks.approvedFrom(await asks.submittedFrom(purchaseRequestId)))),
    /** A new subscription for seats, ordered. */
    orderedSeats: (wish: Pick<Wish, 'startsOn' | 'instalmentPlanId'> & { readonly quantity: number }): Promise<Bought> => ordered(wish),
    /** Seats added to a running term, ordered; from today on unless said otherwise. */
    orderedAddition: (wish: Pick<Wish, 'startsOn' | 'instalmentPlanId'> & { readonly subscriptionId: string; readonly quantity: number }): Promise<Bought> =>
      ordered({ ...wish, purpose: 'ADDITION' }),
    /** The next term, ordered; with as many as now unless said otherwise. */
    orderedRenewal: (wish: Pick<Wish, 'instalmentPlanId'> & { readonly subscriptionId: string; readonly quantity?: number }): Promise<Bought> =>
      ordered({ ...wish, purpose: 'RENEWAL' }),
    /** A priced course, ordered. */
    orderedCourse: (wish: Pick<Wish, 'startsOn' | 'quantity' | 'instalmentPlanId'> & { readonly courseId: string; readonly basis: PriceBasis }): Promise<Bought> =>
      ordered({ ...wish, kind: 'COURSE' }),
  };
}

/** The input of a new purchase request. */
export function wished(wish: Wish): object {
  const { purpose = 'NEW' } = wish;
  return {
    justification: 'For the officers who joined this year.', budgetHead: '2070.00.003.01.00.28', idempotencyKey: `create-${another()}`,
    ...(purpose === 'NEW' && wish.kind === undefined ? { kind: 'SEATS' } : {}), ...wish, purpose,
  };
}

/** Runs a mutation and answers its payload and why it was refused. */
export async function tryMutation<T>(
  w: World, who: string, name: string, input: object, selection = '',
): Promise<{ readonly payload: T; readonly userErrors: readonly Refusal[] }> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation Run($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`;
  const data = await w.data<Record<string, T & { userErrors: readonly Refusal[] }>>(who, document, { input });
  const payload = data[name];
  if (payload === undefined) throw new Error(`${name} answered nothing`);
  return { payload, userErrors: payload.userErrors };
}

function readQuote({ id, validUntil, ...amounts }: QuoteAnswer): GivenQuote {
  const paise = (name: 'taxable' | 'cgst' | 'sgst' | 'igst' | 'total'): bigint => BigInt(amounts[name].amountMinor);
  return { id, validUntil, taxable: paise('taxable'), cgst: paise('cgst'), sgst: paise('sgst'), igst: paise('igst'), total: paise('total') };
}

/** Moves the clock to half past ten in the morning, in India, of a day. */
export function onDay(w: World, date: IndianDate): void {
  w.clock.advance(startOfIndianDate(date).getTime() + MORNING_MS - w.clock.now().getTime());
}

const MORNING_MS = 37_800_000;

/** A plan by which nothing is due for a year, so that a test can look at a term without paying first. */
export async function unhurried(w: World): Promise<string> {
  const { instalmentPlanId } = done(await instalmentPlanCreate(await w.ctx('platform-admin'), {
    code: `AFTER_A_YEAR_${another()}`, name: 'All of it after a year', legalReference: 'For tests', parts: [{ shareBasisPoints: 10_000, dueDays: 365 }],
  }));
  return publicId('instalment_plan', instalmentPlanId);
}

/** Gives a department its own people who buy: each a newcomer who accepts an invitation of the platform's administrator. */
export async function buyersOf(w: World, slug: string): Promise<Buyers> {
  const [officer, authority, trainer] = [
    await joined(w, slug, ['PROCUREMENT_OFFICER']), await joined(w, slug, ['APPROVING_AUTHORITY']), await joined(w, slug, ['TRAINING_MANAGER']),
  ];
  return { officer, authority, trainer };
}

/** Somebody new who holds the roles in a department; answers how `ask` names him. */
export async function joined(w: World, slug: string, roles: Role[]): Promise<string> {
  const name = `buyer${another()}`;
  const organisationId = publicId('department', await w.organisationId(slug));
  const { invitationId } = done(await invitationCreate(await w.ctx('platform-admin'), { organisationId, email: `${name}@example.in`, roles }));
  const [row] = await w.owner<{ token: string }[]>`
    select payload->>'token' as token from graphile_worker._private_jobs where payload->>'invitationId' = ${invitationId}`;
  if (row === undefined) throw new Error('an invitation without a token');
  done(await invitationAccept(await w.ctx(`new:${name}`), { token: row.token }));
  return `new:${name}`;
}
