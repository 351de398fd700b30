/**
 * A signal that is aborted with another one, or after so many milliseconds; to be disposed. Instead of
 * `AbortSignal.any` with `AbortSignal.timeout`, which Node 20 may lose when it collects garbage, so
 * that whoever waits for it waits for ever.
 */
export class TimeLimit implements Disposable {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #timer: NodeJS.Timeout;

  constructor(outer: AbortSignal, milliseconds: number) {
    this.#outer = outer;
    this.#timer = setTimeout(() => {
      this.#controller.abort(new DOMException('it took too long', 'TimeoutError'));
    }, milliseconds);
    outer.addEventListener('abort', this.#abort);
    if (outer.aborted) {
      this.#abort();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => {
    this.#controller.abort(this.#outer.reason);
  };
}
