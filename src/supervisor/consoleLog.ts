import { createWriteStream, type WriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsent } from '../adapters/errors.ts';

/** The run's redacted output on disk, and whoever follows it. */
export class ConsoleLog {
  readonly #stream: WriteStream;
  readonly #listeners = new Set<(from: number, text: string) => void>();
  #size: number;

  /** Use {@link open}. */
  constructor(path: string, size: number) {
    this.#size = size;
    this.#stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  }

  /** Opens a log at its end: a run that is adopted goes on where its supervisor stopped. */
  static async open(path: string): Promise<ConsoleLog> {
    try {
      return new ConsoleLog(path, (await stat(path)).size);
    } catch (error) {
      if (!isAbsent(error)) {
        throw error;
      }
      return new ConsoleLog(path, 0);
    }
  }

  /** Bytes so far: where the next text starts. */
  get size(): number {
    return this.#size;
  }

  write(text: string): void {
    if (text === '') {
      return;
    }
    const from = this.#size;
    this.#size += Buffer.byteLength(text);
    this.#stream.write(text);
    this.#listeners.forEach(listener => {
      listener(from, text);
    });
  }

  onText(listener: (from: number, text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once everything is on its way to the disk. */
  close(): Promise<void> {
    return new Promise(resolve => {
      this.#stream.end(() => {
        resolve();
      });
    });
  }
}
