import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

/** An answer of HTTP: a status and what is sent as JSON. */
export type Answer = readonly [status: number, body: object];

/**
 * The servers that give out Google's tokens, on this machine: of people, of federations, of
 * impersonations, and of a machine's own account. While it stands, every request that this process
 * makes to an address of Google's ends here, whatever host it is meant for.
 */
export class TokenServer {
  /** What was asked, say `oauth2.googleapis.com/token`. */
  readonly asked: string[] = [];
  /** What a path is answered instead of a token. */
  readonly answers = new Map<string, Answer>();
  readonly #server: Server;
  readonly #request = https.request;

  constructor() {
    this.#server = createServer((request, response) => {
      const [status, body] = this.#answer(request);
      const type = 'text' in body ? 'text/plain' : 'application/json';
      response.writeHead(status, { 'Metadata-Flavor': 'Google', 'Content-Type': type });
      response.end('text' in body ? body.text : JSON.stringify(body));
    });
  }

  static async start(): Promise<TokenServer> {
    const server = new TokenServer();
    await new Promise<void>(done => server.#server.listen(0, '127.0.0.1', done));
    server.#divert();
    return server;
  }

  /** Say `127.0.0.1:41234`, as `GCE_METADATA_HOST` names the metadata server. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    https.request = this.#request;
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #divert(): void {
    const { port } = this.#server.address() as AddressInfo;
    https.request = ((url: string, options: object) => {
      const { host, pathname, search } = new URL(url);
      const headers = { ...(options as { headers?: object }).headers, 'x-meant-for': host };
      const place = { protocol: 'http:', hostname: '127.0.0.1', host: '127.0.0.1', port };
      const local = { ...place, path: pathname + search, headers, agent: false };
      return httpRequest({ ...options, ...local });
    }) as typeof https.request;
  }

  #answer({ url = '', headers }: IncomingMessage): Answer {
    const path = `${String(headers['x-meant-for'] ?? 'metadata')}${url.replace(/\?.*/, '')}`;
    this.asked.push(path);
    const prepared = [...this.answers].find(([asked]) => path.endsWith(asked))?.[1];
    if (prepared) {
      return prepared;
    }
    if (path.endsWith('/service-accounts/default/email')) {
      return [200, { text: 'machine@research.iam.gserviceaccount.com' }];
    }
    if (path.endsWith('/project/project-id')) {
      return [200, { text: 'machine-project' }];
    }
    return path.endsWith(':generateAccessToken')
      ? [200, { accessToken: 'impersonated', expireTime: '2199-01-01T00:00:00Z' }]
      : [200, { access_token: 'given', expires_in: 3600, token_type: 'Bearer' }];
  }
}
