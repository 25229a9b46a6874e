import type { IndianDate } from '../../../lib/indianDate.js';
import { Telling, told, type Ask, type Say } from '../telling.js';
import * as documents from './operations.generated.js';

/** What the story is played on. */
export interface Stage {
  readonly ask: Ask;
  /** Sends a file to the address that was given for it. */
  readonly send: (url: string, text: string) => Promise<void>;
  /** Pays what a page of the card provider asks for. */
  readonly payByCard: (pageUrl: string) => Promise<void>;
  readonly clock: {
    today(): IndianDate;
    /** Moves on to a day to come, with what is done at its beginning; everybody signs in again. */
    moveTo(day: IndianDate): Promise<void>;
  };
}

export type Request = documents.YearRequestFragment;
export type Invoice = documents.YearInvoicesQuery['invoices']['nodes'][number];
export type Subscription = documents.YearSubscriptionsQuery['subscriptions']['nodes'][number];
export type Term = NonNullable<Subscription['currentTerm']>;
export type Access = NonNullable<documents.YearAccessQuery['courseAccess']>;

/** One telling of a department's year. */
export class Year extends Telling {
  subscriptionId = '';
  courseId = '';
  courseTitle = '';

  constructor(readonly stage: Stage, say: Say) {
    super(stage.ask, say);
  }

  /** A key under which a mutation is done once. */
  key(name: string): string {
    return `year-${this.suffix}-${name}`;
  }

  /** The department's subscription, and the term that runs. */
  async subscription(): Promise<Subscription & { readonly currentTerm: Term }> {
    const { subscriptions } = await this.ask('training-manager', documents.YearSubscriptionsDocument, {});
    const found = subscriptions.nodes.find(({ id }) => this.subscriptionId === '' || id === this.subscriptionId);
    told(found !== undefined, 'the department has no subscription');
    const { currentTerm } = found;
    told(currentTerm !== null, 'the subscription has no term');
    return { ...found, currentTerm };
  }

  /** The invoice of a total. */
  async invoiceOf(totalPaise: string): Promise<Invoice> {
    const { invoices } = await this.ask('procurement-officer', documents.YearInvoicesDocument, { subscriptionId: this.subscriptionId });
    const found = invoices.nodes.find(({ total }) => total.amountMinor === totalPaise);
    told(found !== undefined, `there is no invoice over ${totalPaise} paise, but over ${invoices.nodes.map(({ total }) => total.amountMinor).join(', ')}`);
    return found;
  }

  /** Whether a person may open the story's course. */
  async access(who: string): Promise<Access> {
    const { courseAccess } = await this.ask(who, documents.YearAccessDocument, { courseId: this.courseId });
    told(courseAccess !== null, `${who} is told nothing of the course`);
    return courseAccess;
  }
}

/** Stops the story where an amount is another than it tells, to the paisa. */
export function amounts(given: { readonly amountMinor: string }, paise: string, what: string): void {
  told(given.amountMinor === paise, `${what} is ${given.amountMinor} paise, not ${paise}`);
}
