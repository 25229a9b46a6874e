import { Refused, type UserErrorItem } from '../../../lib/refusal.js';
import type { Verdict } from '../lifecycle.js';
import { SCORE_RANGE } from './stages.js';

/** A criterion of a stage's rubric and what a curator gave it, from 1 to 5. */
export interface Score {
  readonly criterion: string;
  readonly score: number;
}

/**
 * The scores of a decision by criterion. Refuses (INVALID) criteria that the stage's rubric does not have, one
 * scored twice, scores outside 1 to 5, and an approval that leaves a criterion out.
 */
export function scoresOf(verdict: Verdict, rubric: readonly string[], scores: readonly Score[]): Record<string, number> | Refused {
  const given = new Map<string, number>();
  const errors: UserErrorItem[] = [];
  const wrong = (message: string, ...path: string[]): void => {
    errors.push({ code: 'INVALID', message, path: ['input', 'scores', ...path] });
  };
  scores.forEach(({ criterion, score }, index) => {
    const at = String(index);
    if (!rubric.includes(criterion)) wrong(`The rubric of this stage has no criterion '${criterion}'; it has: ${rubric.join(', ')}.`, at, 'criterion');
    else if (given.has(criterion)) wrong(`The criterion '${criterion}' is scored twice.`, at, 'criterion');
    if (!Number.isInteger(score) || score < SCORE_RANGE.min || score > SCORE_RANGE.max) {
      wrong('A score is a whole number from 1 to 5.', at, 'score');
    }
    given.set(criterion, score);
  });
  const missing = rubric.filter((criterion) => !given.has(criterion));
  if (verdict === 'APPROVE' && missing.length > 0) wrong(`An approval scores every criterion of the rubric; missing: ${missing.join(', ')}.`);
  return errors.length > 0 ? new Refused(errors) : Object.fromEntries(given);
}
