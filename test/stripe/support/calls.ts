import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package's modules and their declarations. */
export const PACKAGE = path.dirname(fileURLToPath(import.meta.resolve('stripe')));

/** A call as the package makes it, and the method that does. */
export interface Call {
  readonly method: string;
  readonly path: RegExp;
  /** Whether the path names no object: such a call goes before one that does (`/v1/invoices/search` is no invoice). */
  readonly isPlain: boolean;
  /** The file of the class, without its ending, and the method in it. */
  readonly file: string;
  readonly className: string;
  readonly methodName: string;
}

const CLASS = /export class (\w+) extends StripeResource/;
/** A method of a resource: its name, and the verb and path that it asks for. */
const METHOD = /^ {4}(\w+)\([^)]*\) \{\n\s+return this\._makeRequest\('(\w+)', (?:'([^']+)'|`([^`]+)`)/gm;

/** Every call of the package's first interface, read off its own resources: nobody has to keep a list of what belongs to which path. */
export function callsOfPackage(): readonly Call[] {
  const folder = path.join(PACKAGE, 'resources');
  return readdirSync(folder).filter((name) => name.endsWith('.js')).flatMap((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const className = CLASS.exec(text)?.[1];
    if (className === undefined) return [];
    return [...text.matchAll(METHOD)].map(([, methodName = '', method = '', plain, template]) => ({
      method, methodName, className, file: path.join(folder, name.slice(0, -3)),
      path: new RegExp(`^${(plain ?? template ?? '').replace(/\$\{[^}]*\}/g, '[^/]+')}$`), isPlain: plain !== undefined,
    }));
  });
}

/** The call of a method and a path; null where the package has none. */
export function callOf(calls: readonly Call[], method: string, at: string): Call | null {
  const fitting = calls.filter((call) => call.method === method && call.path.test(at));
  return fitting.find(({ isPlain }) => isPlain) ?? fitting[0] ?? null;
}
