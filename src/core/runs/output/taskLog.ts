import { LineCutter } from './lineCutter.ts';

/** How a task has ended, as Nextflow's own log tells it. */
export interface TaskEnd {
  /** Say `81/6b826b`. */
  readonly hash: string;
  readonly name: string;
  readonly failed: boolean;
  /** Its exit status; null where the log does not tell one. */
  readonly exit: number | null;
}

/** Lines of interest are shorter, and a log may have lines of megabytes. */
const longestLine = 8192;

/** Begins every entry, say `Nov-26 15:17:53.654 [Task monitor] DEBUG `: what tasks print has no such. */
const stamp = /^[A-Z][a-z]{2}-\d\d [\d:]{8}\.\d{3} \[[^\]]*\] DEBUG /;
/** `TaskHandler[jobId: 42; id: 3; name: RET; status: COMPLETED; exit: 3; error: -; workDir: /…]`. */
const completed =
  /Task completed > TaskHandler\[(?:.*?; )??id: \d+; name: (.*); status: [A-Z]+; exit: (\S+); error: (.*?); workDir: (.*?)(?: started: .*)?\]$/;
const refused = / - Handling unexpected condition for$/;
const which = /^ {2}task: name=(.*); work-dir=(.*)$/;
/** What an exit status is where there is none: Java's largest number. */
const noExit = 2_147_483_647;

/**
 * Reads the ends of tasks from `.nextflow.log` as it grows. A run's trace would tell them too, but it
 * is the pipeline's own: its file, columns and separator are settings of it, and there is one only.
 * Seen on Nextflow 23.10.1 and 24.10.0.
 */
export class TaskLog {
  readonly #lines = new LineCutter(longestLine);
  /** Whether the next line names a task that has failed. */
  #awaitsTask = false;

  push(chunk: string): readonly TaskEnd[] {
    return this.#lines.push(chunk).flatMap(line => this.#line(line.trimEnd()) ?? []);
  }

  #line(line: string): TaskEnd | null {
    const awaited = this.#awaitsTask;
    this.#awaitsTask = stamp.test(line) && refused.test(line);
    if (awaited) {
      // Told of every failure, also of one that shows in no exit status, say an output that is missing.
      const [, name = '', folder = ''] = which.exec(line) ?? [];
      return endOf(folder, { name, failed: true, exit: null });
    }
    return stamp.test(line) ? completion(line) : null;
  }
}

function completion(line: string): TaskEnd | null {
  const [, name = '', status = '', error = '', folder = ''] = completed.exec(line) ?? [];
  const exit = /^\d+$/.test(status) && Number(status) !== noExit ? Number(status) : null;
  return endOf(folder, { name, failed: error !== '-' || (exit !== null && exit !== 0), exit });
}

/** A task's folder ends in its hash, which Nextflow cuts in two: `…/81/6b826b5c1…`. */
function endOf(folder: string, task: Omit<TaskEnd, 'hash'>): TaskEnd | null {
  const [, first, second] = /\/([0-9a-f]{2})\/([0-9a-f]{6})[0-9a-f]*\/?$/.exec(folder) ?? [];
  return first !== undefined && second !== undefined
    ? { hash: `${first}/${second}`, ...task }
    : null;
}
