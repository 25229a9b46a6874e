/** Fills an example's variables from what there is. Knows nothing of the page: the tests run it as well. */

/**
 * Asks the queries of `example.fill` by `ask(query)`, which answers the data, and puts what it finds into a copy of
 * the variables. Answers `{ variables, missing }`; `missing` is the sentence of a fill that found nothing, or null.
 */
export async function fillVariables(example, ask) {
  const variables = structuredClone(example.variables ?? {});
  for (const fill of example.fill ?? []) {
    const data = await ask(fill.query);
    const found = objectsAt(data, fill.at.split('.')).find((object) => fits(object, fill));
    if (found === undefined) return { variables, missing: fill.none };
    for (const [place, source] of Object.entries(fill.set)) {
      const value = valueFrom(found, source);
      if (value === undefined || value.length === 0) return { variables, missing: fill.none };
      put(variables, place.split('.'), value);
    }
  }
  return { variables, missing: null };
}

/** All objects at the end of a way of member names, straight through lists; null leads nowhere. */
function objectsAt(from, way) {
  if (from === null || from === undefined) return [];
  if (Array.isArray(from)) return from.flatMap((item) => objectsAt(item, way));
  const [name, ...rest] = way;
  return name === undefined ? [from] : objectsAt(from[name], rest);
}

function fits(object, { has = {}, just = {} }) {
  const holds = ([list, wanted]) => wanted.every((item) => object[list]?.includes(item));
  return Object.entries({ ...has, ...just }).every(holds)
    && Object.entries(just).every(([list, wanted]) => object[list].length === wanted.length);
}

function valueFrom(object, source) {
  if (typeof source === 'string') return objectsAt(object, source.split('.'))[0];
  const members = objectsAt(object, source.of.split('.'));
  if (source.item === undefined) return members;
  return members.map((member) => Object.fromEntries(
    Object.entries(source.item).map(([name, value]) => [name, value === '$' ? member : value]),
  ));
}

function put(object, [name, ...rest], value) {
  if (rest.length === 0) object[name] = value;
  else put(object[name], rest, value);
}
