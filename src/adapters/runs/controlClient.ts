import { createConnection, type Socket } from 'node:net';
import {
  type ControlEvent,
  eventSchema,
  formatMessage,
  parseMessage,
  protocolVersion,
  type Request,
} from '../../core/runs/record/protocol.ts';
import { Emitter } from '../../services/async/event.ts';
import type { RunConnection } from '../../services/ports/runs/runHost.ts';
import { openSocketPath } from '../runFolders/openSocketPath.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { onLine } from '../system/onLine.ts';

/** No event of any version is longer, in characters. */
const longestEvent = 16 * 1024 * 1024;

/** Of a run's supervisor; `silent` is one that is there and does not answer. */
export type HelloAnswer = 'hello' | 'silent' | 'none';

/** A client of a run's control socket. */
export class ControlClient implements RunConnection {
  readonly #socket: Socket;
  readonly #event = new Emitter<ControlEvent>();
  readonly #closed = new Emitter<void>();
  readonly onEvent = this.#event.event;
  readonly onDidClose = this.#closed.event;
  /** What comes of the first hello, whenever that is. */
  readonly answer: Promise<HelloAnswer>;
  /** What came before anybody listened. */
  #early: ControlEvent[] | null = [];

  /** Use {@link open}. */
  constructor(socket: Socket, run: string) {
    this.#socket = socket;
    this.answer = new Promise(resolve => {
      socket.once('error', error => {
        socket.destroy();
        // The queue of those who wait to be let in is full.
        resolve(codeOf(error) === 'EAGAIN' ? 'silent' : 'none');
      });
      socket.once('close', () => {
        resolve('none');
        this.#closed.fire();
      });
      onLine(socket, longestEvent, line => {
        const event = parseMessage(eventSchema, line);
        if (event?.type === 'hello') {
          resolve(event.run === run ? 'hello' : 'none');
        } else if (event) {
          this.#take(event);
        }
      });
    });
    this.#send({ type: 'hello', version: protocolVersion });
  }

  /** Connects; what comes of it {@link answer} tells. */
  static async open(folder: RunFolder): Promise<ControlClient> {
    const at = await openSocketPath(folder);
    const socket = createConnection(at.path);
    for (const event of ['connect', 'close']) {
      socket.once(event, () => void at.close());
    }
    return new ControlClient(socket, folder.run);
  }

  /**
   * What the supervisor of this very run answers within the time that a signal gives; may be waited
   * for again.
   */
  answerBefore(signal: AbortSignal): Promise<HelloAnswer> {
    return new Promise(resolve => {
      const abort = (): void => {
        resolve(this.#socket.connecting ? 'none' : 'silent');
      };
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) {
        abort();
      }
      void this.answer.then(resolve);
    });
  }

  /** The caller subscribes in this turn; what came meanwhile follows after it. */
  listen(): void {
    setImmediate(() => {
      const early = this.#early ?? [];
      this.#early = null;
      early.forEach(event => {
        this.#event.fire(event);
      });
    });
  }

  follow(from: number): void {
    this.#send({ type: 'follow', from });
  }

  stop(): void {
    this.#send({ type: 'stop' });
  }

  attachShell(pid: number): void {
    this.#send({ type: 'lend', pid });
  }

  dispose(): void {
    this.#socket.destroy();
  }

  #take(event: ControlEvent): void {
    if (this.#early) {
      this.#early.push(event);
    } else {
      this.#event.fire(event);
    }
  }

  #send(request: Request): void {
    if (this.#socket.writable) {
      this.#socket.write(formatMessage(request));
    }
  }
}
