import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ofAll, plainPs, processStat } from '../system/processes.ts';

/**
 * When each Nextflow that lives on this machine started, in milliseconds since 1970, UTC. Only
 * those that can be seen: a container hides the processes outside.
 */
export async function nextflowStarts(): Promise<readonly number[]> {
  return process.platform === 'linux' ? startsOnLinux() : startsElsewhere();
}

/**
 * Nextflow's launcher starts Java either with the class below or, in self-contained
 * distributions, with `-jar` and itself (24.10).
 */
function isNextflow(words: readonly string[]): boolean {
  const java = basename(words[0] ?? '') === 'java';
  const jar = words[words.indexOf('-jar') + 1] ?? '';
  return words.includes('nextflow.cli.Launcher') || (java && /^nextflow/.test(basename(jar)));
}

async function startsOnLinux(): Promise<readonly number[]> {
  const boot = /^btime (\d+)$/m.exec(await readFile('/proc/stat', 'utf8'))?.[1];
  const starts = await ofAll(async pid => {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return isNextflow(words) ? startOf(pid, Number(boot)) : null;
  });
  return starts.flatMap(({ answer }) => (answer === null ? [] : [answer]));
}

/** The kernel counts in hundredths of a second since boot, whatever its own clock (proc(5)). */
async function startOf(pid: string, boot: number): Promise<number> {
  const { startTicks } = await processStat(pid);
  return 1000 * boot + 10 * Number(startTicks);
}

async function startsElsewhere(): Promise<readonly number[]> {
  const listed = await plainPs(['-axo', 'lstart=,command=']);
  return listed.split('\n').flatMap(line => {
    const [, start, command] =
      /^(\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})\s+(.*)$/.exec(line.trim()) ?? [];
    return start && command && isNextflow(command.split(' ')) ? [Date.parse(`${start} UTC`)] : [];
  });
}
