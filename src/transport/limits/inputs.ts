import { LIMITS, type LimitReached } from './limits.js';
import { inputListReached } from './shape.js';

/** The first limit that the variables of a request pass, or null: length of lists, and levels of nesting. */
export function variablesLimit(variables: unknown): LimitReached | null {
  return check(variables, 0);
}

function check(value: unknown, depth: number): LimitReached | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > LIMITS.inputDepth) {
    const advice = 'Flatten the input.';
    return { name: 'levels of nesting in variables', maximum: LIMITS.inputDepth, actual: depth, advice };
  }
  if (Array.isArray(value) && value.length > LIMITS.inputList) return inputListReached(value.length);
  for (const inner of Object.values(value)) {
    const reached = check(inner, depth + 1);
    if (reached !== null) return reached;
  }
  return null;
}
