import { type FileHandle, lstat } from 'node:fs/promises';
import { openOwnFile } from '../../adapters/files/ownFile.ts';
import { writeFully } from '../../adapters/files/writeFully.ts';
import { codeOf, isAbsent } from '../../adapters/system/codeOf.ts';

/** The console keeps no more than this many bytes of a run: a task that prints without end. */
const longest = 256 * 1024 * 1024;

type Listener = (from: number, text: string) => void;

/** The run's redacted output on disk, and whoever follows it. */
export class ConsoleLog {
  readonly #path: string;
  readonly #longest: number;
  readonly #listeners = new Set<Listener>();
  #file: FileHandle | null = null;
  #size: number;
  #writing: Promise<void> = Promise.resolve();
  /** Why text is left out just now: the system's code, or `too long`. */
  #leftOut: string | null = null;

  /** Use {@link open}. */
  constructor(path: string, size: number, most: number) {
    this.#path = path;
    this.#size = size;
    this.#longest = most;
  }

  /** Opens a log at its end: a run that is adopted goes on where its supervisor stopped. */
  static async open(path: string, most = longest): Promise<ConsoleLog> {
    try {
      return new ConsoleLog(path, (await lstat(path)).size, most);
    } catch (error) {
      if (!isAbsent(error)) {
        throw error;
      }
      return new ConsoleLog(path, 0, most);
    }
  }

  /** Bytes on disk: where the next text starts. */
  get size(): number {
    return this.#size;
  }

  /**
   * Resolves when the text is on disk, or is left out because it cannot be: a full disk does not
   * end a run. Writers who wait for it make no queue in memory.
   */
  write(text: string): Promise<void> {
    if (text === '') {
      return this.#writing;
    }
    this.#writing = this.#writing.then(() => this.#append(text));
    return this.#writing;
  }

  onText(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once everything is written. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close().catch(() => undefined);
    this.#file = null;
  }

  async #append(text: string): Promise<void> {
    try {
      if (this.#leftOut !== null && this.#leftOut !== tooLong) {
        await this.#put(`\n[output was skipped: ${this.#leftOut}]\n`);
        this.#leftOut = null;
      }
      if (this.#leftOut === null && this.#size + Buffer.byteLength(text) > this.#longest) {
        this.#leftOut = tooLong;
        await this.#put(`\n[the rest of the output is skipped: it is too long]\n`);
      }
      if (this.#leftOut === null) {
        await this.#put(text);
      }
    } catch (error) {
      this.#leftOut = codeOf(error);
      await this.#cutBack();
    }
  }

  /** Listeners hear of what stands on disk, so that positions are the same for everybody. */
  async #put(text: string): Promise<void> {
    this.#file ??= await openOwnFile(this.#path, 'append');
    await writeFully(this.#file, text);
    const from = this.#size;
    this.#size += Buffer.byteLength(text);
    this.#listeners.forEach(listener => {
      listener(from, text);
    });
  }

  /** Half a text that a full disk left must not shift what follows. */
  async #cutBack(): Promise<void> {
    try {
      await this.#file?.truncate(this.#size);
    } catch {
      // Nothing more can be done here; the next text is tried again.
    }
  }
}

const tooLong = 'too long';
