import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { onLine } from '../adapters/lines.ts';
import {
  formatMessage,
  parseMessage,
  protocolVersion,
  requestSchema,
  type ControlEvent,
  type Request,
} from '../core/runs/protocol.ts';
import type { RunRecord } from '../core/runs/run.ts';
import type { ConsoleLog } from './consoleLog.ts';

/** What the clients of the control socket may ask of a run. */
export interface Controlled {
  readonly record: RunRecord;
  readonly console: ConsoleLog;
  /** Path of the console's file. */
  readonly consolePath: string;
  stop(): void;
}

/** A client that has this much waiting is cut off; it may come back and read on. */
const longestQueue = 8 * 1024 * 1024;
const pieceSize = 64 * 1024;

/** The control socket of a run: tells its state and output to every window, and takes its stop. */
export class ControlServer {
  readonly #server: Server;
  readonly #path: string;
  readonly #controlled: Controlled;
  readonly #clients = new Set<Socket>();

  constructor(path: string, controlled: Controlled) {
    this.#path = path;
    this.#controlled = controlled;
    this.#server = createServer(socket => {
      this.#accept(socket);
    });
  }

  async listen(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    // A socket file that a dead supervisor left: its owner's lock is ours now.
    await rm(this.#path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#path, resolve);
    });
    await chmod(this.#path, 0o600);
  }

  /** Sends the record to everyone who is connected. */
  publish(): void {
    const event: ControlEvent = { type: 'record', record: this.#controlled.record };
    this.#clients.forEach(client => {
      send(client, event);
    });
  }

  /** Ends every connection once what was sent to it has gone out. */
  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#clients.forEach(client => {
      client.end();
      setTimeout(() => client.destroy(), 1000).unref();
    });
    await closed;
    await rm(this.#path, { force: true });
  }

  #accept(socket: Socket): void {
    const { record } = this.#controlled;
    this.#clients.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#clients.delete(socket));
    send(socket, { type: 'hello', version: protocolVersion, run: record.run });
    send(socket, { type: 'record', record });
    onLine(socket, line => {
      const request = parseMessage(requestSchema, line);
      if (request) {
        this.#answer(socket, request);
      }
    });
  }

  #answer(socket: Socket, request: Request): void {
    switch (request.type) {
      case 'hello':
        break;
      case 'follow':
        void this.#follow(socket, request.from).catch(() => socket.destroy());
        break;
      case 'stop':
        this.#controlled.stop();
        break;
    }
  }

  /** Sends the console from a byte on, then what comes, without a gap or an overlap. */
  async #follow(socket: Socket, from: number): Promise<void> {
    const { console, consolePath } = this.#controlled;
    const waiting: { from: number; text: string }[] = [];
    let live = false;
    const unfollow = console.onText((at, text) => {
      if (live) {
        send(socket, { type: 'output', from: at, text });
      } else {
        waiting.push({ from: at, text });
      }
    });
    socket.once('close', unfollow);
    const reached = await sendFile(socket, consolePath, from, console.size);
    live = true;
    for (const piece of waiting.filter(({ from: at }) => at >= reached)) {
      send(socket, { type: 'output', ...piece });
    }
  }
}

/** Sends a stretch of a file, whole characters at a time; gives the byte that was reached. */
async function sendFile(socket: Socket, path: string, from: number, to: number): Promise<number> {
  if (from >= to) {
    return to;
  }
  const file = await open(path, 'r');
  try {
    const decoder = new TextDecoder();
    let at = from;
    while (at < to) {
      const buffer = Buffer.alloc(Math.min(pieceSize, to - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) {
        // Not on disk yet, although it was written.
        await new Promise(resolve => setTimeout(resolve, 10));
        continue;
      }
      const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
      send(socket, { type: 'output', from: at, text });
      at += bytesRead;
    }
    return at;
  } finally {
    await file.close();
  }
}

function send(socket: Socket, event: ControlEvent): void {
  if (socket.writableLength > longestQueue) {
    socket.destroy();
  } else if (socket.writable) {
    socket.write(formatMessage(event));
  }
}
