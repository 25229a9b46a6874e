import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx as Context, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { auditChain } from '../domain/audit/chain.js';
import { auditEvents } from '../domain/audit/reads.js';
import { AuditChain, AuditEventConnection, AuditEventsArgs } from '../schema/audit.js';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, { description: 'The record, for auditors; an empty list for anybody else.' })
  auditEvents(@Args(() => AuditEventsArgs) _args: AuditEventsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, auditEvents);
  }

  @Query(() => AuditChain, { nullable: true, description: 'How far the record is sealed, for auditors; null for anybody else.' })
  auditChain(@Context() ctx: Ctx): Promise<unknown> {
    return auditChain(ctx);
  }
}
