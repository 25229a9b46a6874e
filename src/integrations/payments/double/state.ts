import type Stripe from 'stripe';
import { chanceOf } from '../../../lib/chance.js';

/** What the double knows, by the name that Stripe gives to each kind of object. Relations are ids; answers expand them where asked. */
export interface Tables {
  readonly customer: Map<string, Stripe.Customer>;
  readonly invoice: Map<string, Stripe.Invoice>;
  readonly invoiceitem: Map<string, Stripe.InvoiceItem>;
  readonly invoice_payment: Map<string, Stripe.InvoicePayment>;
  readonly payment_intent: Map<string, Stripe.PaymentIntent>;
  readonly charge: Map<string, Stripe.Charge>;
  readonly refund: Map<string, Stripe.Refund>;
  readonly dispute: Map<string, Stripe.Dispute>;
  readonly payout: Map<string, Stripe.Payout>;
  readonly balance_transaction: Map<string, Stripe.BalanceTransaction>;
  readonly setup_intent: Map<string, Stripe.SetupIntent>;
  readonly mandate: Map<string, Stripe.Mandate>;
  readonly payment_method: Map<string, Stripe.PaymentMethod>;
}
export type Kind = keyof Tables;
export type ObjectOf<K extends Kind> = Tables[K] extends Map<string, infer T> ? T : never;
export type AnyObject = ObjectOf<Kind>;

/** All that a double remembers of its account. */
export interface DoubleState {
  readonly tables: Tables;
  /** Which balance transactions went into which payout. */
  readonly paidOut: Map<string, string>;
  /** What happened, the oldest first. */
  readonly events: Stripe.Event[];
  readonly wishes: Wishes;
  /** Now, in whole seconds since 1970, as Stripe counts. */
  now(): number;
  /** The address at which the double is reached; pages are under it. */
  url(): string;
  /** A new id with its prefix, such as `pi_`. */
  newId(prefix: string, length?: number): string;
  /** Keeps that something happened to an object, with the object as it is at this moment. */
  happened(type: string, object: AnyObject, before?: object): void;
}

/** How the banks of the outside world answer next. */
export interface Wishes {
  /** The codes with which the next charges of saved cards are declined at once. */
  readonly declines: string[];
  /** Whether refunds wait to be settled, instead of arriving at once. */
  refundsWait: boolean;
  /** The most that one payment may be, in the smallest unit of its currency. */
  paymentMaximum: number;
}

export interface StateParts {
  readonly seed: number;
  readonly now: () => Date;
  readonly url: () => string;
  readonly happened: (state: DoubleState, type: string, object: AnyObject, before?: object) => void;
}

/** An account in which nothing has happened yet. */
export function emptyState({ seed, now, url, happened }: StateParts): DoubleState {
  const chance = chanceOf(seed);
  const state: DoubleState = {
    tables: {
      customer: new Map(), invoice: new Map(), invoiceitem: new Map(), invoice_payment: new Map(), payment_intent: new Map(), charge: new Map(),
      refund: new Map(), dispute: new Map(), payout: new Map(), balance_transaction: new Map(), setup_intent: new Map(), mandate: new Map(),
      payment_method: new Map(),
    },
    paidOut: new Map(),
    events: [],
    wishes: { declines: [], refundsWait: false, paymentMaximum: 99_999_999 },
    now: () => Math.floor(now().getTime() / 1000),
    url,
    newId: (prefix, length = 24) => `${prefix}${Array.from({ length }, () => chance.pick(LETTERS)).join('')}`,
    happened: (type, object, before) => { happened(state, type, object, before); },
  };
  return state;
}

const LETTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];

/**
 * An object of Stripe's own type of which the fields that nobody here reads are left out: the one place where the double says less than
 * the type promises. What is given is checked against the type.
 */
export function part<T extends object>(fields: Partial<T>): T {
  return fields as T;
}

/** Keeps a new object and answers it. */
export function keep<K extends Kind>(state: DoubleState, kind: K, object: ObjectOf<K> & { readonly id: string }): ObjectOf<K> {
  tableOf(state, kind).set(object.id, object);
  return object;
}

/** The objects of a kind, by id. */
export function tableOf<K extends Kind>(state: DoubleState, kind: K): Map<string, ObjectOf<K>> {
  return state.tables[kind] as unknown as Map<string, ObjectOf<K>>;
}

/** The objects of a kind for which something holds, the oldest first. */
export function allOf<K extends Kind>(state: DoubleState, kind: K, holds: (object: ObjectOf<K>) => boolean = () => true): ObjectOf<K>[] {
  return [...tableOf(state, kind).values()].filter(holds);
}

/** The object that a relation points to, which is always an id in the tables. */
export function related<K extends Kind>(state: DoubleState, kind: K, id: string | { readonly id: string } | null | undefined): ObjectOf<K> | null {
  if (id === null || id === undefined) return null;
  return tableOf(state, kind).get(typeof id === 'string' ? id : id.id) ?? null;
}
