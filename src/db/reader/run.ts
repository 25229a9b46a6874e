import type { GraphQLResolveInfo } from 'graphql';
import { throwIfOver, type Ctx } from '../../context.js';
import { filled, NEVER_NULL, objectsIn, type Hole } from './fill.js';
import { isPublished, keptAnswer, readAtVersion, wantsVersions } from './kept.js';
import { planFor, type Target } from './plan.js';
import { answerOf } from './send.js';
import type { Run } from './shape.js';
import { viewerClassOf } from './viewer.js';
import { RowWayNeeded, TextAnswer, wantsText } from './way.js';

/**
 * Compiles (once) and runs the one statement that answers a field. Gives its JSON, completed by graphql-js; where text is wished for a
 * TextAnswer, or throws RowWayNeeded.
 */
export async function runTarget(ctx: Ctx, info: GraphQLResolveInfo, target: Target, given: unknown): Promise<unknown> {
  throwIfOver(ctx);
  const plan = planFor(info, viewerClassOf(ctx.actor), target, wantsText(info));
  const run: Run = { actor: ctx.actor, now: ctx.now(), variables: info.variableValues, given };
  const params = plan.params(run);
  const made = (data: string | null): unknown => {
    if (data === null) return null;
    return plan.holes === null ? JSON.parse(data) : textAnswer(ctx, plan.holes, run, data);
  };
  if (!isPublished(ctx, plan, given)) return made(await answerOf(ctx, plan, params));
  const asked = { ctx, plan, params, field: String(info.path.key) };
  const { holes } = plan;
  if (holes !== null) return keptAnswer(asked, (data) => (data === null ? null : textAnswer(ctx, holes, run, data)));
  return made(wantsVersions(ctx) ? (await readAtVersion(asked)).data : await answerOf(ctx, plan, params));
}

function textAnswer(ctx: Ctx, holes: readonly Hole[], { now, variables }: Run, data: string): TextAnswer {
  const text = textOf(ctx, holes, { now, variables }, data);
  if (text.includes(NEVER_NULL)) throw new RowWayNeeded('a null where there may be none');
  return new TextAnswer(text, objectsIn(text));
}

/** What throws while it is computed is an error of one field: the row way tells of which. */
function textOf(ctx: Ctx, holes: readonly Hole[], { now, variables }: Pick<Run, 'now' | 'variables'>, data: string): string {
  try {
    return filled(data, holes, { ctx, now, variables });
  } catch (error) {
    throw new RowWayNeeded('a value that could not be completed', error);
  }
}
