/** What Nextflow's own files tell of a run (Nextflow 24.10.0). */

/** By what the files of a run are told from those of other runs in the same folder. */
export interface RunMark {
  /** Its id: in the command line of runs that have files of ours, and of all until 0.1.0. */
  readonly run: string;
  /** Nextflow's own name for it, say `happy_euler`; null where it is not known. */
  readonly runName: string | null;
  /** Nextflow's process; null where it is not known, or the number may have been another's. */
  readonly pid: number | null;
}

/**
 * Whether a log that begins so is the run's. The newest log may be another run's, which has another
 * name; before Nextflow has chosen one there is only its process to go by.
 */
export function isLogOf({ run, runName, pid }: RunMark, start: string): boolean {
  const [line = ''] = start.split('\n', 1);
  const named = runNameIn(start);
  if (line.includes(`/${run}/`)) {
    return true;
  }
  return runName !== null && named !== null
    ? named === runName
    : pid !== null && new RegExp(`^ {2}Process: ${pid}@`, 'm').test(start);
}

/** What Nextflow calls the run of a log that begins so; null before it says so. */
export function runNameIn(start: string): string | null {
  return / nextflow\.Session - Run name: (\S+)$/m.exec(start)?.[1] ?? null;
}

/** The folder of all tasks, as a log tells it near its beginning; null before it does. */
export function workRootOf(log: string): string | null {
  const [, root] = /Work-dir: (.+?)(?: \[[^\]]*\])?\r?$/m.exec(log) ?? [];
  return root ?? null;
}

/**
 * The session of a run, by which it can be resumed, from the text of `.nextflow/history`: a line a
 * run, with when, how long, name, status, revision, session, and command between tabs.
 */
export function sessionOf(run: RunMark, history: string): string | null {
  return cellsOf(run, history)?.[5] ?? null;
}

/** How a run ended, from the same text; null where Nextflow did not come to note it, as after a kill. */
export function outcomeInHistory(run: RunMark, history: string): 'succeeded' | 'failed' | null {
  switch (cellsOf(run, history)?.[3]) {
    case 'OK':
      return 'succeeded';
    case 'ERR':
      return 'failed';
    default:
      return null;
  }
}

function cellsOf({ run, runName }: RunMark, history: string): readonly string[] | undefined {
  return history
    .split('\n')
    .map(line => line.split('\t'))
    .findLast(
      ([, , name, , , , command]) =>
        (runName !== null && name === runName) || (command?.includes(`/${run}/`) ?? false),
    );
}
