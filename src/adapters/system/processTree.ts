import { setTimeout as delay } from 'node:timers/promises';
import { ofAll, plainPs, processStat } from './processes.ts';

/** How long programs that are asked to end have for it, in milliseconds. */
const timeout = 1000;
const step = 50;

/** The processes below these that are in the group of this process, as programs of a cloud's library are. */
export async function descendantsOf(parents: readonly number[]): Promise<readonly number[]> {
  const all = await (process.platform === 'linux' ? listedOnLinux() : listedElsewhere());
  const group = all.find(({ pid }) => pid === process.pid)?.group;
  const below = (parent: number): readonly number[] =>
    all
      .filter(it => it.parent === parent && it.group === group)
      .flatMap(({ pid }) => [pid, ...below(pid)]);
  return parents.flatMap(below);
}

/** Stops processes and all below them, so that none can start another one unseen; gives them all. */
export async function stopAll(roots: readonly number[]): Promise<readonly number[]> {
  let all = roots;
  for (let stopped = 0; stopped < all.length;) {
    all.slice(stopped).forEach(pid => send(pid, 'SIGSTOP'));
    stopped = all.length;
    all = [...new Set([...all, ...(await descendantsOf(all).catch(() => []))])];
  }
  return all;
}

/** Asks processes to end, also those that were stopped; resolves when they have, or have had their time for it. */
export async function askToEnd(pids: readonly number[]): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGCONT'] as const) {
    pids.forEach(pid => send(pid, signal));
  }
  for (let waited = 0; waited < timeout && pids.some(pid => send(pid, 0)); waited += step) {
    await delay(step);
  }
}

/** Sends a signal; whether there is such a process of ours. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

async function listedOnLinux(): Promise<readonly Listed[]> {
  const all = await ofAll(processStat);
  return all.map(({ pid, answer: { parent, group } }) => ({ pid, parent, group }));
}

async function listedElsewhere(): Promise<readonly Listed[]> {
  const lines = (await plainPs(['-axo', 'pid=,ppid=,pgid='])).trim().split('\n');
  return lines.map(line => {
    const [pid = 0, parent = 0, group = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, group };
  });
}
