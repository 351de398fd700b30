import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SecretManager } from './secretManager.ts';

/** Google's Resource Manager, as far as it tests what a caller may do in a project. */
export class ResourceManager {
  readonly #server: Server;
  /** What was asked about, call by call. */
  readonly asked: (readonly string[])[] = [];
  /** An HTTP status with which it refuses, say 403 where the API is not enabled; null serves. */
  refusal: number | null = null;

  /** Knows the permissions that the secrets' service knows. */
  constructor(service: SecretManager) {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const known = /^\/v1\/projects\/[\w-]+:testIamPermissions$/.test(request.url ?? '');
        if (this.refusal !== null || !known) {
          response.writeHead(this.refusal ?? 404).end('{"error":{}}');
          return;
        }
        const { permissions: asked } = JSON.parse(Buffer.concat(parts).toString()) as {
          permissions: readonly string[];
        };
        this.asked.push(asked);
        const { permissions } = service.testIamPermissions(asked);
        // Left out where nothing is granted, as Google's JSON leaves empty lists out.
        response.end(JSON.stringify(permissions.length === 0 ? {} : { permissions }));
      });
    });
  }

  /** Say `127.0.0.1:41234`. */
  async start(): Promise<string> {
    await new Promise<void>(done => this.#server.listen(0, '127.0.0.1', done));
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
