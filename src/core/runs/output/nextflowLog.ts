import { LineCutter } from './lineCutter.ts';

/** `Nov-25 01:54:33.599 [Task submitter] INFO  nextflow.Session - [81/6b826b] Submitted…` */
const entry = /^[A-Z][a-z]{2}-\d\d [\d:.]{12} \[.*?\] ([A-Z]+) +([\w.$]+) - (.*)$/;
const trouble = /^(WARN|ERROR)$/;
const stack = /^(\s+at |\s*\.\.\. \d+ (more|common)|Caused by: |[\w.]+(Exception|Error)\b)/;

/** A task's line, `[81/6b826b] Submitted process > A`, and ``Launching `main.nf` [happy_euler] DSL2``. */
const tag = /^(?:Launching `.*` )?\[([0-9a-f]{2}\/[0-9a-f]{6}|[a-z]+_[a-z]+)\] /gm;

/**
 * The last thing that a run's output names as its log does too: a task, `81/6b826b`, or before any
 * task the run, `happy_euler`; `last` where it names none.
 */
export function lastTag(output: string, last: string | null): string | null {
  return [...output.matchAll(tag)].at(-1)?.[1] ?? last;
}

/** The lines of whole lines that are Nextflow's own word on a task, and none that a task printed. */
export function taskLines(text: string): string {
  return text
    .split('\n')
    .filter(line => /^\[[0-9a-f]{2}\/[0-9a-f]{6}\] /.test(line))
    .map(line => `${line}\n`)
    .join('');
}

/** A longer line of the log is left out, in characters: half of one could hold half of a value. */
const longestLine = 1024 * 1024;
const leftOut = '[a line of the log is skipped: it is too long]';

/**
 * Gives what Nextflow would have printed from what it logs (`.nextflow.log`, Nextflow 24.10.0), for
 * a run whose output nobody reads any more. Begins after the entry that names `after`.
 */
export class NextflowLog {
  #after: string | null;
  readonly #lines = new LineCutter(longestLine, leftOut);
  #shown = false;

  constructor(after: string | null) {
    this.#after = after;
  }

  /** Takes the log as it grows; gives whole lines. */
  push(chunk: string): string {
    return this.#lines
      .push(chunk)
      .flatMap(line => this.#line(line))
      .map(line => `${line}\n`)
      .join('');
  }

  #line(line: string): readonly string[] {
    if (this.#after !== null) {
      this.#after = line.includes(`[${this.#after}] `) ? null : this.#after;
      return [];
    }
    const [, level = '', logger = '', message = ''] = entry.exec(line) ?? [];
    if (level === '') {
      return this.#shown && !stack.test(line) ? [line] : [];
    }
    const said = level === 'INFO' && logger.startsWith('nextflow.');
    this.#shown = said || trouble.test(level);
    return this.#shown ? [said ? message : `${level}: ${message}`] : [];
  }
}
