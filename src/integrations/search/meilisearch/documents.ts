import type { SearchDocument } from '../../../domain/search/rules/engine.js';
import { plainText } from '../../../domain/search/rules/vocabulary.js';

/** Of a description only so much is searched, in code points: what the database's engine reads of it too. */
const DESCRIPTION_LENGTH = 10_000;

/** A course as an index keeps it. */
export type KeptDocument = { readonly [K in keyof SearchDocument]: SearchDocument[K] };

/** A document with its texts in the form in which searches are asked; all else as it is. */
export function keptOf(document: SearchDocument): KeptDocument {
  return {
    ...document,
    title: plainText(document.title),
    summary: plainText(document.summary),
    description: plainText([...document.description].slice(0, DESCRIPTION_LENGTH).join('')),
    providerName: plainText(document.providerName),
    competencyNames: document.competencyNames.map(plainText),
  };
}
