import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection, readList } from '../db/reader/read.js';
import { journalEntries, providerPayables, receivablesByAge } from '../domain/ledger/reads.js';
import { deferredRevenue, trialBalance } from '../domain/ledger/reports.js';
import { indianDateOf } from '../lib/indianDate.js';
import {
  DeferredRevenue, JournalEntriesArgs, JournalEntryConnection, ProviderPayable, ReceivablesByAge, TrialBalance,
} from '../schema/ledger.js';
import { DateScalar } from '../schema/scalars.js';

const ON = { nullable: true, description: 'The Indian day at whose end; today when absent.' };

const dayOf = (ctx: Ctx, on: string | null | undefined): string => on ?? indianDateOf(ctx.now());

@Resolver()
export class LedgerResolver {
  @Query(() => JournalEntryConnection, { description: 'The journal. Empty for whoever does not keep the books.' })
  journalEntries(@Args(() => JournalEntriesArgs) _args: JournalEntriesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, journalEntries);
  }

  @Query(() => TrialBalance, { nullable: true, description: 'The trial balance. Null for whoever does not keep the books.' })
  trialBalance(@Arg('on', () => DateScalar, ON) on: string | null, @Context() ctx: Ctx): Promise<TrialBalance | null> {
    return trialBalance(ctx, dayOf(ctx, on)) as Promise<TrialBalance | null>;
  }

  @Query(() => DeferredRevenue, { nullable: true, description: 'What is invoiced and not earned yet, by the months to come. Null for whoever does not keep the books.' })
  deferredRevenue(@Arg('on', () => DateScalar, ON) on: string | null, @Context() ctx: Ctx): Promise<DeferredRevenue | null> {
    return deferredRevenue(ctx, dayOf(ctx, on)) as Promise<DeferredRevenue | null>;
  }

  @Query(() => [ReceivablesByAge], { description: 'What departments owe us, by age. Empty for whoever does not keep the books.' })
  receivablesByAge(@Arg('on', () => DateScalar, ON) on: string | null, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readList(ctx, info, 'ReceivablesByAge', receivablesByAge, { on: dayOf(ctx, on) });
  }

  @Query(() => [ProviderPayable], { description: 'What we owe providers. Empty for whoever does not keep the books.' })
  providerPayables(@Arg('on', () => DateScalar, ON) on: string | null, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readList(ctx, info, 'ProviderPayable', providerPayables, { on: dayOf(ctx, on) });
  }
}
