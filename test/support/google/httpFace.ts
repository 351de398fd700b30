import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GoogleServer } from './googleServer.ts';
import { ServiceError } from './secretManager.ts';

/** The token that the metadata server gives a task, which nothing may keep or show. */
export const taskToken = 'ya29.canary-token_9-x';

const httpStatus: Readonly<Record<number, number>> = { 5: 404, 7: 403, 8: 429, 13: 500, 14: 503 };

/**
 * What a task on a machine of Google's sees over HTTP: the metadata server with the token of its
 * service account, and Secret Manager's REST form of a {@link GoogleServer}'s secrets.
 */
export class HttpFace {
  readonly #server: Server;
  readonly #google: GoogleServer;
  /** Every request's line, without its headers. */
  readonly requests: string[] = [];

  constructor(google: GoogleServer) {
    this.#google = google;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response); // Refusals are answers.
    });
  }

  static async start(google: GoogleServer): Promise<HttpFace> {
    const face = new HttpFace(google);
    await new Promise<void>(done => face.#server.listen(0, '127.0.0.1', done));
    return face;
  }

  /** Say `http://127.0.0.1:41234`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.requests.push(`${request.method ?? ''} ${path}`);
    try {
      const body = await this.#body(path, request);
      // The service writes JSON over several lines, the metadata server in one.
      const text = JSON.stringify(body, null, path.startsWith('/v1/') ? 2 : 0);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
    } catch (error) {
      const code = error instanceof ServiceError ? (httpStatus[error.code] ?? 401) : 500;
      response.writeHead(code).end(JSON.stringify({ error: { code } }, null, 2));
    }
  }

  #body(path: string, { headers }: IncomingMessage): object | Promise<object> {
    if (path === '/computeMetadata/v1/instance/service-accounts/default/token') {
      if (headers['metadata-flavor'] !== 'Google') {
        throw new ServiceError(7, 'Metadata-Flavor');
      }
      return { access_token: taskToken, expires_in: 3599, token_type: 'Bearer' };
    }
    if (headers.authorization !== `Bearer ${taskToken}`) {
      throw new ServiceError(16, 'authorization');
    }
    const name = /^\/v1\/(projects\/.*):access$/.exec(path)?.[1];
    if (name === undefined) {
      throw new ServiceError(5, path);
    }
    return this.#google.faults.around('accessSecretVersion', () => {
      const found = this.#google.service.accessSecretVersion(decodeURIComponent(name));
      const { data, dataCrc32c } = found.payload;
      const payload = { data: data.toString('base64'), dataCrc32c: String(dataCrc32c) };
      return { name: found.name, payload };
    });
  }
}
