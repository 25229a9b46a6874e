import type { ZodType } from 'zod';
import { Refused, type UserErrorItem } from './refusal.js';

/** Checks an input against its schema; every wrong field becomes one INVALID error with its path. */
export function parseInput<T>(schema: ZodType<T>, input: unknown): T | Refused {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors: UserErrorItem[] = result.error.issues.map((issue) => ({
    code: 'INVALID', message: issue.message, path: ['input', ...issue.path.map(String)],
  }));
  return new Refused(errors);
}
