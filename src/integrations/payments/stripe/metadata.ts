/**
 * What we write on objects at Stripe, and find them again by: our ids. An object without them was made by somebody else.
 */
export const METADATA = {
  department: 'department',
  hostedInvoice: 'hosted_invoice',
  invoice: 'invoice',
  cardMandate: 'card_mandate',
  cardCharge: 'card_charge',
  refund: 'refund',
} as const;

type Metadata = Readonly<Record<string, string>> | null | undefined;

/** Our id on an object of Stripe's; null where there is none. */
export function ourId(metadata: Metadata, name: keyof typeof METADATA): string | null {
  return metadata?.[METADATA[name]] ?? null;
}
