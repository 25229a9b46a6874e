import { refuse, type Refused, type UserErrorCode } from '../lib/refusal.js';

/** What PostgreSQL said when it refused a statement. */
export interface DatabaseFault {
  /** SQLSTATE. */
  readonly code: string;
  readonly constraint: string | null;
  readonly message: string;
}

/** Finds the PostgreSQL error in what was thrown (drizzle wraps it as `cause`); null for anything else. */
export function databaseErrorOf(error: unknown): DatabaseFault | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, constraint_name: constraint } = at as { code?: unknown; constraint_name?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
      return { code, constraint: typeof constraint === 'string' ? constraint : null, message: at.message };
    }
  }
  return null;
}

interface ConstraintRefusal {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly path?: readonly string[];
}

/**
 * What a violated constraint means to the person who met it. The database is the last judge; guards raise
 * their errors with a constraint name too, so that this table is the one place where they are put in words.
 */
const CONSTRAINT_REFUSALS: Readonly<Record<string, ConstraintRefusal>> = {
  organisation_slug_key: { code: 'TAKEN', message: 'This slug is in use; choose another.', path: ['slug'] },
  organisation_gstin_live: { code: 'TAKEN', message: 'An organisation with this GSTIN has applied already.', path: ['gstin'] },
  organisation_government_body_live: {
    code: 'TAKEN', message: 'This government body has an organisation already; ask it for an invitation.', path: ['governmentBodyId'],
  },
  organisation_registration_live: {
    code: 'TAKEN', message: 'A provider with this registration number has applied already.', path: ['registrationNumber'],
  },
  membership_live: { code: 'TAKEN', message: 'This person is a member already.' },
  membership_last_admin: { code: 'LAST_ADMIN', message: 'An organisation must keep at least one administrator; make somebody else one first.' },
  invitation_one_pending: { code: 'TAKEN', message: 'This e-mail address has a pending invitation; revoke that one first.', path: ['email'] },
  course_slug_key: { code: 'TAKEN', message: 'This slug is in use; choose another.', path: ['slug'] },
  course_external_id_key: { code: 'BUSY', message: 'Somebody else has just begun this course.' },
  catalogue_import_upload_key: { code: 'ILLEGAL_STATE', message: 'This upload is being imported already.', path: ['uploadId'] },
  synonym_term_pkey: { code: 'TAKEN', message: 'Somebody else has just put one of these terms into another set; read that set.', path: ['terms'] },
  synonym_term_lexemes_count: { code: 'INVALID', message: 'A term may have at most 6 words.', path: ['terms'] },
  collection_slug_key: { code: 'TAKEN', message: 'This slug is in use; choose another.', path: ['slug'] },
  price_version_in_force_key: { code: 'TAKEN', message: 'Another price is in force from this date; choose another date.', path: ['inForceFrom'] },
  tax_rule_in_force_key: { code: 'TAKEN', message: 'A tax rule was adopted for this date already; choose another date.', path: ['inForceFrom'] },
  business_terms_in_force_key: { code: 'TAKEN', message: 'Other business terms are in force from this date; choose another date.', path: ['inForceFrom'] },
  collecting_account_in_force_key: { code: 'TAKEN', message: 'Another account is named for this date; choose another date.', path: ['inForceFrom'] },
  instalment_plan_code_key: { code: 'TAKEN', message: 'There is an instalment plan with this code; choose another code.', path: ['code'] },
  course_price_one_proposed: { code: 'TAKEN', message: 'A price on this basis waits for its decision already; withdraw that one first.', path: ['basis'] },
  review_policy_code_version_key: { code: 'TAKEN', message: 'Somebody else has just made this version of the policy; try again.' },
  course_version_number_key: { code: 'ILLEGAL_STATE', message: 'The course has an open version already.' },
  course_version_one_open: { code: 'ILLEGAL_STATE', message: 'The course has an open version already.' },
  course_version_one_live: { code: 'ILLEGAL_STATE', message: 'The course has a published or suspended version already.' },
  course_version_frozen: { code: 'ILLEGAL_STATE', message: 'A course version is frozen from its submission on.' },
  course_version_approvals: { code: 'BLOCKED', message: 'The version is short of the approvals that its review policy asks for.' },
  course_version_open_blocker: { code: 'BLOCKED', message: 'A BLOCKER finding is open; it must be resolved first.' },
  course_version_provider_verified: { code: 'ILLEGAL_STATE', message: 'Only a verified provider publishes.' },
  invoice_frozen: { code: 'ILLEGAL_STATE', message: 'An issued invoice is changed by a credit note only.' },
  invoice_written_off: { code: 'FORBIDDEN', message: 'Only a finance officer of the platform writes invoices off.' },
  credit_note_of_issued: { code: 'ILLEGAL_STATE', message: 'The invoice is not issued, or was written off: it is not credited.' },
  credit_note_within_line: { code: 'BUSY', message: 'Somebody else has just credited a line of this invoice; nothing was changed. Read it again.' },
  hosted_invoice_one_live: { code: 'TAKEN', message: 'This invoice has a page already: pay on that one, or have it taken back first (hostedInvoiceVoid).', path: ['invoiceId'] },
  hosted_invoice_outstanding: { code: 'BUSY', message: 'Somebody else has just settled a part of this invoice; nothing was changed. Read it again.' },
  receipt_external_key: { code: 'TAKEN', message: 'A receipt has this UTR already; a transfer is recorded once.', path: ['utr'] },
  refund_utr_key: { code: 'TAKEN', message: 'Another refund was paid by the transfer of this UTR.', path: ['utr'] },
  receipt_four_eyes: { code: 'FOUR_EYES', message: 'Whoever recorded a receipt does not confirm it; ask another FINANCE_OFFICER.' },
  receipt_confirmer: { code: 'FORBIDDEN', message: 'Only a FINANCE_OFFICER confirms receipts and refunds.' },
  receipt_of_provider: { code: 'ILLEGAL_STATE', message: 'Money by card is confirmed by what the card provider says, and by nobody here.' },
  refund_of_provider: { code: 'ILLEGAL_STATE', message: 'A refund to a card is paid when the card provider says so, and by nobody here.' },
  receipt_used: { code: 'ILLEGAL_STATE', message: 'There is not as much left of this receipt; read it again.' },
  credit_note_used: { code: 'ILLEGAL_STATE', message: 'There is not as much left of this credit note; read it again.' },
  invoice_settled_range: { code: 'ILLEGAL_STATE', message: 'There is not as much outstanding on the invoice; read it again.' },
  allocation_open_invoice: { code: 'ILLEGAL_STATE', message: 'The invoice is not issued, or was written off: nothing is set against it any more.' },
  allocation_reversed_once: { code: 'BUSY', message: 'Somebody else has just taken this back; read it again.' },
  card_mandate_one_live: { code: 'TAKEN', message: 'A card is saved for this subscription already; end it first (cardMandateEnd).', path: ['subscriptionId'] },
  bank_statement_upload_key: { code: 'ILLEGAL_STATE', message: 'This upload is being read already.', path: ['uploadId'] },
  lifecycle_illegal_move: { code: 'ILLEGAL_STATE', message: 'The object is no longer in a state in which this can be done; read it again.' },
  review_conflict_of_interest: {
    code: 'CONFLICT_OF_INTEREST', message: 'A curator may not review what his own organisation, or he himself, submitted.',
  },
  review_queue_filter_name_key: { code: 'TAKEN', message: 'You have a filter of this name already; change that one, or choose another name.', path: ['name'] },
  review_specialism: { code: 'FORBIDDEN', message: 'This stage asks for a specialism that the curator does not hold.' },
  review_stage_closed: { code: 'ILLEGAL_STATE', message: 'This stage is not open for review; read the round again.' },
  review_round_policy_in_force: { code: 'BUSY', message: 'A new review policy has just come into force; nothing was changed. Try again.' },
  review_assignment_one_stage: { code: 'FOUR_EYES', message: 'One person acts on one stage of a round only.' },
  decision_one_stage: { code: 'FOUR_EYES', message: 'One person decides once in a round.' },
  decision_assignment_key: { code: 'ILLEGAL_STATE', message: 'This assignment has been decided already.' },
  finding_version_open: { code: 'ILLEGAL_STATE', message: 'A finding can be opened only while the version is a draft or in review.' },
  purchase_request_one_renewal: {
    code: 'TAKEN', message: 'A renewal of this term is raised already: go on with that one, or withdraw it first.', path: ['subscriptionId'],
  },
  purchase_request_four_eyes: { code: 'FOUR_EYES', message: 'Whoever made a purchase request neither approves nor sanctions it.' },
  purchase_request_approver: { code: 'FORBIDDEN', message: 'Only an APPROVING_AUTHORITY of the department approves and sanctions.' },
  purchase_request_within_sanction: { code: 'ILLEGAL_STATE', message: 'The quote is more than the sanction; withdraw this request and raise one that is sanctioned for as much.' },
  subscription_one_live: { code: 'TAKEN', message: 'The department has a subscription for this already; add to that one, or renew it.' },
  term_below_assigned: { code: 'ILLEGAL_STATE', message: 'More seats are assigned than the renewal is for; release some first, or renew with more.' },
  seat_one_live: { code: 'TAKEN', message: 'This employee already has a seat.' },
  seat_fits: { code: 'BUSY', message: 'The employee has just changed; nothing was done. Try again.' },
  seat_subscription_open: { code: 'ILLEGAL_STATE', message: 'Seats are handed out while the subscription is ACTIVE or in GRACE.' },
  term_seats_within_bought: { code: 'LIMIT_REACHED', message: 'No seat is free: release seats, or have more bought.' },
  seat_within_next_term: { code: 'LIMIT_REACHED', message: 'The renewal that was ordered holds no more seats than are assigned.' },
  employee_email_key: { code: 'BUSY', message: 'Somebody else has just put this employee into the register; nothing was done. Try again.' },
  employee_code_live: { code: 'TAKEN', message: 'Another employee has this employee code.', path: ['code'] },
  seat_transfer_one_offered: { code: 'ILLEGAL_STATE', message: 'This seat is offered to a department already; withdraw that offer first.', path: ['seatId'] },
  seat_import_upload_key: { code: 'ILLEGAL_STATE', message: 'This upload is being taken in already.', path: ['uploadId'] },
};

/** The refusal for a violated unique, check, exclusion or guard constraint; null where it is a bug. */
export function refusalOfConstraint(fault: DatabaseFault): Refused | null {
  const known = fault.constraint === null ? undefined : CONSTRAINT_REFUSALS[fault.constraint];
  return known === undefined ? null : refuse(known.code, known.message, known.path ?? []);
}
