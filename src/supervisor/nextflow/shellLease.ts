import { setTimeout as pause } from 'node:timers/promises';
import { identify, isAlive } from '../../adapters/system/processes.ts';
import type { ProcessIdentity } from '../../core/runs/record/runRecord.ts';
import type { Exit } from './startNextflow.ts';

/** How often the shell is looked at, in milliseconds. */
const interval = 500;
/** How long copies wait for a shell that a window was about to open, in milliseconds. */
const timeout = 60_000;

/**
 * The hold that a terminal's shell has on the copies of its run. It is tied to the shell's process
 * and not to a window: a terminal outlives a reload, and a killed editor closes nothing.
 */
export class ShellLease {
  readonly #ended = new AbortController();
  readonly #attached: Promise<number>;
  #attach: (pid: number) => void = () => undefined;

  constructor() {
    this.#attached = new Promise(resolve => (this.#attach = resolve));
  }

  /** Says which process holds the copies; the first one does. */
  attach(pid: number): void {
    this.#attach(pid);
  }

  /** Takes the copies back while the shell lives. */
  end(): void {
    this.#ended.abort();
  }

  /** The shell, once it is known; null where none came in time, or it is over before. */
  async taken(): Promise<ProcessIdentity | null> {
    const late = new Promise<null>(resolve => {
      setTimeout(resolve, timeout, null).unref();
      this.#ended.signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    const pid = await Promise.race([this.#attached, late]);
    const shell = pid === null ? null : await identify(pid);
    return shell && (await isAlive(shell)) ? shell : null;
  }

  /** Resolves when the shell is gone, however it went, or the lease is over. */
  async over(shell: ProcessIdentity): Promise<Exit> {
    while (!this.#ended.signal.aborted && (await isAlive(shell))) {
      await pause(interval);
    }
    return { how: 'succeeded', code: null, signal: null };
  }
}
