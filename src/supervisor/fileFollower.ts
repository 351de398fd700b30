import { open } from 'node:fs/promises';

/** How often a growing file is looked at, in milliseconds. */
const interval = 500;

/** Reads what is appended to a file, from its beginning on, whether or not it exists yet. */
export class FileFollower {
  readonly #path: string;
  readonly #onText: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  #at = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(path: string, onText: (text: string) => void) {
    this.#path = path;
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
  }

  #read(): void {
    this.#reading = this.#reading.then(() => this.#readOn()).catch(() => undefined);
  }

  /** Fails where there is no file yet, which is no failure. */
  async #readOn(): Promise<void> {
    const file = await open(this.#path, 'r');
    try {
      const { size } = await file.stat();
      if (size > this.#at) {
        const buffer = Buffer.alloc(size - this.#at);
        const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#at);
        this.#at += bytesRead;
        this.#onText(buffer.toString('utf8', 0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }
}
