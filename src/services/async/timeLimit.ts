/**
 * A signal that is aborted with another one, or after so many milliseconds; to be disposed. The one
 * way to limit a wait: Node 20 may lose the timeout inside of an `AbortSignal.any` when it collects
 * garbage, so that whoever waits for it waits for ever. One with a listener of its own it keeps.
 */
export class TimeLimit implements Disposable {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #timeout: AbortSignal;

  constructor(outer: AbortSignal, milliseconds: number) {
    this.#outer = outer;
    this.#timeout = AbortSignal.timeout(milliseconds);
    for (const source of [outer, this.#timeout]) {
      source.addEventListener('abort', this.#abort);
    }
    if (outer.aborted) {
      this.#abort();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const source of [this.#outer, this.#timeout]) {
      source.removeEventListener('abort', this.#abort);
    }
  }

  readonly #abort = (): void => {
    const source = this.#outer.aborted ? this.#outer : this.#timeout;
    this.#controller.abort(source.reason);
  };
}
