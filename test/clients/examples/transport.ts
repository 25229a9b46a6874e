// #region session
/** What your application knows about the person in front of it. */
export interface Session {
  /** The access token, or null for a visitor. */
  token(): Promise<string | null>;
  /** Gets a new access token from your sign-in; null when the person has to sign in again. */
  refresh(): Promise<string | null>;
  /** The id of the membership the person has chosen to act through; null for none, or when there is only one. */
  readonly membership: string | null;
}
// #endregion

// #region transport
const TRIES = 3;

/** A `fetch` that signs requests in, renews a token that has expired, and waits when it is told to. */
export function marketplaceFetch(session: Session, send: typeof fetch = fetch): typeof fetch {
  return async (address, init) => {
    let token = await session.token();
    let renewed = false;
    for (let tried = 1; ; tried += 1) {
      const headers = new Headers(init?.headers);
      if (token !== null) headers.set('authorization', `Bearer ${token}`);
      if (session.membership !== null) headers.set('x-membership', session.membership);
      const response = await send(address, { ...init, headers });
      if (response.status === 401 && token !== null && !renewed) {
        renewed = true;
        token = await session.refresh();
        if (token !== null) continue;
      }
      // Only an answer with Retry-After says for certain that nothing was done, so that a mutation may be sent again.
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      if (Number.isNaN(seconds) || tried >= TRIES) return response;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  };
}
// #endregion
