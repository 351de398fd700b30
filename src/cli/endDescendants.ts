import { setTimeout as delay } from 'node:timers/promises';
import { ofAll, plainPs, processStat } from '../adapters/system/processes.ts';

/** How long programs that are asked to end have for it, in milliseconds. */
const timeout = 1000;
const step = 50;

/**
 * Ends the programs that still run for a command when all is said: one for credentials that does not
 * answer is stopped by no cloud's library, and would keep the command line from ending. Supervisors
 * lead groups of their own, and stay.
 */
export async function endDescendants(): Promise<void> {
  if (!process.getActiveResourcesInfo().includes('ProcessWrap')) {
    return;
  }
  const asked = await descendants().catch(() => []);
  asked.forEach(pid => tell(pid, 'SIGTERM'));
  for (let waited = 0; waited < timeout && asked.some(pid => tell(pid, 0)); waited += step) {
    await delay(step);
  }
  // Some are without their parents by now; and where one ends, a cloud's library may try the next,
  // which none can begin between these and our end.
  [...asked, ...(await descendants().catch(() => []))].forEach(pid => tell(pid, 'SIGKILL'));
  // Whatever has taken itself out of the group may hold the other end of a pipe.
  process.exit();
}

interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

/** The processes below this one that are in its group. */
async function descendants(): Promise<readonly number[]> {
  const all = await (process.platform === 'linux' ? listedOnLinux() : listedElsewhere());
  const group = all.find(({ pid }) => pid === process.pid)?.group;
  const below = (parent: number): readonly number[] =>
    all
      .filter(it => it.parent === parent && it.group === group)
      .flatMap(({ pid }) => [pid, ...below(pid)]);
  return below(process.pid);
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

function tell(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
