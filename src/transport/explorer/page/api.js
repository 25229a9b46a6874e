/** Requests to our own server; addresses are relative, so that a path in front of the API does no harm. */

/** Sends an operation with these headers; answers the parsed body, whatever the status. */
export async function send(operation, headers) {
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
  });
  return response.json();
}

/** Answers the data of a query, or throws the first error's message. */
export async function ask(query, headers) {
  const { data, errors } = await send({ query }, headers);
  if (errors?.length > 0) throw new Error(errors[0].message);
  return data;
}

/** The demonstration people; development only. */
export async function demonstrationPeople() {
  return (await fetch('dev/people')).json();
}

const MEMBERSHIPS = `query Memberships {
  viewer { user { name } memberships { id roles organisation { name } } }
}`;

/** Signs in as a demonstration person: the token, and the memberships through which the person may act. */
export async function signIn(key) {
  const response = await fetch(`dev/token?as=${encodeURIComponent(key)}`);
  const { access_token: token, error } = await response.json();
  if (token === undefined) throw new Error(error);
  const { viewer } = await ask(MEMBERSHIPS, { authorization: `Bearer ${token}` });
  const { memberships } = viewer;
  return { key, name: viewer.user.name, token, memberships, membershipId: memberships[0]?.id ?? null };
}

/** The headers by which this person acts; none for a visitor. */
export function headersOf(person) {
  if (person === null) return {};
  const headers = { authorization: `Bearer ${person.token}` };
  // Whoever has one membership acts through it; whoever has several must say which.
  if (person.memberships.length > 1) headers['x-membership'] = person.membershipId;
  return headers;
}

/** The roles that this person holds through the chosen membership. */
export function rolesOf(person) {
  return person?.memberships.find(({ id }) => id === person.membershipId)?.roles ?? [];
}
