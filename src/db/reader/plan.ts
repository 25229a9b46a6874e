import {
  Kind, typeFromAST, visit, type FieldNode, type FragmentDefinitionNode, type GraphQLInputType, type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql';
import { signatureOf } from './args.js';
import type { Compilation } from './compilation.js';
import { beginCompilation } from './compile.js';
import { rowWay } from './emit.js';
import type { Encoded } from './encode.js';
import type { Hole } from './fill.js';
import { observed } from './observe.js';
import { readsPublishedTables } from './published.js';
import { registryOf } from './registry.js';
import type { Run, ViewerClass } from './shape.js';
import { textWay } from './text.js';
import { viewerKey } from './viewer.js';

/** A compiled read: one statement whose one column `data` is JSON text, and how its parameters are made. */
export interface Plan {
  readonly text: string;
  /** The values of the text's parameters for one run; throws BAD_USER_INPUT where an argument cannot be meant. */
  readonly params: (run: Run) => Encoded[];
  /** Whether it reads a tenant's rows. */
  readonly tenant: boolean;
  /** What fills the holes of its text; null where it answers with JSON values for graphql-js: see the two ways of `Emitter`. */
  readonly holes: readonly Hole[] | null;
  /** Whether all it reads is what visitors read of the catalogue: nothing of the clock, of a search, or of anything else. */
  readonly published: boolean;
  /** Whether it may take long, so that nothing short should wait behind it. */
  readonly long: boolean;
  runs: number;
}

/** What a plan is made for, besides the selection: the kind of read and what it is of. */
export interface Target {
  /** Part of the plan's key: the kind of read and its types. */
  readonly key: string;
  /** Compared by identity: a field answered from two connections has plans for each. */
  readonly subject: unknown;
  /** The SQL expression giving the JSON. Must depend on nothing but the compilation. */
  readonly sql: (c: Compilation) => string;
}

/** What is known of a selected field of a document, whoever asks. */
interface Site {
  readonly nodes: readonly FieldNode[];
  readonly key: string;
  readonly subject: unknown;
  readonly variables: readonly { readonly name: string; readonly type: GraphQLInputType }[];
  readonly plans: Map<string, Plan>;
}

const MAX_PLANS = 64;
const MAX_SITES = 64;

/**
 * Sites by the operation's node: Apollo's document store gives the same parsed document for the same text, and
 * when it drops the document, its plans go with it.
 */
const sites = new WeakMap<OperationDefinitionNode, Site[]>();

/**
 * The plan for a field of an operation: compiled once for each class of viewers and each structure of the
 * variables used beneath the field (enums, booleans, which keys are there, lengths of lists of objects), and for each of the two ways.
 */
export function planFor(info: GraphQLResolveInfo, viewer: ViewerClass, target: Target, asText: boolean): Plan {
  const site = siteOf(info, target);
  let key = `${asText ? 'text' : 'rows'}:${viewerKey(viewer)}`;
  for (const { name, type } of site.variables) key += `|${signatureOf(type, info.variableValues[name])}`;
  let plan = site.plans.get(key);
  if (plan === undefined) {
    plan = compile(info, viewer, target, asText ? [] : null);
    if (site.plans.size >= MAX_PLANS) dropOldest(site.plans);
    site.plans.set(key, plan);
  }
  return plan;
}

function siteOf(info: GraphQLResolveInfo, target: Target): Site {
  let known = sites.get(info.operation);
  if (known === undefined) {
    known = [];
    sites.set(info.operation, known);
  }
  const found = known.find((site) => site.key === target.key && site.subject === target.subject && sameNodes(site.nodes, info.fieldNodes));
  if (found !== undefined) return found;
  const site: Site = {
    nodes: info.fieldNodes, key: target.key, subject: target.subject, variables: variablesUnder(info), plans: new Map(),
  };
  if (known.length >= MAX_SITES) known.shift();
  known.push(site);
  return site;
}

function sameNodes(some: readonly FieldNode[], others: readonly FieldNode[]): boolean {
  return some.length === others.length && some.every((node, index) => node === others[index]);
}

/** The operation's variables that are used by the field, by anything beneath it, or by fragments spread there. */
function variablesUnder(info: GraphQLResolveInfo): Site['variables'] {
  const used = new Set<string>();
  const spread = new Set<string>();
  const search = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable(each) { used.add(each.name.value); },
      FragmentSpread(each) {
        const name = each.name.value;
        const fragment = info.fragments[name];
        if (spread.has(name) || fragment === undefined) return;
        spread.add(name);
        search(fragment);
      },
    });
  };
  info.fieldNodes.forEach(search);
  return (info.operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    if (!used.has(name) || definition.kind !== Kind.VARIABLE_DEFINITION) return [];
    const type = typeFromAST(info.schema, definition.type);
    return type === undefined ? [] : [{ name, type: type as GraphQLInputType }];
  });
}

function compile(info: GraphQLResolveInfo, viewer: ViewerClass, target: Target, holes: Hole[] | null): Plan {
  const emit = holes === null ? rowWay : textWay(info, holes);
  const c = beginCompilation(info, registryOf(info.schema), viewer, emit);
  const sql = target.sql(c);
  const plan: Plan = {
    ...numbered(`select (${sql})::text as data`, c.w.params), tenant: c.tenant, published: !c.w.readsClock() && readsPublishedTables(sql),
    long: c.long, holes, runs: 0,
  };
  observed({ kind: 'compiled', text: plan.text });
  return plan;
}

/**
 * Numbers the parameters anew by those that the text uses: PostgreSQL refuses one that is sent and never used,
 * such as the limit of a list of which only `totalCount` is selected. The others are still made, so that a bad
 * argument is refused whatever is selected.
 */
function numbered(text: string, all: readonly ((run: Run) => Encoded)[]): Pick<Plan, 'text' | 'params'> {
  const used: number[] = [];
  const renumbered = text.replace(/\$(\d+)(?=::)/g, (_whole, digits: string) => {
    const index = Number(digits) - 1;
    const known = used.indexOf(index);
    return `$${known === -1 ? used.push(index) : known + 1}`;
  });
  return {
    text: renumbered,
    params: (run) => {
      const values = all.map((param) => param(run));
      return used.map((index) => values[index] ?? null);
    },
  };
}

function dropOldest(plans: Map<string, Plan>): void {
  for (const key of plans.keys()) {
    plans.delete(key);
    return;
  }
}
