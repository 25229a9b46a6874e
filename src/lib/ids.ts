import { TypeID, typeid } from 'typeid-js';

/**
 * Public ids are TypeIDs: the type's name in snake case and a UUIDv7 (`course_01j...`); inside, and in the
 * database, an id is the bare uuid. The prefix says which GraphQL type the id names.
 */
export const ID_PREFIXES = {
  user: 'User',
  membership: 'Membership',
  invitation: 'Invitation',
  provider: 'Provider',
  department: 'Department',
  platform: 'Platform',
  government_body: 'GovernmentBody',
  course: 'Course',
  course_version: 'CourseVersion',
  module: 'Module',
  content_item: 'ContentItem',
  competency_framework: 'CompetencyFramework',
  competency: 'Competency',
  review_policy: 'ReviewPolicy',
  review_round: 'ReviewRound',
  review_stage: 'ReviewStage',
  review_assignment: 'ReviewAssignment',
  review_queue_saved_filter: 'ReviewQueueSavedFilter',
  finding: 'Finding',
  decision: 'Decision',
  collection: 'Collection',
  synonym_set: 'SynonymSet',
  audit_event: 'AuditEvent',
  upload: 'Upload',
  catalogue_import: 'CatalogueImport',
  catalogue_import_line: 'CatalogueImportLine',
  price_version: 'PriceVersion',
  tax_rule: 'TaxRule',
  business_terms: 'BusinessTerms',
  instalment_plan: 'InstalmentPlan',
  collecting_account: 'CollectingAccount',
  course_price: 'CoursePrice',
  purchase_request: 'PurchaseRequest',
  quote: 'Quote',
  subscription: 'Subscription',
  term: 'Term',
  employee: 'Employee',
  seat: 'Seat',
  seat_transfer: 'SeatTransfer',
  seat_import: 'SeatImport',
  seat_import_line: 'SeatImportLine',
  invoice: 'Invoice',
  invoice_line: 'InvoiceLine',
  expected_payment: 'ExpectedPayment',
  credit_note: 'CreditNote',
  receipt: 'Receipt',
  tax_withheld: 'TaxWithheld',
  refund: 'Refund',
  bank_statement: 'BankStatement',
  bank_statement_line: 'BankStatementLine',
  journal_entry: 'JournalEntry',
  hosted_invoice: 'HostedInvoice',
  card_mandate: 'CardMandate',
  card_charge: 'CardCharge',
  card_payout: 'CardPayout',
  payment_event: 'PaymentEvent',
  payment_call: 'PaymentCall',
} as const;

export type IdPrefix = keyof typeof ID_PREFIXES;

/** The prefixes of the three kinds of organisation: one table, three GraphQL types. */
export const ORGANISATION_PREFIXES = ['provider', 'department', 'platform'] as const satisfies readonly IdPrefix[];

/** A new time-ordered uuid (version 7) for a row. */
export function newId(): string {
  return typeid().toUUID();
}

/** The public id of a row. */
export function publicId(prefix: IdPrefix, uuid: string): string {
  return TypeID.fromUUID(prefix, uuid).toString();
}

/** The uuid behind a public id, or null where it is malformed or of none of the types asked for. */
export function uuidOf(prefixes: IdPrefix | readonly IdPrefix[], id: string): string | null {
  const parsed = parsePublicId(id);
  if (parsed === null) return null;
  const wanted = typeof prefixes === 'string' ? [prefixes] : prefixes;
  return wanted.includes(parsed.prefix) ? parsed.uuid : null;
}

/** Takes a public id apart; null for anything that is not one. */
export function parsePublicId(id: string): { prefix: IdPrefix; uuid: string } | null {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf('_')));
  if (!Object.hasOwn(ID_PREFIXES, prefix)) return null;
  try {
    return { prefix: prefix as IdPrefix, uuid: TypeID.fromString(id).toUUID() };
  } catch {
    return null;
  }
}

/** The uuid that comes before every other: where a walk through a table by its ids begins. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is a uuid as PostgreSQL and we write it: in small letters, with hyphens. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
