import { describe, expect, test } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { refuse, type Outcome } from '../../../src/lib/refusal.js';
import { answer } from '../../../src/resolvers/answer.js';

const ctxOf = (kind: 'visitor' | 'system'): Ctx =>
  ({ actor: kind === 'visitor' ? { kind } : { kind, name: 'test' } }) as unknown as Ctx;
const outcome = async (value: Outcome<{ courseId: string }>): Promise<Outcome<{ courseId: string }>> => value;

describe('answer', () => {
  test('gives the ids of a success, and no errors', async () => {
    expect(await answer(ctxOf('system'), outcome({ courseId: 'x' }))).toEqual({ courseId: 'x', userErrors: [] });
  });
  test('gives the errors of a refusal', async () => {
    expect(await answer(ctxOf('system'), outcome(refuse('TAKEN', 'Take another.', ['slug']))))
      .toEqual({ userErrors: [{ code: 'TAKEN', message: 'Take another.', path: ['input', 'slug'] }] });
  });
  test('lets what is thrown pass', async () => {
    await expect(answer(ctxOf('system'), Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  });
  test('sends visitors to sign in, and does not begin a use case given as a function', async () => {
    let begun = false;
    const unauthenticated = { extensions: { code: 'UNAUTHENTICATED' } };
    await expect(answer(ctxOf('visitor'), async () => { begun = true; return { courseId: 'x' }; })).rejects.toMatchObject(unauthenticated);
    expect(begun).toBe(false);
    await expect(answer(ctxOf('visitor'), outcome({ courseId: 'x' }))).rejects.toMatchObject(unauthenticated);
    await expect(answer(ctxOf('visitor'), Promise.reject(new Error('a bug')))).rejects.toMatchObject(unauthenticated);
  });
});
