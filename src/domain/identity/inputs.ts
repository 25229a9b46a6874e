import { z } from 'zod';
import { emailInput } from '../../lib/textInput.js';
import { ROLES, SPECIALISMS } from './roles.js';

/** An e-mail address; whether somebody reads there shows when he accepts. */
export const email = emailInput;

export const roles = z.array(z.enum(ROLES, `A role is one of ${ROLES.join(', ')}.`), 'Give the roles as a list.')
  .min(1, 'Give at least one role.').max(20, 'Give each role once.');

export const specialisms = z.array(z.enum(SPECIALISMS, `A specialism is one of ${SPECIALISMS.join(', ')}.`), 'Give the specialisms as a list.')
  .max(20, 'Give each specialism once.').nullish().transform((list) => list ?? []);

/** An id as clients give it; it is decoded by the use case. */
export const publicIdInput = z.string('An id is missing.');
