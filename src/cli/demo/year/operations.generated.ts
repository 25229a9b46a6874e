// Written by `npm run codegen` from schema.graphql and the operations.graphql beside it; not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Why a person may not open a course. Where several seats fall short, the one nearest to opening it is told. */
export type AccessReason =
  /** The course has a price of its own, and no department of the person has bought it. */
  | 'NOT_BOUGHT'
  /** The course was bought for the whole department, which the person has not joined here yet. */
  | 'NOT_JOINED'
  /** The course has not been published yet. */
  | 'NOT_PUBLISHED'
  /** Nobody is signed in. */
  | 'NOT_SIGNED_IN'
  /** The person has no seat. */
  | 'NO_SEAT'
  /** The provider is suspended, and the person was not entitled before that. */
  | 'PROVIDER_SUSPENDED'
  /** The provider has retired the course. */
  | 'RETIRED'
  /** A seat is reserved for the person, who has to take it first (`seatTake`). */
  | 'SEAT_RESERVED'
  /** There was a seat, and its subscription has ended. */
  | 'SUBSCRIPTION_ENDED'
  /** There is a seat, and its term begins later. */
  | 'SUBSCRIPTION_NOT_STARTED'
  /** There is a seat, and its subscription is suspended until what is overdue is paid. */
  | 'SUBSCRIPTION_SUSPENDED'
  /** The platform has suspended the course. */
  | 'TAKEN_DOWN';

/** The rule that decides whether a person may open a course. Where several hold, the first of this order is told. */
export type AccessRule =
  /** A seat of an order of this priced course per learner. */
  | 'COURSE_SEAT'
  /** The person reviews the course: a curator on its open round, or CHIEF_CURATOR. */
  | 'CURATOR_REVIEW'
  /** An order of this priced course for the whole department, of which the person is an employee or a member. */
  | 'DEPARTMENT_ORDER'
  /** Nothing lets the person open the course; the reason says why. */
  | 'NONE'
  /** The person is a member of the course's provider. */
  | 'PROVIDER_OWN'
  /** An active seat in a term that runs, and the course is included in the subscription. */
  | 'SEAT';

/** An account of the books. */
export type Account =
  /** What was given up (expense). */
  | 'BAD_DEBT'
  /** Money in our bank account (asset). */
  | 'BANK'
  /** Card payments on their way to the bank (asset). */
  | 'CARD_CLEARING'
  /** What the card provider keeps of what it pays out (expense). */
  | 'CARD_FEES'
  /** Central tax owed to the state (liability). */
  | 'CGST'
  /** Money of departments that settles nothing yet (liability). */
  | 'CUSTOMER_CREDIT'
  /** Invoiced and not earned yet (liability). */
  | 'DEFERRED_REVENUE'
  /** Integrated tax owed to the state (liability). */
  | 'IGST'
  /** Providers' shares of what was invoiced (liability). */
  | 'PROVIDER_PAYABLE'
  /** What departments owe us (asset). */
  | 'RECEIVABLE'
  /** Earned (income). */
  | 'REVENUE'
  /** State tax owed to the state (liability). */
  | 'SGST'
  /** Tax that payers withheld and that the state owes us (asset). */
  | 'TAX_WITHHELD'
  /** Money of nobody known (liability). */
  | 'UNMATCHED_RECEIPTS';

/** What is set against an invoice. */
export type AllocationInput = {
  /** How much; no more than is outstanding. */
  amount: MoneyInput;
  /** The invoice. */
  invoiceId: string;
};

/** What a content item is. */
export type ContentItemKind =
  /** Something to read. */
  | 'DOCUMENT'
  /** A page elsewhere. */
  | 'LINK'
  /** A package of e-learning (SCORM, cmi5 or Common Cartridge). */
  | 'PACKAGE'
  /** Questions to answer. */
  | 'QUIZ'
  /** A classroom session, which makes the course blended. */
  | 'SESSION'
  /** A recording to watch. */
  | 'VIDEO';

/** The invoice to be paid by card. */
export type HostedInvoiceCreateInput = {
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** The invoice: issued, and not settled yet. */
  invoiceId: string;
};

/** Where a page stands on which an invoice is paid by card. */
export type HostedInvoiceState =
  /** It could not be made; the reason says why. */
  | 'FAILED'
  /** It can be paid on at its address. */
  | 'OPEN'
  /** Paid; the receipt is in the books. */
  | 'PAID'
  /** Asked for; it is being made. */
  | 'REQUESTED'
  /** Taken back; the reason says why. */
  | 'VOID';

/** What opens a course. */
export type Inclusion =
  /** It has a price of its own. */
  | 'PRICED'
  /** A seat in the subscription opens it. */
  | 'SUBSCRIPTION';

/** Where an invoice stands. That it is overdue is no state: it follows from its dates. */
export type InvoiceState =
  /** Never issued: its order did not come about. */
  | 'DISCARDED'
  /** Ordered and not issued: its period has not begun. */
  | 'DRAFT'
  /** Issued; nothing is settled. */
  | 'ISSUED'
  /** A part of it is settled. */
  | 'PART_SETTLED'
  /** Settled wholly, by money, withheld tax or credit. */
  | 'SETTLED'
  /** What was outstanding is given up. */
  | 'UNCOLLECTIBLE';

/** An amount of money. */
export type MoneyInput = {
  /** The amount in the smallest unit of the currency: paise for INR. */
  amountMinor: string;
  /** The currency by its ISO 4217 code; INR, and INR when absent. */
  currency?: string | null | undefined;
};

/** What the price of a course buys. */
export type PriceBasis =
  /** A year's access for one learner. */
  | 'PER_LEARNER'
  /** A year's access for everybody in the department. */
  | 'WHOLE_DEPARTMENT';

/** What is bought. */
export type PurchaseKind =
  /** One priced course. */
  | 'COURSE'
  /** Seats, each of which opens every course that the subscription includes. */
  | 'SEATS';

/** What it is bought for. */
export type PurchasePurpose =
  /** More in the term that runs, paid for by the days that are left of it. */
  | 'ADDITION'
  /** A new subscription, with a term of a year. */
  | 'NEW'
  /** The next term of a subscription; a decrease takes effect here. */
  | 'RENEWAL';

/** Which purchase request to approve. */
export type PurchaseRequestApproveInput = {
  /** The purchase request; it must be SUBMITTED, and not by you. */
  purchaseRequestId: string;
};

/** A new purchase request of the department that you act for. */
export type PurchaseRequestCreateInput = {
  /** For whom the course is bought; needed for NEW of the kind COURSE, and for nothing else. */
  basis?: PriceBasis | null | undefined;
  /** The budget head that it is asked under, 1 to 100 characters. */
  budgetHead: string;
  /** The priced course; needed for NEW of the kind COURSE, and for nothing else. */
  courseId?: string | null | undefined;
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** In which parts the invoice is to be paid; all of it within 30 days (NET_30) when absent. */
  instalmentPlanId?: string | null | undefined;
  /** Why it is needed, 1 to 4,000 characters. */
  justification: string;
  /** What is bought. Needed for NEW; what a subscription is for follows from it. */
  kind?: PurchaseKind | null | undefined;
  /** What it is bought for. */
  purpose: PurchasePurpose;
  /** Seats or learners, 1 to 10,00,00,000. For a RENEWAL as many as now when absent, and never fewer than are assigned; 1 for a whole department. */
  quantity?: number | null | undefined;
  /** The first day of a new term, at most a year ahead, or the day on which an addition takes effect; today when absent. A RENEWAL begins where the term ends. */
  startsOn?: string | null | undefined;
  /** What is added to, or renewed; needed for ADDITION and RENEWAL. */
  subscriptionId?: string | null | undefined;
};

/** Which purchase request to order. */
export type PurchaseRequestOrderInput = {
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** The purchase request; it must be SANCTIONED, and its latest quote valid. */
  purchaseRequestId: string;
};

/** The sanction of a purchase request, as the department's letter has it. */
export type PurchaseRequestSanctionInput = {
  /** What is sanctioned, tax included; at least as much as the latest quote. */
  amount: MoneyInput;
  /** The budget head that it is booked under, 1 to 100 characters. */
  budgetHead: string;
  /** The date of the sanction; not one to come. */
  date: string;
  /** The number of the sanction, 1 to 100 characters. */
  number: string;
  /** The purchase request; it must be APPROVED, and not submitted by you. */
  purchaseRequestId: string;
};

/** Where a purchase request stands. */
export type PurchaseRequestState =
  /** Approved; its sanction is to be recorded. */
  | 'APPROVED'
  /** Being written. */
  | 'DRAFT'
  /** Ordered. */
  | 'ORDERED'
  /** Turned down by an approving authority. */
  | 'REJECTED'
  /** Sanctioned; it can be ordered. */
  | 'SANCTIONED'
  /** Waits for an approving authority. */
  | 'SUBMITTED'
  /** Taken back by the procurement officer. */
  | 'WITHDRAWN';

/** Which purchase request to submit. */
export type PurchaseRequestSubmitInput = {
  /** The purchase request; it must be a DRAFT. */
  purchaseRequestId: string;
};

/** Changes to a purchase request that is a DRAFT: what is left out, or null, stays. */
export type PurchaseRequestUpdateInput = {
  /** For whom the course is bought; of a NEW request for a COURSE only. */
  basis?: PriceBasis | null | undefined;
  /** The budget head that it is asked under, 1 to 100 characters. */
  budgetHead?: string | null | undefined;
  /** Another course; of a NEW request for a COURSE only. */
  courseId?: string | null | undefined;
  /** In which parts the invoice is to be paid. */
  instalmentPlanId?: string | null | undefined;
  /** Why it is needed, 1 to 4,000 characters. */
  justification?: string | null | undefined;
  /** The purchase request; it must be a DRAFT. */
  purchaseRequestId: string;
  /** Seats or learners, 1 to 10,00,00,000. */
  quantity?: number | null | undefined;
  /** The revision that it was read at. */
  revision: number;
  /** The first day of a new term, or the day on which an addition takes effect. That of a RENEWAL is fixed. */
  startsOn?: string | null | undefined;
};

/** A receipt to be confirmed. */
export type ReceiptConfirmInput = {
  /** What it settles, 1 to 100 invoices of one department. When absent: what the remarks name, else what is due of the department, the oldest first. The rest is its credit. */
  allocations?: Array<AllocationInput> | null | undefined;
  /** Whose money it is, where neither the remarks nor who recorded it say so. */
  departmentId?: string | null | undefined;
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** The receipt, recorded by somebody else. */
  receiptId: string;
};

/** How money fits what is expected: judged when it is recorded, and again when it is confirmed. */
export type ReceiptMatch =
  /** It pays whole instalments. */
  | 'EXACT'
  /** More than is due; the rest is the department's credit. */
  | 'OVER'
  /** It leaves an instalment unpaid in part. */
  | 'PART'
  /** It cannot be told whose it is. */
  | 'UNMATCHED'
  /** It came in another currency than INR: it settles nothing and is sent back. */
  | 'WRONG_CURRENCY';

/** Money that came by transfer. */
export type ReceiptRecordInput = {
  /** How much came. */
  amount: ReceivedMoneyInput;
  /** Whose money it is, where the remarks do not say so. */
  departmentId?: string | null | undefined;
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** Who paid, as the bank names him, 1 to 200 characters. */
  payer: string;
  /** The day on which it came; today or earlier. */
  receivedOn: string;
  /** What the bank wrote beside it, at most 500 characters; payment references in it say what is paid. */
  remarks?: string | null | undefined;
  /** The number that the banks give the transfer: 22 characters for RTGS, 16 for NEFT, 12 for IMPS. */
  utr: string;
};

/** Where a receipt stands. */
export type ReceiptState =
  /** Rejected: it did not come so, or was sent back. */
  | 'FAILED'
  /** Recorded by one finance officer; another must confirm it. It settles nothing yet. */
  | 'PENDING'
  /** The bank has taken the money back. */
  | 'REVERSED'
  /** Confirmed and booked. */
  | 'SUCCEEDED';

/** Money as it came, of whatever currency. */
export type ReceivedMoneyInput = {
  /** The amount in the smallest unit of the currency: paise for INR. */
  amountMinor: string;
  /** The currency by its ISO 4217 code; INR when absent. Another one is recorded, settles nothing, and is sent back. */
  currency?: string | null | undefined;
};

/** A file of employees to be given seats. */
export type SeatImportStartInput = {
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** The subscription whose seats are handed out. */
  subscriptionId: string;
  /** The upload that has the file (uploadCreate with the purpose SEATS): CSV with the columns name, email and, where the department has one, employee_code. */
  uploadId: string;
};

/** Where a file of employees is in its life. */
export type SeatImportState =
  /** Every line was given a seat, had one already, or was refused. */
  | 'DONE'
  /** Stopped; `failure` says why. What was done by then is done, and it can be resumed. */
  | 'FAILED'
  /** Waits for its turn. */
  | 'QUEUED'
  /** Lines are being taken in. */
  | 'RUNNING';

/** Where a seat stands. */
export type SeatState =
  /** Its employee has an account: it opens courses while the subscription runs. */
  | 'ACTIVE'
  /** Taken back; it can be given to nobody again. */
  | 'RELEASED'
  /** For an employee who has not joined yet; he takes it when he signs in with his address. */
  | 'RESERVED';

/** Which reserved seats are taken. */
export type SeatTakeInput = {
  /** Only those of this department; all when left out. */
  departmentId?: string | null | undefined;
};

/** Where a subscription stands. */
export type SubscriptionState =
  /** Runs, and nothing is overdue. */
  | 'ACTIVE'
  /** Was cancelled before it began. */
  | 'CANCELLED'
  /** Its last term has ended. */
  | 'EXPIRED'
  /** Runs, though an instalment is overdue; after the days of grace it is suspended. */
  | 'GRACE'
  /** Ordered; its first term has not begun. */
  | 'PENDING'
  /** Opens no course, since what is overdue was not settled within the days of grace. What is settled reinstates it at once. */
  | 'SUSPENDED';

/** Tax withheld from an invoice, as the payer reports it. */
export type TaxWithheldClaimInput = {
  /** How much; no more than is outstanding. */
  amount: MoneyInput;
  /** A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days). */
  idempotencyKey: string;
  /** The invoice. */
  invoiceId: string;
  /** Under which law. */
  kind: WithholdingKind;
};

/** A file to be sent. */
export type UploadCreateInput = {
  /** How many bytes it has; one that is too large is then refused before it is sent. */
  byteCount?: number | null | undefined;
  /** The name of the file, without folders; its ending (.jsonl, .csv) says how its rows are written. */
  fileName: string;
  /** Its media type, such as text/csv; needed where the name has no ending. */
  mediaType?: string | null | undefined;
  /** What it is sent for; CATALOGUE when left out. */
  purpose?: UploadPurpose | null | undefined;
};

/** What a file is sent for, which says who may send it. */
export type UploadPurpose =
  /** A bank statement, for bankStatementImport; by a FINANCE_OFFICER. */
  | 'BANK_STATEMENT'
  /** Courses, for catalogueImportStart; by an AUTHOR or PROVIDER_ADMIN. */
  | 'CATALOGUE'
  /** Employees to be given seats, for seatImportStart; by a TRAINING_MANAGER. */
  | 'SEATS';

/** Why a mutation was refused. */
export type UserErrorCode =
  /** Open findings or missing approvals stand in the way. */
  | 'BLOCKED'
  /** Somebody else is changing the same object; try again in a moment. */
  | 'BUSY'
  /** A curator may not review what his own organisation submitted. */
  | 'CONFLICT_OF_INTEREST'
  /** The acting membership does not hold the role that this needs. */
  | 'FORBIDDEN'
  /** One person may not act twice where two persons are required. */
  | 'FOUR_EYES'
  /** The object is in a state in which this cannot be done. */
  | 'ILLEGAL_STATE'
  /** A value in the input is malformed or out of range. */
  | 'INVALID'
  /** An organisation must keep at least one administrator. */
  | 'LAST_ADMIN'
  /** A stated limit would be exceeded. */
  | 'LIMIT_REACHED'
  /** There is no such thing, or the acting membership may not know of it. */
  | 'NOT_FOUND'
  /** The draft has changed since the revision given; read it again. */
  | 'STALE_REVISION'
  /** A value that must be unique is in use already. */
  | 'TAKEN';

/** Under which law tax is withheld. */
export type WithholdingKind =
  /** Goods and services tax (CGST Act 2017, section 51). */
  | 'GST_TDS'
  /** Income tax, deducted at source. */
  | 'INCOME_TAX_TDS';

export type YearViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type YearViewerQuery = { viewer: { user: { id: string }, memberships: Array<{ id: string, organisation:
        | { id: string, name: string }
        | { id: string, name: string }
        | { id: string, name: string }
       | null }> } | null };

export type YearRequestCreateMutationVariables = Exact<{
  input: PurchaseRequestCreateInput;
}>;


export type YearRequestCreateMutation = { purchaseRequestCreate: { purchaseRequest: { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearRequestUpdateMutationVariables = Exact<{
  input: PurchaseRequestUpdateInput;
}>;


export type YearRequestUpdateMutation = { purchaseRequestUpdate: { purchaseRequest: { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearRequestSubmitMutationVariables = Exact<{
  input: PurchaseRequestSubmitInput;
}>;


export type YearRequestSubmitMutation = { purchaseRequestSubmit: { purchaseRequest: { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearRequestApproveMutationVariables = Exact<{
  input: PurchaseRequestApproveInput;
}>;


export type YearRequestApproveMutation = { purchaseRequestApprove: { purchaseRequest: { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearRequestSanctionMutationVariables = Exact<{
  input: PurchaseRequestSanctionInput;
}>;


export type YearRequestSanctionMutation = { purchaseRequestSanction: { purchaseRequest: { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearRequestOrderMutationVariables = Exact<{
  input: PurchaseRequestOrderInput;
}>;


export type YearRequestOrderMutation = { purchaseRequestOrder: { purchaseRequest: { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearRequestsQueryVariables = Exact<{
  subscriptionId: string;
}>;


export type YearRequestsQuery = { purchaseRequests: { nodes: Array<{ id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null }> } };

export type YearSubscriptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type YearSubscriptionsQuery = { subscriptions: { nodes: Array<{ id: string, state: SubscriptionState, currentTerm: { id: string, startsOn: string, endsOn: string, quantity: number | null, assigned: number | null, free: number | null } | null }> } };

export type YearInvoicesQueryVariables = Exact<{
  subscriptionId: string;
}>;


export type YearInvoicesQuery = { invoices: { nodes: Array<{ id: string, number: string | null, state: InvoiceState, dueOn: string | null, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string }, outstanding: { amountMinor: string, formatted: string }, expectedPayments: Array<{ dueOn: string, reference: string, amount: { amountMinor: string, formatted: string } }> }> } };

export type YearReceiptRecordMutationVariables = Exact<{
  input: ReceiptRecordInput;
}>;


export type YearReceiptRecordMutation = { receiptRecord: { receipt: { id: string, state: ReceiptState, match: ReceiptMatch } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearReceiptConfirmMutationVariables = Exact<{
  input: ReceiptConfirmInput;
}>;


export type YearReceiptConfirmMutation = { receiptConfirm: { receipt: { id: string, state: ReceiptState, number: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearTaxWithheldClaimMutationVariables = Exact<{
  input: TaxWithheldClaimInput;
}>;


export type YearTaxWithheldClaimMutation = { taxWithheldClaim: { invoice: { id: string, state: InvoiceState, outstanding: { amountMinor: string, formatted: string } } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearUploadCreateMutationVariables = Exact<{
  input: UploadCreateInput;
}>;


export type YearUploadCreateMutation = { uploadCreate: { url: string | null, upload: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearSeatImportStartMutationVariables = Exact<{
  input: SeatImportStartInput;
}>;


export type YearSeatImportStartMutation = { seatImportStart: { seatImport: { id: string, state: SeatImportState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearSeatImportQueryVariables = Exact<{
  id: string;
}>;


export type YearSeatImportQuery = { seatImport: { id: string, state: SeatImportState, failure: string | null, counts: { assigned: number, unchanged: number, refused: number }, lines: { nodes: Array<{ id: string, line: number, message: string | null }> } } | null };

export type YearSeatTakeMutationVariables = Exact<{
  input: SeatTakeInput;
}>;


export type YearSeatTakeMutation = { seatTake: { seats: Array<{ id: string, state: SeatState }> | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearCoursesQueryVariables = Exact<{ [key: string]: never; }>;


export type YearCoursesQuery = { courses: { nodes: Array<{ id: string, publishedVersion: { id: string, title: string, inclusion: Inclusion } | null }> } };

export type YearAccessQueryVariables = Exact<{
  courseId: string;
}>;


export type YearAccessQuery = { courseAccess: { allowed: boolean, rule: AccessRule, reason: AccessReason | null, message: string, startsOn: string | null, endsOn: string | null } | null };

export type YearCourseQueryVariables = Exact<{
  id: string;
}>;


export type YearCourseQuery = { course: { id: string, publishedVersion: { id: string, title: string, modules: Array<{ id: string, title: string, items: Array<{ id: string, kind: ContentItemKind, title: string }> }> } | null } | null };

export type YearBooksQueryVariables = Exact<{ [key: string]: never; }>;


export type YearBooksQuery = { trialBalance: { debit: { amountMinor: string, formatted: string }, credit: { amountMinor: string, formatted: string }, lines: Array<{ account: Account, balance: { amountMinor: string, formatted: string } }> } | null };

export type YearHostedInvoiceCreateMutationVariables = Exact<{
  input: HostedInvoiceCreateInput;
}>;


export type YearHostedInvoiceCreateMutation = { hostedInvoiceCreate: { hostedInvoice: { id: string, state: HostedInvoiceState, amount: { amountMinor: string, formatted: string } } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type YearCardPaymentQueryVariables = Exact<{
  id: string;
}>;


export type YearCardPaymentQuery = { invoice: { id: string, state: InvoiceState, outstanding: { amountMinor: string, formatted: string }, hostedInvoice: { id: string, state: HostedInvoiceState, url: string | null } | null } | null };

export type YearMoneyFragment = { amountMinor: string, formatted: string };

export type YearUserErrorFragment = { code: UserErrorCode, message: string, path: Array<string> };

export type YearRequestFragment = { id: string, state: PurchaseRequestState, revision: number, quantity: number, startsOn: string, subscription: { id: string } | null, latestQuote: { id: string, taxable: { amountMinor: string, formatted: string }, cgst: { amountMinor: string, formatted: string }, sgst: { amountMinor: string, formatted: string }, igst: { amountMinor: string, formatted: string }, total: { amountMinor: string, formatted: string } } | null };

export const YearUserErrorFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearUserErrorFragment, unknown>;
export const YearMoneyFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}}]} as unknown as DocumentNode<YearMoneyFragment, unknown>;
export const YearRequestFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}}]} as unknown as DocumentNode<YearRequestFragment, unknown>;
export const YearViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearViewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<YearViewerQuery, YearViewerQueryVariables>;
export const YearRequestCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearRequestCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequestCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequestCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearRequestCreateMutation, YearRequestCreateMutationVariables>;
export const YearRequestUpdateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearRequestUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequestUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequestUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearRequestUpdateMutation, YearRequestUpdateMutationVariables>;
export const YearRequestSubmitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearRequestSubmit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequestSubmitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequestSubmit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearRequestSubmitMutation, YearRequestSubmitMutationVariables>;
export const YearRequestApproveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearRequestApprove"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequestApproveInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequestApprove"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearRequestApproveMutation, YearRequestApproveMutationVariables>;
export const YearRequestSanctionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearRequestSanction"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequestSanctionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequestSanction"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearRequestSanctionMutation, YearRequestSanctionMutationVariables>;
export const YearRequestOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearRequestOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequestOrderInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequestOrder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearRequestOrderMutation, YearRequestOrderMutationVariables>;
export const YearRequestsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearRequests"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"subscriptionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purchaseRequests"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"subscriptionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"subscriptionId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"purpose"},"value":{"kind":"EnumValue","value":"RENEWAL"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearRequest"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearRequest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"igst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}}]} as unknown as DocumentNode<YearRequestsQuery, YearRequestsQueryVariables>;
export const YearSubscriptionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearSubscriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"SEATS"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"currentTerm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"assigned"}},{"kind":"Field","name":{"kind":"Name","value":"free"}}]}}]}}]}}]}}]} as unknown as DocumentNode<YearSubscriptionsQuery, YearSubscriptionsQueryVariables>;
export const YearInvoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearInvoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"subscriptionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"subscriptionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"subscriptionId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"taxable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sgst"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expectedPayments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}}]} as unknown as DocumentNode<YearInvoicesQuery, YearInvoicesQueryVariables>;
export const YearReceiptRecordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearReceiptRecord"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReceiptRecordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receiptRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"match"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearReceiptRecordMutation, YearReceiptRecordMutationVariables>;
export const YearReceiptConfirmDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearReceiptConfirm"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReceiptConfirmInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receiptConfirm"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearReceiptConfirmMutation, YearReceiptConfirmMutationVariables>;
export const YearTaxWithheldClaimDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearTaxWithheldClaim"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaxWithheldClaimInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taxWithheldClaim"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearTaxWithheldClaimMutation, YearTaxWithheldClaimMutationVariables>;
export const YearUploadCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearUploadCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearUploadCreateMutation, YearUploadCreateMutationVariables>;
export const YearSeatImportStartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearSeatImportStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SeatImportStartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seatImportStart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seatImport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearSeatImportStartMutation, YearSeatImportStartMutationVariables>;
export const YearSeatImportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearSeatImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seatImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assigned"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"REFUSED"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<YearSeatImportQuery, YearSeatImportQueryVariables>;
export const YearSeatTakeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearSeatTake"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SeatTakeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seatTake"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearSeatTakeMutation, YearSeatTakeMutationVariables>;
export const YearCoursesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearCourses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"inclusion"}}]}}]}}]}}]}}]} as unknown as DocumentNode<YearCoursesQuery, YearCoursesQueryVariables>;
export const YearAccessDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearAccess"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseAccess"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"courseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}}]}}]}}]} as unknown as DocumentNode<YearAccessQuery, YearAccessQueryVariables>;
export const YearCourseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearCourse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"modules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<YearCourseQuery, YearCourseQueryVariables>;
export const YearBooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trialBalance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"debit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"credit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}}]} as unknown as DocumentNode<YearBooksQuery, YearBooksQueryVariables>;
export const YearHostedInvoiceCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"YearHostedInvoiceCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HostedInvoiceCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hostedInvoiceCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hostedInvoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<YearHostedInvoiceCreateMutation, YearHostedInvoiceCreateMutationVariables>;
export const YearCardPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YearCardPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YearMoney"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hostedInvoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YearMoney"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amountMinor"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}}]}}]} as unknown as DocumentNode<YearCardPaymentQuery, YearCardPaymentQueryVariables>;
export const possibleTypes = {
  Node: [
    'AuditEvent',
    'BankStatement',
    'BankStatementLine',
    'BusinessTerms',
    'CardCharge',
    'CardMandate',
    'CardPayout',
    'CatalogueImport',
    'CatalogueImportLine',
    'CollectingAccount',
    'Collection',
    'Competency',
    'CompetencyFramework',
    'ContentItem',
    'Course',
    'CoursePrice',
    'CourseVersion',
    'CreditNote',
    'Decision',
    'Department',
    'Employee',
    'ExpectedPayment',
    'Finding',
    'GovernmentBody',
    'HostedInvoice',
    'InstalmentPlan',
    'Invitation',
    'Invoice',
    'InvoiceLine',
    'JournalEntry',
    'Membership',
    'Module',
    'PaymentCall',
    'PaymentEvent',
    'Platform',
    'PriceVersion',
    'Provider',
    'PurchaseRequest',
    'Quote',
    'Receipt',
    'Refund',
    'ReviewAssignment',
    'ReviewPolicy',
    'ReviewQueueSavedFilter',
    'ReviewRound',
    'ReviewStage',
    'Seat',
    'SeatImport',
    'SeatImportLine',
    'SeatTransfer',
    'Subscription',
    'SynonymSet',
    'TaxRule',
    'TaxWithheld',
    'Term',
    'Upload',
    'User',
  ],
  Organisation: [
    'Department',
    'Platform',
    'Provider',
  ],
};
