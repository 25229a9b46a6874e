import type { PaymentProvider } from '../../domain/payments/rules/provider.js';

/** The remarks of PFMS, the Public Financial Management System, hold so many characters; those of banks hold more. */
const PFMS_REMARKS = 25;

/**
 * Payment by transfer to our own account (NEFT, RTGS, PFMS): built in, and ready without any other service. The money is told apart by
 * the reference in its remarks, which must fit those of PFMS and be of capitals and digits alone; refuses (RangeError)
 * one that is not.
 */
export const transfer: PaymentProvider = {
  rail: 'TRANSFER',
  ask: (payment) => {
    const remarks = payment.reference;
    if (remarks.length > PFMS_REMARKS || !/^[A-Z0-9]+$/.test(remarks)) throw new RangeError(`'${remarks}' does not fit the remarks of a transfer.`);
    return { ...payment, rail: 'TRANSFER', remarks };
  },
};
