import { createConnection, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import {
  type ControlEvent,
  eventSchema,
  formatMessage,
  parseMessage,
  protocolVersion,
  type Request,
} from '../../core/runs/record/protocol.ts';
import { Emitter } from '../../services/async/event.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import type { RunConnection } from '../../services/ports/ports.ts';
import { isPrivateFolder } from '../files/privateFolder.ts';
import { openSocketPath } from '../runFolders/openSocketPath.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { onLine } from '../system/onLine.ts';

/** A supervisor that does not say hello for so long counts as gone, in milliseconds. */
const timeout = 3000;
/** No event of any version is longer, in characters. */
const longestEvent = 16 * 1024 * 1024;

/** Connects to the supervisor of a run; `run-unreachable` where none answers. */
export async function connectTo(
  folder: RunFolder,
  signal: AbortSignal,
): Promise<Result<RunConnection, Failure>> {
  // Elsewhere than in the run's own folder somebody else's socket might stand.
  if (!(await isPrivateFolder(dirname(folder.socket)))) {
    return err({ kind: 'run-unreachable', run: folder.run });
  }
  const at = await openSocketPath(folder);
  const client = new ControlClient(createConnection(at.path));
  using limit = new TimeLimit(signal, timeout);
  const greeted = await client.greeted(folder.run, limit.signal);
  await at.close();
  if (greeted !== 'hello') {
    client.dispose();
    signal.throwIfAborted();
    const silent = greeted === 'silent' ? { silent: true as const } : {};
    return err({ kind: 'run-unreachable', run: folder.run, ...silent });
  }
  return ok(client);
}

class ControlClient implements RunConnection {
  readonly #socket: Socket;
  readonly #event = new Emitter<ControlEvent>();
  readonly #closed = new Emitter<void>();
  readonly #greeting = new Emitter<string>();
  readonly onEvent = this.#event.event;
  readonly onDidClose = this.#closed.event;
  /** What came before anybody listened. */
  #early: ControlEvent[] | null = [];

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.#closed.fire();
    });
    onLine(socket, longestEvent, line => {
      const event = parseMessage(eventSchema, line);
      if (event?.type === 'hello') {
        this.#greeting.fire(event.run);
      } else if (event && this.#early) {
        this.#early.push(event);
      } else if (event) {
        this.#event.fire(event);
      }
    });
    this.#send({ type: 'hello', version: protocolVersion });
  }

  /** Whether the supervisor of this very run says hello; `silent` where one is there and does not. */
  async greeted(run: string, signal: AbortSignal): Promise<'hello' | 'silent' | 'none'> {
    const greeted = await new Promise<'hello' | 'silent' | 'none'>(resolve => {
      this.#greeting.event(said => {
        resolve(said === run ? 'hello' : 'none');
      });
      this.#socket.once('error', error => {
        // The queue of those who wait to be let in is full.
        resolve(codeOf(error) === 'EAGAIN' ? 'silent' : 'none');
      });
      this.#closed.event(() => {
        resolve('none');
      });
      const abort = (): void => {
        resolve(this.#socket.connecting ? 'none' : 'silent');
      };
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) {
        abort();
      }
    });
    // The caller subscribes in this turn; what came meanwhile follows after it.
    setImmediate(() => {
      const early = this.#early ?? [];
      this.#early = null;
      early.forEach(event => {
        this.#event.fire(event);
      });
    });
    return greeted;
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

  #send(request: Request): void {
    if (this.#socket.writable) {
      this.#socket.write(formatMessage(request));
    }
  }
}
