import { z } from 'zod';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { emailInput, lineInput } from '../../../lib/textInput.js';

/** How many employees, or seats, one call takes. */
export const AT_ONCE = 100;

export const publicIdInput = z.string('An id is missing.').max(100, 'This is no id.');

export const employeeName = lineInput('The name', 1, 300);
export const employeeCode = lineInput('The employee code', 1, 60);

/** An e-mail address in small letters, as a department's register has it. */
export const employeeEmail = emailInput.transform((text) => text.toLowerCase()).refine((text) => text.length <= 254, 'The e-mail address may have at most 254 characters.');

/** An employee: one that the register has, by id, or somebody by his address, who is put into it. */
export const employeeBy = z.object({
  employeeId: publicIdInput.nullish(),
  person: z.object({ email: employeeEmail, name: employeeName, code: employeeCode.nullish() }).nullish(),
}).refine(({ employeeId, person }) => (typeof employeeId === 'string') !== (typeof person === 'object' && person !== null),
  'Name the employee by his id, or give him as a person: one of the two.');
export type EmployeeBy = z.output<typeof employeeBy>;

export const seatIds = z.array(publicIdInput).min(1, 'Name at least one seat.').max(AT_ONCE, `At most ${AT_ONCE} seats at once.`);

/** The uuid behind a public id of the input, or NOT_FOUND at its path. */
export function idAt(prefix: IdPrefix, id: string, what: string, path: readonly (string | number)[]): string | Refused {
  return uuidOf(prefix, id) ?? noSuch(what, path);
}

/** There is no such thing, or the actor may not know of it. */
export function noSuch(what: string, path: readonly (string | number)[]): Refused {
  return refuse('NOT_FOUND', `There is no such ${what}.`, path);
}
