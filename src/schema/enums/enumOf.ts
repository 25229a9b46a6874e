/** The values of the domain as an enum that type-graphql can register: each under its own name. */
export function enumOf<Value extends string>(values: readonly Value[]): { [V in Value]: V } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };
}
