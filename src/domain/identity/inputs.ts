import { z } from 'zod';
import { lineInput } from '../../lib/textInput.js';
import { ROLES, SPECIALISMS } from './roles.js';

const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/u;

/** An e-mail address, also one in letters other than Latin; whether somebody reads there shows when he accepts. */
export const email = lineInput('The e-mail address', 1, 254)
  .refine((text) => ADDRESS.test(text), 'This is no e-mail address.');

export const roles = z.array(z.enum(ROLES, `A role is one of ${ROLES.join(', ')}.`), 'Give the roles as a list.')
  .min(1, 'Give at least one role.').max(20, 'Give each role once.');

export const specialisms = z.array(z.enum(SPECIALISMS, `A specialism is one of ${SPECIALISMS.join(', ')}.`), 'Give the specialisms as a list.')
  .max(20, 'Give each specialism once.').nullish().transform((list) => list ?? []);

/** An id as clients give it; it is decoded by the use case. */
export const publicIdInput = z.string('An id is missing.');
