import { z } from 'zod';
import { lineInput, linesInput } from '../../lib/textInput.js';
import { REGISTRATION_KINDS } from './lifecycle.js';

/** The fields that an application and a later change have in common; each as it is kept. */
export const name = lineInput('The name', 1, 300);
export const about = linesInput('The text about the organisation', 0, 4000);
export const website = z.string('The website must be an address.').max(2000, 'The website may have at most 2000 characters.')
  .refine(isWebAddress, 'The website must be an address that begins with https:// or http://.');
export const address = linesInput('The address', 0, 500);
export const gstin = lineInput('The GSTIN', 1, 30).transform((text) => text.toUpperCase());
export const stateCode = z.string('The state must be a code.').regex(/^\d\d$/, 'The state is a GST state code of two digits.');
export const registrationKind = z.enum(REGISTRATION_KINDS, `The register is one of ${REGISTRATION_KINDS.join(', ')}.`);
export const registrationNumber = lineInput('The registration number', 1, 60).transform((text) => text.toUpperCase());
export const reason = linesInput('The reason', 1, 2000);

/** An id as clients give it; it is decoded by the use case. */
export const publicIdInput = z.string('An id is missing.');

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text) || text.includes('\u0000')) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
