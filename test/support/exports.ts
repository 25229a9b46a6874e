import { parse } from 'csv-parse/sync';
import type { CatalogueRow } from '../../src/domain/catalogue/rows/serialise.js';
import type { Who, World } from './world.js';

/** A download as it came. */
export interface Downloaded {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Downloads from an address under /export, as a person or a visitor. */
export async function downloaded(w: World, address: string, who: Who = null, membership?: string): Promise<Downloaded> {
  const response = await fetch(`${w.url}/export/${address}`, { headers: w.headers(who, membership) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The rows of a download of JSONL that must succeed. */
export async function exportedRows(w: World, address: string, who: Who = null): Promise<CatalogueRow[]> {
  const { status, text } = await downloaded(w, address, who);
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as CatalogueRow);
}

/** The records of a download of CSV, as a spreadsheet reads them. */
export async function exportedCells(w: World, address: string, who: Who = null): Promise<Record<string, string>[]> {
  const { status, text } = await downloaded(w, address, who);
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return parse(text, { columns: true });
}
