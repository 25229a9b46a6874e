/** Of some people the one with the fewest assignments under way, the earliest id among equals; null of nobody. */
export function leastBusy(people: readonly string[], load: ReadonlyMap<string, number>): string | null {
  let chosen: string | null = null;
  for (const person of people) {
    if (chosen === null || before(person, chosen, load)) chosen = person;
  }
  return chosen;
}

function before(one: string, other: string, load: ReadonlyMap<string, number>): boolean {
  const [mine, his] = [load.get(one) ?? 0, load.get(other) ?? 0];
  return mine < his || (mine === his && one < other);
}
