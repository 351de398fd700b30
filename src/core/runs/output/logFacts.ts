import { workRootOf } from '../../leaks/nextflowFiles.ts';
import { LineCutter } from './lineCutter.ts';

/** Lines of interest are shorter, and a log may have lines of megabytes. */
const longestLine = 8192;

/**
 * What Nextflow's own log tells of where a run's tasks are (seen on Nextflow 23.10.1 and 24.10.0).
 * The trace has the beginnings of hashes only, and its columns are the pipeline's to choose.
 */
export class LogFacts {
  /** The folder of all tasks, which may be a URL. */
  workRoot: string | null = null;
  /** Names the folder of the run's cache. */
  session: string | null = null;
  /** Work folders of tasks that have ended. */
  readonly folders = new Set<string>();
  /** Beginnings of the paths of tasks below the root, say `7d/39c6d0`. */
  readonly hashes = new Set<string>();
  readonly #lines = new LineCutter(longestLine);

  push(chunk: string): void {
    this.#lines.push(chunk).forEach(line => {
      this.#line(line);
    });
  }

  #line(line: string): void {
    const task = /\[([0-9a-f]{2}\/[0-9a-f]{6})\] (?:Submitted|Re-submitted|Cached) process > /.exec(
      line,
    );
    if (task?.[1] !== undefined) {
      this.hashes.add(task[1]);
      return;
    }
    const ended = /TaskHandler\[.*; workDir: (\S.*?)(?: started: .*)?\]$/.exec(line);
    if (ended?.[1] !== undefined) {
      this.folders.add(ended[1]);
      return;
    }
    this.workRoot ??= workRootOf(line);
    this.session ??= /nextflow\.Session - Session UUID: ([0-9a-f-]{36})/i.exec(line)?.[1] ?? null;
  }
}
