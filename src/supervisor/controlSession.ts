import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { openOwnFile } from '../adapters/files/ownFile.ts';
import { type ControlEvent, formatEvent } from '../core/runs/record/protocol.ts';
import type { RunRecord } from '../core/runs/record/runRecord.ts';
import type { ConsoleLog } from './nextflow/consoleLog.ts';

/** What a client is told of. */
export interface ReportedRun {
  readonly record: RunRecord;
  readonly console: ConsoleLog;
  /** Path of the console's file. */
  readonly consolePath: string;
}

/** A client that has so many bytes waiting is told no more until it has taken them. */
const mostWaiting = 256 * 1024;
const pieceSize = 64 * 1024;

/**
 * What one client of the control socket is told. For one that does not read no queue grows: output
 * is on disk, from where it goes on when it reads again, and of records the newest is enough.
 */
export class ControlSession {
  readonly #socket: Socket;
  readonly #run: ReportedRun;
  #following = new AbortController();
  #followed: Promise<void> = Promise.resolve();
  #recordIsDue = false;

  constructor(socket: Socket, run: ReportedRun) {
    this.#socket = socket;
    this.#run = run;
    socket.on('drain', () => {
      if (this.#recordIsDue) {
        this.sendRecord();
      }
    });
    socket.once('close', () => {
      this.#following.abort();
    });
  }

  send(event: ControlEvent): void {
    if (this.#socket.writable) {
      this.#socket.write(formatEvent(event));
    }
  }

  /** Sends the record as it is now, or as it will be when the client has taken what waits for it. */
  sendRecord(): void {
    this.#recordIsDue = this.#isBehind;
    if (!this.#recordIsDue) {
      this.send({ type: 'record', record: this.#run.record });
    }
  }

  /**
   * Sends the console from a byte on, then what comes. What is on disk is read until all of it is
   * sent; from that very moment on what is written is told, until the client is behind and is sent
   * what is on disk again. So there is no gap and no overlap. A client that asks again is sent that
   * instead.
   */
  follow(from: number): Promise<void> {
    this.#following.abort();
    this.#following = new AbortController();
    const { signal } = this.#following;
    // One after the other, however many are asked for at once: each has a file open and a buffer.
    this.#followed = this.#followed.then(() =>
      signal.aborted ? undefined : this.#tell(from, signal),
    );
    return this.#followed;
  }

  async #tell(from: number, signal: AbortSignal): Promise<void> {
    const { console } = this.#run;
    let at = from;
    for (;;) {
      const reached = at < console.size ? await this.#sendFile(at, signal) : at;
      if (signal.aborted) {
        return;
      }
      // Somebody cut the file short where nothing could be read.
      at = reached === at || reached >= console.size ? await this.#live(signal) : reached;
    }
  }

  get #isBehind(): boolean {
    return this.#socket.writableLength > mostWaiting;
  }

  /** Sends what is written from now on; gives the first byte that a client that is behind was not sent. */
  #live(signal: AbortSignal): Promise<number> {
    return new Promise(resolve => {
      const end = (at: number): void => {
        unfollow();
        signal.removeEventListener('abort', abort);
        resolve(at);
      };
      const abort = (): void => {
        end(0);
      };
      const unfollow = this.#run.console.onText((from, text) => {
        if (this.#isBehind) {
          end(from);
        } else {
          this.send({ type: 'output', from, text });
        }
      });
      signal.addEventListener('abort', abort);
    });
  }

  /** Sends what is on disk, whole characters at a time; gives the byte that was reached. */
  async #sendFile(from: number, signal: AbortSignal): Promise<number> {
    const { console, consolePath } = this.#run;
    const file = await openOwnFile(consolePath, 'read');
    try {
      const buffer = Buffer.alloc(pieceSize);
      let at = from;
      while (at < console.size && !signal.aborted) {
        const length = Math.min(pieceSize, console.size - at);
        const { bytesRead } = await file.read(buffer, 0, length, at);
        if (bytesRead === 0) {
          break;
        }
        const text = wholeCharacters(buffer.subarray(0, bytesRead));
        const message = formatEvent({ type: 'output', from: at, text });
        at += Buffer.byteLength(text);
        // Not more than a slow client takes in.
        await new Promise(resolve => this.#socket.write(message, resolve));
      }
      return at;
    } finally {
      await file.close();
    }
  }
}

/** The text of bytes without a character that is cut at their end. */
function wholeCharacters(bytes: Buffer): string {
  const decoder = new StringDecoder('utf8');
  const text = decoder.write(bytes);
  return text === '' ? decoder.end() : text;
}
