import type { FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { openPlainFile } from '../../adapters/files/plainFile.ts';

/** How often a growing file is looked at, in milliseconds. */
const interval = 500;
const pieceSize = 256 * 1024;

/**
 * Reads what is appended to a file, from its beginning on, whether or not it exists yet. Stays with
 * the file that it found, also when that is renamed.
 */
export class FileFollower {
  readonly #find: () => Promise<string | null>;
  readonly #onText: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #decoder = new StringDecoder('utf8');
  #file: FileHandle | null = null;
  #at = 0;
  #reading: Promise<void> = Promise.resolve();

  /** `find` tells where the file is, once there is one. */
  constructor(find: () => Promise<string | null>, onText: (text: string) => void) {
    this.#find = find;
    this.#onText = onText;
    this.#timer = setInterval(() => {
      this.#read();
    }, interval);
  }

  /** Reads what is left and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#read();
    await this.#reading;
    await this.#file?.close();
  }

  #read(): void {
    this.#reading = this.#reading.then(() => this.#readOn()).catch(() => undefined);
  }

  /** Fails where there is no file yet, which is no failure. */
  async #readOn(): Promise<void> {
    if (!this.#file) {
      const path = await this.#find();
      if (path === null) {
        return;
      }
      this.#file = await openPlainFile(path);
    }
    const buffer = Buffer.alloc(pieceSize);
    for (;;) {
      const { bytesRead } = await this.#file.read(buffer, 0, pieceSize, this.#at);
      if (bytesRead === 0) {
        return;
      }
      this.#at += bytesRead;
      this.#onText(this.#decoder.write(buffer.subarray(0, bytesRead)));
    }
  }
}
