/** What Nextflow's own files tell of a run (Nextflow 24.10.0). */

/** The name of a log in the launch folder; older ones are numbered: `.nextflow.log.1`. */
export const logName = /^\.nextflow\.log(\.\d+)?$/;

/**
 * Whether a log that begins so is the run's: its first line is the command line, which names a
 * trace in the run's own folder. The newest log may be another run's.
 */
export function isLogOf(run: string, head: string): boolean {
  const [line = ''] = head.split('\n', 1);
  return line.includes(`/${run}/`);
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
export function sessionOf(run: string, history: string): string | null {
  return cellsOf(run, history)?.[5] ?? null;
}

/** How a run ended, from the same text; null where Nextflow did not come to note it, as after a kill. */
export function endOf(run: string, history: string): 'succeeded' | 'failed' | null {
  switch (cellsOf(run, history)?.[3]) {
    case 'OK':
      return 'succeeded';
    case 'ERR':
      return 'failed';
    default:
      return null;
  }
}

function cellsOf(run: string, history: string): readonly string[] | undefined {
  return history
    .split('\n')
    .map(line => line.split('\t'))
    .find(([, , , , , , command]) => command?.includes(`/${run}/`) ?? false);
}
