import { pino } from 'pino';
import { toolsOf } from './tools.mjs';
import { CONTENDERS, startContender } from './contenders.mjs';
import { provideData } from './data.mjs';
import { nodeFor } from './packages.mjs';
import { signIn } from './people.mjs';

/**
 * Makes ready what a run needs, runs `work` with it and puts everything away again: the data, PostgreSQL, the contenders of those
 * names, each with `knows(operation)`, the tokens.
 */
export async function withContenders(names, options, work) {
  const { say } = options;
  const node = nodeFor({ node: options.node, needs: Math.max(...names.map((name) => CONTENDERS[name].needs)) });
  const data = await provideData(options, pino({ level: 'warn' }, pino.destination(2)), say);
  const running = [];
  try {
    const { server, dataDir, owner, facts } = data;
    for (const name of names) {
      say(`starting ${name}: ${CONTENDERS[name].about}`);
      const started = await startContender(name, { server, dataDir, node: node.path, plant: options.plant ?? '' });
      running.push({ ...started, ...CONTENDERS[name] });
    }
    return await work({ node, contenders: running, server, owner, facts, tokens: await signIn(dataDir), tools: await toolsOf(owner), dataDir });
  } finally {
    for (const contender of running.reverse()) await contender.stop();
    await data.stop();
  }
}
