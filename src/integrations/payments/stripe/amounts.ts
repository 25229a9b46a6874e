/**
 * An amount for Stripe's interface, in the smallest unit of its currency. Refuses (RangeError) what JavaScript's numbers do not hold
 * exactly, and what is not above zero.
 */
export function amountOut(amount: bigint): number {
  if (amount <= 0n || amount > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`${amount} is no amount that can be asked for exactly.`);
  return Number(amount);
}

/** An amount of Stripe's. Refuses (RangeError) what is not a whole number that was read exactly. */
export function amountIn(amount: number): bigint {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is no amount that was read exactly.`);
  return BigInt(amount);
}
