/** What a printer of documents takes: paper in words and figures, without a notion of what they mean. */
export interface Sheet {
  /** Shown by the reader's window, and at the head of every page but the first. */
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** The Indian date, 'YYYY-MM-DD', at whose noon the file says it was made: the printer reads no clock, so one sheet is one file. */
  readonly madeOn: string;
  readonly heading: string;
  /** What stands opposite the heading; null for nothing. */
  readonly marking: string | null;
  readonly blocks: readonly Block[];
  /** What stands at the foot of every page, opposite the page number. */
  readonly footer: string;
}

export type Block = PanelsBlock | TableBlock | SumsBlock | ProseBlock | SignatureBlock;

/** Framed boxes side by side. */
export interface PanelsBlock {
  readonly kind: 'panels';
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  /** A first line in bold; null for none. */
  readonly lead: string | null;
  readonly lines: readonly string[];
  readonly facts: readonly Fact[];
  /** Its part of the width, relative to the others'. */
  readonly share: number;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly title: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** A last row in bold; null for none. */
  readonly total: readonly Cell[] | null;
}

export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** Takes the width that the others leave, and wraps; the others are as wide as what is in them. */
  readonly flexible: boolean;
}

export interface Cell {
  readonly text: string;
  /** In small print beneath. */
  readonly notes: readonly string[];
}

/** Text on the left, a column of amounts on the right, the last of them in bold under a line. */
export interface SumsBlock {
  readonly kind: 'sums';
  readonly title: string;
  readonly text: string;
  readonly notes: readonly string[];
  readonly sums: readonly Fact[];
}

export interface ProseBlock {
  readonly kind: 'prose';
  readonly title: string | null;
  readonly paragraphs: readonly string[];
}

/** Room to sign, on the right. */
export interface SignatureBlock {
  readonly kind: 'signature';
  readonly signer: string;
  readonly role: string;
}
