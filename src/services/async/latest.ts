/** Work of which only the latest counts. */
export class Latest {
  #abort = new AbortController();

  /**
   * Does work, and gives up what is under way. Null where this is given up in its turn: then what
   * becomes of it, an error too, is nobody's concern.
   */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    try {
      const done = await work(signal);
      return signal.aborted ? null : done;
    } catch (error) {
      if (signal.aborted) {
        return null;
      }
      throw error;
    }
  }
}
