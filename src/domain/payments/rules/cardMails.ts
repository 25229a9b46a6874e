import { formatIndianDate, type IndianDate } from '../../../lib/indianDate.js';
import { formatPaise } from '../../../lib/money.js';
import type { CardMandateState } from '../cards/lifecycle.js';
import type { CollectingAccountFacts } from './provider.js';

/** A mail but for whom it is to. */
export interface CardMail {
  readonly subject: string;
  readonly lines: readonly string[];
}

/** An instalment that is to be paid by transfer. */
export interface UnpaidInstalment {
  readonly department: string;
  /** Of the invoice. */
  readonly number: string;
  readonly seq: number;
  readonly dueOn: IndianDate;
  readonly unpaidPaise: bigint;
  /** The text for the remarks of the transfer. */
  readonly reference: string;
  /** Null where none is in force. */
  readonly account: CollectingAccountFacts | null;
}

/** That an instalment is not paid by the saved card, why, and how it is paid by transfer. */
export function instalmentMail(part: UnpaidInstalment, why: string): CardMail {
  const { department, number, seq, dueOn, unpaidPaise } = part;
  return {
    subject: `An instalment of ${department} is not paid by the saved card`,
    lines: [
      `Instalment ${seq} of the invoice ${number} is due on ${formatIndianDate(dueOn)}: ${formatPaise(unpaidPaise)} rupees of it are not paid, and it is not charged to the saved card (again).`,
      why, '', ...transferLines(part),
    ],
  };
}

function transferLines({ unpaidPaise, reference, account }: UnpaidInstalment): string[] {
  if (account === null) return ['Please pay it by transfer: paymentInstructions of the invoice says how.'];
  return [
    'Please pay it by transfer (NEFT, RTGS, PFMS):', `Account: ${account.accountName}, ${account.accountNumber}`, `Bank: ${account.bankName}, IFSC ${account.ifsc}`,
    `Amount: ${formatPaise(unpaidPaise)} rupees`, `Remarks: ${reference}`,
  ];
}

/** What is said of a charge that failed. */
export function failedCharge(reason: string | null): string {
  return `Why: ${reason ?? 'The bank of the card gave no reason.'}`;
}

/** What is said of an instalment above what a saved card is charged. */
export function aboveMaximum(maximumPaise: bigint): string {
  return `Why: a saved card is charged ${formatPaise(maximumPaise)} rupees at a time at most.`;
}

/** That a saved card is charged no more, or never will be. */
export function mandateMail(department: string, state: CardMandateState, reason: string | null): CardMail {
  const what = state === 'FAILED' ? 'The card that was to be saved for the next term cannot be charged.' : 'The saved card is not charged any more.';
  return {
    subject: `A saved card of ${department} is not charged`,
    lines: [what, ...(reason === null ? [] : [`Why: ${reason}`]), '', 'What falls due is paid by transfer: paymentInstructions of the invoice says how. Or save another card (cardMandateCreate).'],
  };
}
