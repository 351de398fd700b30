import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import addFormats from 'ajv-formats';
import { stringify } from 'lossless-json';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';
import { answerCall, type Call } from './platformCalls.ts';
import { answerWrongly, PlatformFaults } from './platformFaults.ts';
import { PlatformState } from './platformState.ts';
import { Refused } from './refused.ts';

const description = 'src/adapters/seqera/platform.openapi.yaml';

/** A request that a fake Platform was asked. */
export interface PlatformRequest {
  readonly operation: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/**
 * Seqera Platform on this machine, in memory. Each request, and each answer that is not a fault, is
 * held against the description of the API.
 */
export class FakePlatform {
  readonly state = new PlatformState();
  readonly faults = new PlatformFaults();
  readonly requests: PlatformRequest[] = [];
  /** What was not as the description says. */
  readonly problems: string[] = [];
  /** Milliseconds before each answer. */
  delay = 0;
  readonly #api: OpenAPIBackend;
  readonly #server: Server;

  constructor() {
    const definition = parse(readFileSync(description, 'utf8')) as Document;
    this.#api = new OpenAPIBackend({
      definition,
      // Compiles what a test asks for; that the description is one is a test of its own.
      quick: true,
      customizeAjv: ajv => {
        addFormats(ajv);
        return ajv;
      },
    });
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(port = 0): Promise<FakePlatform> {
    const platform = new FakePlatform();
    await platform.listen(port);
    return platform;
  }

  async listen(port = 0): Promise<void> {
    await this.#api.init();
    await new Promise<void>((done, fail) => {
      this.#server.once('error', fail);
      this.#server.listen(port, '127.0.0.1', done);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** As of an Enterprise installation, whose API is beside its pages. */
  get endpoint(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  /** How often an operation was asked for. */
  count(operation: string): number {
    return this.requests.filter(request => request.operation === operation).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) {
      pieces.push(piece as Buffer);
    }
    const body = Buffer.concat(pieces).toString();
    const url = request.url ?? '';
    const [path = '', query = ''] = url.replace(/^\/api/, '').split('?');
    const { method = 'GET', headers } = request;
    const asked = {
      method,
      path,
      query,
      headers: headers as Record<string, string>,
      body: json(body),
    };
    const operation = this.#api.matchOperation(asked)?.operationId ?? 'unknown';
    this.requests.push({ operation, url, headers, body });
    await new Promise(done => setTimeout(done, this.delay));
    const fault = this.faults.take(operation);
    if (fault && fault.kind !== 'lost') {
      answerWrongly(fault, response);
      return;
    }
    this.#check(`${method} ${path}`, this.#api.validateRequest(asked).errors);
    const { status, value } = this.#outcome({ operation, path, query, headers, body });
    if (fault) {
      answerWrongly(fault, response);
      return;
    }
    if (value !== undefined) {
      const errors = this.#api.validateResponse(
        json(stringify(value) ?? ''),
        operation,
        status,
      ).errors;
      this.#check(`${method} ${path} ${status}`, errors);
    }
    response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
    response.end(value === undefined ? '' : stringify(value));
  }

  #outcome(call: Call): { readonly status: number; readonly value: unknown } {
    try {
      const value = answerCall(this.state, call);
      return { status: value === undefined ? 204 : 200, value };
    } catch (error) {
      if (error instanceof Refused) {
        return { status: error.status, value: error.body };
      }
      throw error;
    }
  }

  #check(
    what: string,
    errors:
      readonly { readonly instancePath: string; readonly message?: string }[] | null | undefined,
  ): void {
    for (const { instancePath, message = '' } of errors ?? []) {
      this.problems.push(`${what}: ${instancePath} ${message}`);
    }
  }
}

function json(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}
