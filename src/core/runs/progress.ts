import { noProgress, type RunProgress } from './run.ts';

/**
 * Counts tasks from what a run says of itself: lines of standard output under `-ansi-log false`
 * at submission, rows of the trace at the end of a task (Nextflow 24.10.0).
 */
export class ProgressCounter {
  #progress: RunProgress = noProgress;
  #output = '';
  #trace = '';
  #statusColumn = -1;

  get current(): RunProgress {
    return this.#progress;
  }

  /** Takes redacted output as it comes; returns whether a count changed. */
  output(chunk: string): boolean {
    const before = this.#progress;
    const lines = `${this.#output}${chunk}`.split('\n');
    this.#output = lines.pop() ?? '';
    for (const line of lines) {
      if (/^\[[0-9a-f]{2}\/[0-9a-f]{6}\] (Re-s|S)ubmitted process > /.test(line)) {
        this.#progress = { ...this.#progress, submitted: this.#progress.submitted + 1 };
      }
    }
    return this.#progress !== before;
  }

  /** Takes the trace file as it grows; returns whether a count changed. */
  trace(chunk: string): boolean {
    const before = this.#progress;
    const lines = `${this.#trace}${chunk}`.split('\n');
    this.#trace = lines.pop() ?? '';
    for (const line of lines) {
      this.#row(line.split('\t'));
    }
    return this.#progress !== before;
  }

  #row(cells: readonly string[]): void {
    if (this.#statusColumn < 0) {
      this.#statusColumn = cells.indexOf('status');
      return;
    }
    const { completed, cached, failed } = this.#progress;
    switch (cells[this.#statusColumn]) {
      case 'COMPLETED':
        this.#progress = { ...this.#progress, completed: completed + 1 };
        break;
      case 'CACHED':
        this.#progress = { ...this.#progress, cached: cached + 1 };
        break;
      case 'FAILED':
      case 'ABORTED':
        this.#progress = { ...this.#progress, failed: failed + 1 };
        break;
      default:
        break;
    }
  }
}
