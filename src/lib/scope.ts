/** Who is asking, in the widest sense: what row-level security is told with each transaction. */
export type Scope = 'visitor' | 'organisation' | 'staff' | 'system';

/** The settings that a transaction carries into the database for row-level security. */
export interface SessionScope {
  readonly scope: Scope;
  readonly userId: string | null;
  readonly organisationId: string | null;
}
