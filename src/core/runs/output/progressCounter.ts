import { refusalIn } from '../record/refusal.ts';
import {
  noProgress,
  noTasks,
  type ProcessTasks,
  type RunProgress,
  type TaskFailure,
} from '../record/runProgress.ts';
import { LineCutter } from './lineCutter.ts';
import { TaskLog } from './taskLog.ts';

type Counter = keyof typeof noTasks;
type End = 'completed' | 'cached' | 'failed' | 'aborted';

interface Task {
  readonly name: string;
  state: 'submitted' | End;
  exit: number | null;
  then: TaskFailure['then'] | null;
}

/** More failures than anybody reads; the newest are kept. */
const mostFailures = 20;
/** Nextflow's own lines are shorter, in characters; a task may print without ever ending one. */
const longestLine = 64 * 1024;

const submission =
  /(?:^|- )\[([0-9a-f]{2}\/[0-9a-f]{6}|skipping)\] (Submitted|Re-submitted|Cached|Stored) process > (.+)$/;
const note =
  /(?:^|- )\[([0-9a-f]{2}\/[0-9a-f]{6})\] NOTE: .* -- (Error is ignored|Execution is retried)/;
const launching = /^Launching `.*` \[([A-Za-z][\w-]*)\] /;

/**
 * Counts tasks from what a run says of itself: lines of standard output under `-ansi-log false`
 * at submission, entries of `.nextflow.log` at the end of a task (Nextflow 24.10.0). Tasks are told
 * apart by their hashes, so that what comes twice, say in the log too, counts once.
 */
export class ProgressCounter {
  readonly #tasks = new Map<string, Task>();
  readonly #processes = new Map<string, ProcessTasks>();
  #progress: RunProgress = noProgress;
  readonly #log = new TaskLog();
  /** Whether there is a log: without one, nothing is known of how tasks end. */
  #logged = false;
  readonly #output = new LineCutter(longestLine);
  /** Whether the next words are the cause of what ended the run. */
  #awaitsCause = false;

  get current(): RunProgress {
    return this.#progress;
  }

  /** Takes redacted output as it comes; returns whether anything changed. */
  output(chunk: string): boolean {
    const before = this.#progress;
    this.#output.push(chunk).forEach(line => {
      this.#line(line.trimEnd());
    });
    return this.#progress !== before;
  }

  /** Takes Nextflow's own log as it grows; returns whether anything changed. */
  log(chunk: string): boolean {
    const before = this.#progress;
    this.#logged ||= chunk !== '';
    this.#log.push(chunk).forEach(({ hash, name, failed, exit }) => {
      this.#set(hash, name, failed ? 'failed' : 'completed', exit);
    });
    return this.#progress !== before;
  }

  /**
   * Nextflow has ended. What it has not told the end of went well, or was noted as failed, if it
   * says that all is well; else it took those tasks along. Returns whether anything changed.
   */
  ended(how: 'succeeded' | 'failed'): boolean {
    const before = this.#progress;
    this.#tasks.forEach(({ name, state, then }, hash) => {
      if (state === 'submitted' && how === 'succeeded') {
        this.#set(hash, name, then === null ? 'completed' : 'failed', null);
      } else if (state === 'submitted' && this.#logged) {
        this.#set(hash, name, 'aborted', null);
      }
    });
    return this.#progress !== before;
  }

  #line(line: string): void {
    const submitted = submission.exec(line);
    const noted = note.exec(line);
    if (submitted) {
      const [, hash = '', verb, name = ''] = submitted;
      const done = verb === 'Cached' || verb === 'Stored';
      // What `storeDir` holds already has no work folder, and so no hash.
      this.#set(hash === 'skipping' ? name : hash, name, done ? 'cached' : 'submitted', null);
    } else if (noted) {
      this.#noted(noted[1] ?? '', noted[2] === 'Error is ignored' ? 'ignored' : 'retried');
    } else {
      this.#said(line);
    }
  }

  /** Collects what ended the run: its first line, and the first line of its cause. */
  #said(line: string): void {
    const [, error] = /^ERROR ~ (.+)$/.exec(line) ?? [];
    const refused = this.#progress.submitted === 0 ? refusalIn(line) : null;
    if (refused && this.#progress.error === null) {
      this.#progress = { ...this.#progress, error: refused.said, refused: refused.kind };
    } else if (error !== undefined && this.#progress.error === null) {
      this.#progress = { ...this.#progress, error };
    } else if (line === 'Caused by:') {
      this.#awaitsCause = true;
    } else if (this.#awaitsCause && line.trim() !== '') {
      this.#awaitsCause = false;
      const known = this.#progress.error;
      this.#progress = { ...this.#progress, error: `${known ? `${known}: ` : ''}${line.trim()}` };
    } else if (this.#progress.runName === null) {
      const [, runName] = launching.exec(line) ?? [];
      this.#progress = runName === undefined ? this.#progress : { ...this.#progress, runName };
    }
  }

  #set(key: string, name: string, state: Task['state'], exit: number | null): void {
    const known = this.#tasks.get(key);
    if (known && !isNews(known.state, state)) {
      return;
    }
    const task = known ?? { name, state, exit, then: null };
    this.#tasks.set(key, task);
    if (!known && state !== 'cached') {
      this.#count(name, 'submitted');
    }
    if (known && known.state !== 'submitted') {
      this.#count(name, known.state, -1);
    }
    if (state !== 'submitted') {
      this.#count(name, state);
    }
    task.state = state;
    task.exit = exit ?? task.exit;
    if (state === 'failed') {
      this.#failed(key, task);
    }
  }

  /** The note may come before the trace tells of the failure, and after. */
  #noted(hash: string, then: 'ignored' | 'retried'): void {
    const task = this.#tasks.get(hash);
    if (task?.then === null) {
      task.then = then;
      if (then === 'retried') {
        this.#count(task.name, 'retried');
      }
      if (task.state === 'failed') {
        this.#failed(hash, task);
      }
    }
  }

  #failed(hash: string, { name, exit, then }: Task): void {
    const failure: TaskFailure = { task: name, hash, exit, then: then ?? 'ended-run' };
    const others = this.#progress.failures.filter(other => other.hash !== hash);
    this.#progress = { ...this.#progress, failures: [...others, failure].slice(-mostFailures) };
  }

  #count(task: string, counter: Counter, by = 1): void {
    const name = processOf(task);
    const known = this.#processes.get(name) ?? { name, ...noTasks };
    this.#processes.set(name, { ...known, [counter]: known[counter] + by });
    this.#progress = {
      ...this.#progress,
      [counter]: this.#progress[counter] + by,
      processes: [...this.#processes.values()],
    };
  }
}

/** What completed may turn out to have failed, say for an output that is missing; nothing else changes. */
function isNews(known: Task['state'], state: Task['state']): boolean {
  return known === 'submitted'
    ? state !== 'submitted'
    : known === 'completed' && state === 'failed';
}

/** The process of a task: `RNASEQ:ALIGN (sample 3)` is one of `RNASEQ:ALIGN`. */
export function processOf(task: string): string {
  const tag = task.indexOf(' (');
  return tag < 0 ? task : task.slice(0, tag);
}
