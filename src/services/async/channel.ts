/** Turns events that are pushed into values that are pulled, in order, none lost. */
export class Channel<T> {
  readonly #waiting: T[] = [];
  #closed = false;
  #wake: (() => void) | null = null;

  push(value: T): void {
    if (!this.#closed) {
      this.#waiting.push(value);
      this.#wake?.();
    }
  }

  /** What was pushed before is still delivered. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const [next] = this.#waiting.splice(0, 1);
      if (next !== undefined) {
        yield next;
      } else if (this.#closed) {
        return;
      } else {
        await new Promise<void>(resolve => (this.#wake = resolve));
      }
    }
  }
}
