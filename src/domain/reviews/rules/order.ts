/** The indexes of a longest strictly increasing subsequence (patience sorting). */
export function longestIncreasing(values: readonly number[]): number[] {
  /** Of each length, the index of the smallest value that a subsequence of that length ends with. */
  const ends: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    const at = ends.findIndex((end) => (values[end] ?? 0) >= value);
    const length = at === -1 ? ends.length : at;
    previous[index] = length === 0 ? -1 : (ends[length - 1] ?? -1);
    ends[length] = index;
  });
  const found: number[] = [];
  for (let at = ends.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) found.push(at);
  return found.reverse();
}
