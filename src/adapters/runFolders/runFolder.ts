import { join } from 'node:path';
import { currentUser } from '../system/currentUser.ts';

/** A socket's path is limited to 104 bytes on macOS. */
const longestSocket = 100;

/**
 * Where the sockets of folders with long paths are, but on Linux (see `openSocketPath`). Not in `$TMPDIR`, which differs between the
 * editor and a terminal. Everybody may write above it, so both sides check that it is private.
 */
const shortRoot = `/tmp/nextflow-secrets-${currentUser().id}`;

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

  /** What makes tasks in a cloud get their secrets. */
  get config(): string {
    return join(this.path, 'delivery.config');
  }

  get socket(): string {
    const own = join(this.path, 'control.sock');
    return process.platform === 'linux' || Buffer.byteLength(own) <= longestSocket
      ? own
      : join(shortRoot, `${this.run}.sock`);
  }
}
