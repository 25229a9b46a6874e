import { expect } from 'vitest';
import { buyersOf, buying, tryMutation, unhurried, wished, type Wish } from '../../support/buying.js';
import type { World } from '../../support/world.js';

/** A department of its own, with people who buy: tests of one file do not meet. */
export type Office = Awaited<ReturnType<typeof openOffice>>;

/** Opens offices one after another, each of another department. */
export function offices(w: World): () => Promise<Office> {
  let opened = 0;
  return async () => {
    opened += 1;
    const [row] = await w.owner<{ slug: string }[]>`
      select slug from organisation where kind = 'DEPARTMENT' and state_code = '07' and gstin is not null order by slug offset ${opened} limit 1`;
    if (row === undefined) throw new Error('no department is left');
    return openOffice(w, row.slug);
  };
}

async function openOffice(w: World, slug: string) {
  const buyers = await buyersOf(w, slug);
  const buys = buying(w, buyers);
  /** Expects a refusal: its code, the field it is about (none: ''), and what its sentence says. */
  async function refused(who: string, step: string, input: object, code: string, field: string, says: RegExp): Promise<void> {
    const { userErrors } = await tryMutation(w, who, `purchaseRequest${step}`, input);
    expect(userErrors.map((error) => [error.code, error.path.slice(1).join('.'), error.message]))
      .toEqual([[code, field, expect.stringMatching(says)]]);
  }
  return {
    slug, ...buyers, buys, refused, plan: await unhurried(w),
    /** Expects that a new request is refused. */
    refusesWish: (wish: Wish, code: string, field: string, says: RegExp): Promise<void> => refused(buyers.officer, 'Create', wished(wish), code, field, says),
  };
}
