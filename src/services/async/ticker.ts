import type { Subscription } from './event.ts';
import type { Later } from './later.ts';

interface TickerDeps {
  readonly later: Later;
  /** Milliseconds until the next time; asked for at each. */
  readonly period: () => number;
  readonly act: () => void;
}

/** Does something again and again for as long as somebody sees it, beginning when it shows up. */
export class Ticker {
  readonly #deps: TickerDeps;
  #next: Subscription | null = null;

  constructor(deps: TickerDeps) {
    this.#deps = deps;
  }

  /** Says whether somebody sees it. */
  show(visible: boolean): void {
    if (!visible) {
      this.dispose();
    } else if (this.#next === null) {
      this.#tick();
    }
  }

  dispose(): void {
    this.#next?.dispose();
    this.#next = null;
  }

  #tick(): void {
    const { later, period, act } = this.#deps;
    // Before acting: what acts may say at once that somebody sees it.
    this.#next = later(period(), () => {
      this.#tick();
    });
    act();
  }
}
