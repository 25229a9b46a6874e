/** The text of a mail to a person: the greeting, what there is to say, line by line, and who says it. */
export function letter(person: string, lines: readonly string[]): string {
  return [`Dear ${person},`, '', ...lines, '', 'Karmayogi Marketplace'].join('\n');
}
