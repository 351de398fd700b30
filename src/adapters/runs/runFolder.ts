import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket's path is limited to 104 bytes on macOS and 108 on Linux. */
const longestSocket = 100;

/** The files of one run's folder. */
export class RunFolder {
  readonly path: string;
  readonly run: string;

  constructor(root: string, run: string) {
    this.run = run;
    this.path = join(root, run);
  }

  get record(): string {
    return join(this.path, 'run.json');
  }

  get journal(): string {
    return join(this.path, 'journal.jsonl');
  }

  /** The run's output, redacted. */
  get console(): string {
    return join(this.path, 'console.log');
  }

  /** What the supervisor has to say of itself. */
  get log(): string {
    return join(this.path, 'supervisor.log');
  }

  get trace(): string {
    return join(this.path, 'trace.txt');
  }

  /** Held by the one process that owns the run or finishes it. */
  get lock(): string {
    return join(this.path, 'owner');
  }

  get socket(): string {
    const own = join(this.path, 'control.sock');
    return Buffer.byteLength(own) <= longestSocket
      ? own
      : join(tmpdir(), `nextflow-secrets-${process.getuid?.() ?? 0}`, `${this.run}.sock`);
  }
}
