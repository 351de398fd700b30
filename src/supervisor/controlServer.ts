import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { type OpenFolder, openOwnFile } from '../adapters/files/ownFile.ts';
import { ensurePrivateFolder } from '../adapters/files/privateFolder.ts';
import { openSocketPath } from '../adapters/runFolders/openSocketPath.ts';
import type { RunFolder } from '../adapters/runFolders/runFolder.ts';
import { onLine } from '../adapters/system/onLine.ts';
import {
  type ControlEvent,
  formatMessage,
  parseMessage,
  protocolVersion,
  type Request,
  requestSchema,
} from '../core/runs/record/protocol.ts';
import type { RunRecord } from '../core/runs/record/runRecord.ts';
import type { ConsoleLog } from './nextflow/consoleLog.ts';

/** What the clients of the control socket may ask of a run. */
export interface Controlled {
  readonly record: RunRecord;
  readonly console: ConsoleLog;
  /** Path of the console's file. */
  readonly consolePath: string;
  stop(): void;
  attachShell(pid: number): void;
}

/** A client that has this much waiting is cut off; it may come back and read on. */
const longestQueue = 8 * 1024 * 1024;
const pieceSize = 64 * 1024;
/** No request of any version is longer, in characters. */
const longestRequest = 64 * 1024;
/** Each takes a file descriptor of the process that is to remove the copies. */
const mostClients = 128;

/** The control socket of a run: tells its state and output to every window, and takes its stop. */
export class ControlServer {
  readonly #server: Server;
  readonly #folder: RunFolder;
  #at: OpenFolder | null = null;
  readonly #controlled: Controlled;
  /** What ends the following of each client. */
  readonly #clients = new Map<Socket, AbortController>();

  constructor(folder: RunFolder, controlled: Controlled) {
    this.#folder = folder;
    this.#controlled = controlled;
    this.#server = createServer(socket => {
      this.#accept(socket);
    });
    this.#server.maxConnections = mostClients;
  }

  async listen(): Promise<void> {
    const { socket } = this.#folder;
    const made = await ensurePrivateFolder(dirname(socket));
    if (!made.ok) {
      throw new Error(`${dirname(socket)} is not a private folder`);
    }
    // A socket file that a dead supervisor left: its run is ours now.
    await rm(socket, { force: true });
    // Held open, because Node removes the socket by this path when it closes.
    const { path } = (this.#at = await openSocketPath(this.#folder));
    await new Promise<void>((resolve, reject) => {
      // One who cannot be let in, once we listen, is no trouble of the run.
      this.#server.on('error', reject);
      this.#server.listen(path, resolve);
    });
    await chmod(path, 0o600);
  }

  /** Sends the record to everyone who is connected. */
  publish(): void {
    const event: ControlEvent = { type: 'record', record: this.#controlled.record };
    this.#clients.forEach((_, client) => {
      send(client, event);
    });
  }

  /** Ends every connection once what was sent to it has gone out. */
  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#clients.forEach((_, client) => {
      client.end();
      setTimeout(() => client.destroy(), 1000).unref();
    });
    await closed;
    await this.#at?.close();
    await rm(this.#folder.socket, { force: true });
  }

  #accept(socket: Socket): void {
    const { record } = this.#controlled;
    this.#clients.set(socket, new AbortController());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.#clients.get(socket)?.abort();
      this.#clients.delete(socket);
    });
    send(socket, { type: 'hello', version: protocolVersion, run: record.run });
    send(socket, { type: 'record', record });
    onLine(socket, longestRequest, line => {
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
      case 'lend':
        this.#controlled.attachShell(request.pid);
        break;
    }
  }

  /**
   * Sends the console from a byte on, then what comes. What is on disk is read until all of it is
   * sent; from that very moment on what is written is told. So there is no gap, no overlap and no
   * queue. A client that asks again is sent that instead.
   */
  async #follow(socket: Socket, from: number): Promise<void> {
    const { console, consolePath } = this.#controlled;
    this.#clients.get(socket)?.abort();
    const following = new AbortController();
    const { signal } = following;
    this.#clients.set(socket, following);
    let at = from;
    while (at < console.size && !signal.aborted) {
      const reached = await sendFile(socket, consolePath, at, console.size, signal);
      if (reached === at) {
        break; // Somebody cut the file short.
      }
      at = reached;
    }
    if (!signal.aborted) {
      const unfollow = console.onText((start, text) => {
        send(socket, { type: 'output', from: start, text });
      });
      signal.addEventListener('abort', unfollow);
    }
  }
}

/** Sends a stretch of a file, whole characters at a time; gives the byte that was reached. */
async function sendFile(
  socket: Socket,
  path: string,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<number> {
  const file = await openOwnFile(path, 'read');
  try {
    const buffer = Buffer.alloc(pieceSize);
    let at = from;
    while (at < to && !signal.aborted) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(pieceSize, to - at), at);
      if (bytesRead === 0) {
        break;
      }
      const text = wholeCharacters(buffer.subarray(0, bytesRead));
      const message = formatMessage({ type: 'output', from: at, text });
      at += Buffer.byteLength(text);
      // Not more than a slow client takes in.
      await new Promise(resolve => socket.write(message, resolve));
    }
    return at;
  } finally {
    await file.close();
  }
}

/** The text of bytes without a character that is cut at their end. */
function wholeCharacters(bytes: Buffer): string {
  const decoder = new StringDecoder('utf8');
  const text = decoder.write(bytes);
  return text === '' ? decoder.end() : text;
}

function send(socket: Socket, event: ControlEvent): void {
  if (socket.writableLength > longestQueue) {
    socket.destroy();
  } else if (socket.writable) {
    socket.write(formatMessage(event));
  }
}
