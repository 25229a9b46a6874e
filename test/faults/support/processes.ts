import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started and that are there. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((other) => {
    try {
      const stat = readFileSync(`/proc/${String(other)}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return parent === String(pid) && state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  });
}

/** One number of what /metrics tells: the sum of a metric's lines, whatever their labels, or of those that hold `labels`. */
export async function metricOf(url: string, name: string, labels = ''): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line) && line.includes(labels));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
