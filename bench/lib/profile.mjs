import { measure } from './load.mjs';

/** How many parts and functions are told of. */
const MOST = 14;

/** Measures ours under a profiler, an operation at a time, and tells where the processor's time went. */
export async function profileOurs(ours, operations, parts) {
  const told = [];
  for (const operation of operations) {
    await measure(ours, operation, { ...parts, seconds: 2, run: `v${Date.now().toString(36)}` });
    await answered(ours, { profile: 'start' });
    const { perSecond } = await measure(ours, operation, { ...parts, seconds: 5, run: `p${Date.now().toString(36)}` });
    const { profile } = await answered(ours, { profile: 'stop' });
    told.push({ operation: operation.name, ...digestOf(profile, perSecond * 5) });
  }
  return told;
}

function answered({ child }, message) {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.send(message);
  });
}

/** Self times of a profile: by part of the program and by function, in milliseconds of an answer. */
export function digestOf({ nodes, samples, timeDeltas }, answers) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map();
  const functions = new Map();
  samples.forEach((id, index) => {
    const { callFrame } = byId.get(id);
    if (callFrame.functionName === '(idle)') return;
    const milliseconds = timeDeltas[index] / 1000 / answers;
    const part = partOf(callFrame);
    const name = `${callFrame.functionName || '(anonymous)'} ${part}:${callFrame.lineNumber + 1}`;
    parts.set(part, (parts.get(part) ?? 0) + milliseconds);
    functions.set(name, (functions.get(name) ?? 0) + milliseconds);
  });
  const most = (map) => [...map].sort(([, a], [, b]) => b - a).slice(0, MOST).map(([what, milliseconds]) => ({ what, milliseconds }));
  return { whole: [...parts.values()].reduce((sum, each) => sum + each, 0), parts: most(parts), functions: most(functions) };
}

/** A package, a folder of ours, a part of Node, or what the engine does by itself. */
function partOf({ url, functionName }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'V8 and built-ins';
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (packaged !== null) return packaged[1];
  const ours = /\/dist\/(.*?)(?:\/[^/]*)?$/.exec(url);
  return ours === null ? url.replace(/^node:/, 'node:') : `dist/${ours[1]}`;
}

/** The digest as lines for a terminal. */
export function linesOf({ operation, whole, parts, functions }) {
  const line = ({ what, milliseconds }) => `  ${milliseconds.toFixed(4).padStart(8)} ms  ${(100 * milliseconds / whole).toFixed(1).padStart(5)} %  ${what}`;
  return [`${operation}: ${whole.toFixed(3)} ms of the processor an answer`, ...parts.map(line), ' functions', ...functions.map(line)].join('\n');
}
