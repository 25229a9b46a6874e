import type { Role } from '../../../domain/identity/roles.js';

/**
 * How a variable gets its value from the data there is: `query` is asked first, by the same person; the objects
 * found at `at` are looked through, and the first that fits fills the variables.
 */
export interface Fill {
  readonly query: string;
  /** The way from the answer's data to the objects: names with dots, straight through lists. */
  readonly at: string;
  /** Only an object whose list of this name has all of these. */
  readonly has?: Readonly<Record<string, readonly string[]>>;
  /** Only an object whose list of this name has these and no more. */
  readonly just?: Readonly<Record<string, readonly string[]>>;
  /** The variable, with dots; and the member of the object that it takes. */
  readonly set: Readonly<Record<string, string | FillEach>>;
  /** What to tell where nothing fits: what would have to be done first. */
  readonly none: string;
}

/** A list made of another: for each member of `of` an item, in which '$' stands for the member; without one, the members. */
export interface FillEach {
  readonly of: string;
  readonly item?: Readonly<Record<string, string | number>>;
}

/** An operation that the explorer offers. */
export interface Example {
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly about: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly fill?: readonly Fill[];
}

/** What one kind of caller can do, with the demonstration person who shows it. */
export interface ExampleGroup {
  readonly role: Role | 'VISITOR' | 'SIGNED_IN';
  /** The role in words. */
  readonly name: string;
  /** What the role may do. */
  readonly about: string;
  /** The key of a demonstration person; null where a visitor does. */
  readonly person: string | null;
  readonly examples: readonly Example[];
}
