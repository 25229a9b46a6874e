import { creditNoteIssue } from '../../../src/domain/billing/creditNoteIssue.js';
import { invoiceIssue } from '../../../src/domain/billing/invoiceIssue.js';
import { invoiceWriteOff } from '../../../src/domain/billing/invoiceWriteOff.js';
import { recogniseRevenue } from '../../../src/domain/ledger/recogniseRevenue.js';
import { receiptAllocate } from '../../../src/domain/payments/receiptAllocate.js';
import { receiptConfirm } from '../../../src/domain/payments/receiptConfirm.js';
import { receiptRecord } from '../../../src/domain/payments/receiptRecord.js';
import { receiptReverse } from '../../../src/domain/payments/receiptReverse.js';
import { refundConfirm } from '../../../src/domain/payments/refundConfirm.js';
import { refundRecord } from '../../../src/domain/payments/refundRecord.js';
import { taxWithheldClaim } from '../../../src/domain/payments/taxWithheldClaim.js';
import { taxWithheldDisallow } from '../../../src/domain/payments/taxWithheldDisallow.js';
import { purchaseRequestApprove } from '../../../src/domain/procurement/purchaseRequestApprove.js';
import { purchaseRequestCreate } from '../../../src/domain/procurement/purchaseRequestCreate.js';
import { purchaseRequestOrder } from '../../../src/domain/procurement/purchaseRequestOrder.js';
import { purchaseRequestSanction } from '../../../src/domain/procurement/purchaseRequestSanction.js';
import { purchaseRequestSubmit } from '../../../src/domain/procurement/purchaseRequestSubmit.js';
import { purchaseRequestUpdate } from '../../../src/domain/procurement/purchaseRequestUpdate.js';
import { advanceSubscriptions } from '../../../src/domain/subscriptions/advanceSubscriptions.js';
import { employeeLeave } from '../../../src/domain/subscriptions/employeeLeave.js';
import { onSeatTransferMoved } from '../../../src/domain/subscriptions/onSeatTransferMoved.js';
import { seatMove } from '../../../src/domain/subscriptions/seatMove.js';
import { seatsAssign } from '../../../src/domain/subscriptions/seatsAssign.js';
import { seatsRelease } from '../../../src/domain/subscriptions/seatsRelease.js';
import { seatTransferAccept } from '../../../src/domain/subscriptions/seatTransferAccept.js';
import { seatTransferOffer } from '../../../src/domain/subscriptions/seatTransferOffer.js';
import { subscriptionCancel } from '../../../src/domain/subscriptions/subscriptionCancel.js';
import { subscriptionCancellationWithdraw } from '../../../src/domain/subscriptions/subscriptionCancellationWithdraw.js';

/** The use cases that a history goes through; a test of the test replaces one by a naive version. */
export const useCases = {
  creditNoteIssue, invoiceIssue, invoiceWriteOff, recogniseRevenue, receiptAllocate, receiptConfirm, receiptRecord, receiptReverse, refundConfirm,
  refundRecord, taxWithheldClaim, taxWithheldDisallow, purchaseRequestApprove, purchaseRequestCreate, purchaseRequestOrder, purchaseRequestSanction,
  purchaseRequestSubmit, purchaseRequestUpdate, advanceSubscriptions, employeeLeave, onSeatTransferMoved, seatMove, seatsAssign, seatsRelease,
  seatTransferAccept, seatTransferOffer, subscriptionCancel, subscriptionCancellationWithdraw,
};
export type UseCases = typeof useCases;
