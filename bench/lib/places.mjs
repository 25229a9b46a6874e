import path from 'node:path';

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');
export const BENCH = path.join(ROOT, 'bench');

/** A module of the built program; its paths are those of src/. */
export function built(name) {
  return import(new URL(`../../dist/${name}.js`, import.meta.url).href);
}
