/** How every input that has one describes its idempotency key. */
export const IDEMPOTENCY_KEY = {
  description: 'A text of your choice, 1 to 100 characters, new for every new intent. Sent again with the same input it does nothing and answers what was made the first time (for 30 days).',
};
