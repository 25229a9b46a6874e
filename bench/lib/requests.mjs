/**
 * The headers and bodies by which an operation is asked of a contender, and how its answers read as ours do. They are the same for all,
 * but for PostGraphile, whose schema is its own.
 */
export function requestsOf(operation, { name }, { facts, tokens, tools }) {
  const headers = headersOf(operation, tokens);
  const asked = operation.variables(facts);
  if (name !== 'postgraphile') return { headers, bodies: asked.map((variables) => bodyOf(operation, variables)), read: (data) => data };
  const { document, variables, answer } = operation.postgraphile;
  return { headers, bodies: asked.map((each) => bodyOf({ name: operation.name, document }, variables(each, tools))), read: answer };
}

export function headersOf({ who }, tokens) {
  return {
    'content-type': 'application/json', accept: 'application/json',
    ...(who === null ? {} : { authorization: `Bearer ${tokens[who]}` }),
  };
}

export function bodyOf({ name, document }, variables) {
  return JSON.stringify({ operationName: name, query: document, variables });
}

/** Asks once and answers the text; throws where it is no good answer. */
export async function ask(url, headers, body) {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text.slice(0, 400)}`);
  const answer = JSON.parse(text);
  if (answer.errors !== undefined) throw new Error(`it answered errors: ${JSON.stringify(answer.errors).slice(0, 400)}`);
  return { text, answer };
}
