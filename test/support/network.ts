import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The way to a server of this machine, byte for byte, which can be cut and mended. */
export class Network {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #whole = true;

  constructor(target: URL) {
    // Nothing waits for more to send: that would add what acknowledgements take.
    this.#server = createServer({ noDelay: true }, near => {
      if (!this.#whole) {
        near.destroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname).setNoDelay();
      near.pipe(far).pipe(near);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
    });
  }

  /** Leads to `http://127.0.0.1:41234`, whatever is spoken there. */
  static async to(target: string): Promise<Network> {
    const network = new Network(new URL(target));
    await new Promise<void>(done => network.#server.listen(0, '127.0.0.1', done));
    return network;
  }

  /** Say `127.0.0.1:41235`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks every connection, and every new one. */
  cut(): void {
    this.#whole = false;
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  mend(): void {
    this.#whole = true;
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }
}
