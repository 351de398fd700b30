import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import type { ProcessIdentity } from '../../core/runs/record/runRecord.ts';
import { bounded } from '../../services/async/bounded.ts';
import { isAbsent, isShortage } from './codeOf.ts';

const bootId = '/proc/sys/kernel/random/boot_id';

/** Identifies a process of this machine now, so that a later one of its number is told apart. */
export async function identify(pid: number): Promise<ProcessIdentity> {
  const [startedAt, pidNamespace] = await Promise.all([startOf(pid), ownNamespace()]);
  return { pid, startedAt, host: hostname(), pidNamespace };
}

/**
 * Whether the very process that was identified still lives; a zombie does not. One of its number of
 * which no more can be known just now may be that: whoever takes it for dead takes its secrets away.
 */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return isThatProcess(identity).catch(() => true);
}

/** Throws where that cannot be known. */
async function isThatProcess({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const now = await startOf(pid);
  return now !== null && (startedAt === null || now === startedAt);
}

/**
 * Whether a process was identified where nothing can be known of it from here: on another machine,
 * or on this one, since it was started, among the processes of another container. `gone` are the
 * names of machines and containers of which somebody has said that they are no more.
 */
export async function isElsewhere(
  { host, startedAt, pidNamespace }: ProcessIdentity,
  gone: readonly string[] = [],
): Promise<boolean> {
  if (host === null || gone.includes(host)) {
    return false;
  }
  const boot = await readFile(bootId, 'utf8').catch(unlessShort(null));
  return boot !== null && startedAt?.startsWith(boot.trim()) === true
    ? pidNamespace !== null && !(await isSeen(pidNamespace))
    : host !== hostname();
}

/** Of the machine itself, from which the processes of every container are seen (Linux). */
const outermost = 'pid:[4026531836]';

/** Whether all processes of a numbering can be seen: it is ours, or has none any more. */
async function isSeen(pidNamespace: string): Promise<boolean> {
  const own = await ownNamespace();
  if (own === null || own === pidNamespace) {
    return true;
  }
  if (own !== outermost) {
    return false;
  }
  // Those of others are not told, and were no run of ours.
  const all = await ofAll(pid => readlink(`/proc/${pid}/ns/pid`));
  return all.every(({ answer }) => answer !== pidNamespace);
}

/** At most so many processes are looked at at a time: a login node has thousands. */
const concurrency = 16;

/**
 * What is told of each process (Linux): nothing where it has ended, or is somebody else's. Throws
 * where it cannot be told of ours.
 */
export async function ofAll<T>(
  tell: (pid: string) => Promise<T>,
): Promise<readonly { readonly pid: number; readonly answer: T }[]> {
  const pids = await readdir('/proc').catch((error: unknown) => {
    if (isAbsent(error)) {
      return []; // There is none on other systems.
    }
    throw error;
  });
  const all = await bounded(
    pids.filter(name => /^\d+$/.test(name)),
    concurrency,
    async pid => ({ pid: Number(pid), answer: await tell(pid).catch(unlessShort(null)) }),
    new AbortController().signal,
  );
  return all.flatMap(({ pid, answer }) => (answer === null ? [] : [{ pid, answer }]));
}

/** In which numbering we see processes; null where the system has one only. */
async function ownNamespace(): Promise<string | null> {
  return readlink('/proc/self/ns/pid').catch(unlessShort(null));
}

/**
 * Signals a process, or the whole group that it leads, if it is still the one that was identified;
 * its number may be somebody else's by now. Whether it was.
 */
export async function signalProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  whom: 'process' | 'group',
): Promise<boolean> {
  // What cannot be known to be that process is not signalled.
  if (!(await isThatProcess(identity).catch(() => false))) {
    return false;
  }
  try {
    process.kill(whom === 'group' ? -identity.pid : identity.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** When a process started, in a form that only it has; null where there is none. */
async function startOf(pid: number): Promise<string | null> {
  try {
    return process.platform === 'linux' ? await startOnLinux(pid) : await startElsewhere(pid);
  } catch (error) {
    return unlessShort(null)(error);
  }
}

/** What stands for an answer that an error is in the place of; throws where nothing can be known. */
function unlessShort<T>(otherwise: T): (error: unknown) => T {
  return error => {
    if (isShortage(error)) {
      throw error;
    }
    return otherwise;
  };
}

/** What `/proc` tells of a process (proc(5)): a zombie's state is `Z`, and it starts in ticks since boot. */
export async function processStat(pid: number | string) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in brackets, may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group] = fields;
  return { state, parent: Number(parent), group: Number(group), startTicks: fields[19] };
}

async function startOnLinux(pid: number): Promise<string | null> {
  const { state, startTicks } = await processStat(pid);
  if (state === 'Z' || startTicks === undefined) {
    return null;
  }
  const boot = await readFile(bootId, 'utf8');
  return `${boot.trim()} ${startTicks}`;
}

/**
 * What `ps` prints, in English and UTC: windows in other languages and time zones, and the same one
 * after the clocks have changed, are to say the same of one process.
 */
export async function plainPs(args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await promisify(execFile)('ps', [...args], { env, maxBuffer: 1 << 26 });
  return stdout;
}

async function startElsewhere(pid: number): Promise<string | null> {
  const line = (await plainPs(['-o', 'stat=,lstart=', '-p', String(pid)])).trim();
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}
