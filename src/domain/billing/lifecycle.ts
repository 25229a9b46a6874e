import type { Lifecycle, StateOf } from '../../lib/lifecycle.js';

/**
 * The life of an invoice. It is frozen when it is issued; what is settled follows from its allocations, and the database
 * moves it. Overdue is no state: it follows from the dates.
 */
export const INVOICE_LIFECYCLE = {
  DRAFT: { issue: 'ISSUED', discard: 'DISCARDED' },
  ISSUED: { settlePart: 'PART_SETTLED', settle: 'SETTLED', writeOff: 'UNCOLLECTIBLE' },
  PART_SETTLED: { settle: 'SETTLED', reverse: 'ISSUED', writeOff: 'UNCOLLECTIBLE' },
  SETTLED: { reversePart: 'PART_SETTLED', reverse: 'ISSUED' },
  UNCOLLECTIBLE: {},
  DISCARDED: {},
} as const satisfies Lifecycle;
export type InvoiceState = StateOf<typeof INVOICE_LIFECYCLE>;

/** The kinds of document that carry a number; each has its own row of numbers. */
export const DOCUMENT_KINDS = ['INVOICE', 'CREDIT_NOTE', 'RECEIPT'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What settles an invoice: money received, tax that the payer withheld, or a credit note. */
export const ALLOCATION_SOURCES = ['RECEIPT', 'TAX_WITHHELD', 'CREDIT_NOTE'] as const;
export type AllocationSource = (typeof ALLOCATION_SOURCES)[number];

/** Why a place of supply is what it is (Integrated GST Act 2017, section 12(2)). */
export const PLACE_REASONS = ['REGISTERED_RECIPIENT', 'ADDRESS_OF_RECIPIENT'] as const;
export type PlaceReason = (typeof PLACE_REASONS)[number];
