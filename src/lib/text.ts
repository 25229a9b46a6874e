/** Control characters, and what else ends a line. */
const NOT_IN_A_LINE = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;
/** Control characters but for tabs and line ends. */
const NOT_IN_A_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** What is wrong with a text of one line, as a sentence; null where nothing is. Lengths count characters (code points). */
export function problemOfLine(text: string, limits: { readonly min: number; readonly max: number }): string | null {
  return NOT_IN_A_LINE.test(text) ? 'It must be one line without control characters.' : problemOf(text, limits);
}

/** As `problemOfLine`, for a text that may have several lines. */
export function problemOfText(text: string, limits: { readonly min: number; readonly max: number }): string | null {
  return NOT_IN_A_TEXT.test(text) ? 'It must not have control characters other than tabs and line ends.' : problemOf(text, limits);
}

function problemOf(text: string, { min, max }: { readonly min: number; readonly max: number }): string | null {
  if (/\p{Cs}/u.test(text)) return 'It has half a character (a lone surrogate) in it.';
  const length = [...text].length;
  if (length >= min && length <= max) return null;
  return min === 0 || length > max ? `It must have at most ${max} characters.` : `It must have at least ${min} ${min === 1 ? 'character' : 'characters'}.`;
}
