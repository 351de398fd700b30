import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { OpenFolder } from '../adapters/files/ownFile.ts';
import { ensurePrivateFolder } from '../adapters/files/privateFolder.ts';
import { openSocketPath } from '../adapters/runFolders/openSocketPath.ts';
import type { RunFolder } from '../adapters/runFolders/runFolder.ts';
import { onLine } from '../adapters/system/onLine.ts';
import {
  parseMessage,
  protocolVersion,
  type Request,
  requestSchema,
} from '../core/runs/record/protocol.ts';
import { ControlSession, type ReportedRun } from './controlSession.ts';

/** What the clients of the control socket may ask of a run. */
export interface Controlled extends ReportedRun {
  stop(): void;
  attachShell(pid: number): void;
}

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
  readonly #clients = new Map<Socket, ControlSession>();

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
    this.#clients.forEach(session => {
      session.sendRecord();
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
    const session = new ControlSession(socket, this.#controlled);
    this.#clients.set(socket, session);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.#clients.delete(socket);
    });
    session.send({ type: 'hello', version: protocolVersion, run: this.#controlled.record.run });
    session.sendRecord();
    onLine(socket, longestRequest, line => {
      const request = line === '' ? null : parseMessage(requestSchema, line);
      if (request) {
        this.#answer(socket, session, request);
      }
    });
  }

  #answer(socket: Socket, session: ControlSession, request: Request): void {
    switch (request.type) {
      case 'hello':
        break;
      case 'follow':
        void session.follow(request.from).catch(() => socket.destroy());
        break;
      case 'stop':
        this.#controlled.stop();
        break;
      case 'lend':
        this.#controlled.attachShell(request.pid);
        break;
    }
  }
}
