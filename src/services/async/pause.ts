import type { Subscription } from './event.ts';
import type { Later } from './later.ts';

interface PauseDeps {
  readonly later: Later;
  readonly act: () => void;
  /** Milliseconds without a change after which it acts. */
  readonly pause?: number;
  /** It waits no longer than this in all. */
  readonly timeout?: number;
}

/** Acts once for a burst of changes, say of typing, when it has paused or goes on for too long. */
export class Pause {
  readonly #deps: Required<PauseDeps>;
  #quiet: Subscription | null = null;
  #longest: Subscription | null = null;

  constructor({ later, act, pause = 200, timeout = 1000 }: PauseDeps) {
    this.#deps = { later, act, pause, timeout };
  }

  /** Tells of a change. */
  soon(): void {
    const { later, pause, timeout } = this.#deps;
    const act = (): void => {
      this.dispose();
      this.#deps.act();
    };
    this.#quiet?.dispose();
    this.#quiet = later(pause, act);
    this.#longest ??= later(timeout, act);
  }

  /** Forgets what it waits for. */
  dispose(): void {
    this.#quiet?.dispose();
    this.#longest?.dispose();
    this.#quiet = this.#longest = null;
  }
}
