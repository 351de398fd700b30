import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultQueues } from './faultQueues.ts';

/** How a call is to go wrong on its way to AWS. */
export type AwsFault =
  | 'throttle'
  | 'deny'
  /** Never answers. */
  | 'hang'
  /** The connection breaks before the service has heard. */
  | 'cut'
  /** The connection breaks after the service has done it: the answer is lost. */
  | 'lose'
  /** An error of the service's own. */
  | 'fail'
  /** `ListSecrets` answers as it did the last time. */
  | 'lag'
  /** `ListSecrets` answers with an empty page that is not the last. */
  | 'empty-page'
  /** The credentials have expired meanwhile. */
  | 'expire';

/** Stands before a server that speaks as AWS does: counts its calls, and makes some go wrong. */
export class AwsProxy extends FaultQueues<AwsFault> {
  readonly #target: string;
  readonly #server = createServer((request, response) => {
    void this.#handle(request, response).catch((error: unknown) => {
      response.destroy(error as Error);
    });
  });
  readonly #answers = new Map<string, string>();
  /** Milliseconds that every call takes longer. */
  latency = 0;

  constructor(target: string) {
    super();
    this.#target = target;
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  override reset(): void {
    super.reset();
    this.#answers.clear();
    this.latency = 0;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const action = actionOf(request, body);
    const fault = this.take(action);
    if (this.latency > 0) {
      await new Promise(resolve => setTimeout(resolve, this.latency));
    }
    if (fault === 'hang') {
      return;
    }
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    const error = fault && errors[fault];
    if (error) {
      const [status, type] = error;
      answer(response, status, JSON.stringify({ __type: type, message: `${type} of a test` }));
      return;
    }
    if (fault === 'empty-page') {
      answer(response, 200, JSON.stringify({ SecretList: [], ...nextOf(body) }));
      return;
    }
    await this.#forward(request, body, action, fault, response);
  }

  async #forward(
    request: IncomingMessage,
    body: string,
    action: string,
    fault: AwsFault | null,
    response: ServerResponse,
  ): Promise<void> {
    const headers = Object.entries(request.headers).filter(
      ([name]) => !['host', 'connection', 'content-length'].includes(name),
    );
    const send: Send = (text, overrides = {}) =>
      fetch(`${this.#target}${request.url ?? '/'}`, {
        method: request.method ?? 'POST',
        headers: { ...(Object.fromEntries(headers) as Record<string, string>), ...overrides },
        body: request.method === 'GET' ? null : text,
      });
    const answered = await send(body);
    const text = await answered.text();
    if (text.includes('ResourceExistsException') && (await isScheduled(body, send))) {
      // What the service says then, and moto does not.
      const message = 'A secret with this name is already scheduled for deletion.';
      answer(response, 400, JSON.stringify({ __type: 'InvalidRequestException', message }));
      return;
    }
    if (fault === 'lose') {
      request.socket.destroy();
      return;
    }
    const stale = fault === 'lag' ? this.#answers.get(action) : undefined;
    this.#answers.set(action, stale ?? text);
    const type = answered.headers.get('content-type') ?? undefined;
    answer(response, answered.status, stale ?? text, type);
  }
}

const errors: Partial<Record<AwsFault, readonly [status: number, type: string]>> = {
  throttle: [400, 'ThrottlingException'],
  deny: [400, 'AccessDeniedException'],
  fail: [500, 'InternalServiceError'],
  expire: [400, 'ExpiredTokenException'],
};

/** Whether the secret that a `CreateSecret` found there is one that waits for its deletion. */
async function isScheduled(body: string, send: Send): Promise<boolean> {
  const { Name } = JSON.parse(body) as { Name: string };
  const target = { 'x-amz-target': 'secretsmanager.DescribeSecret' };
  const described = await send(JSON.stringify({ SecretId: Name }), target);
  return Boolean(((await described.json()) as { DeletedDate?: number | null }).DeletedDate);
}

type Send = (body: string, headers?: Record<string, string>) => Promise<Response>;

/** What AWS Batch calls what its paths say. */
const batchActions = [
  'RegisterJobDefinition',
  'DeregisterJobDefinition',
  'DescribeJobDefinitions',
] as const;

/**
 * Says `secretsmanager.ListSecrets` in a header, `Action=GetCallerIdentity` in the body, or
 * `/v1/registerjobdefinition` in its path.
 */
function actionOf({ headers, url }: IncomingMessage, body: string): string {
  const batch = batchActions.find(action => url === `/v1/${action.toLowerCase()}`);
  if (batch !== undefined) {
    return batch;
  }
  const target = headers['x-amz-target'];
  return typeof target === 'string'
    ? (target.split('.').at(-1) ?? '')
    : (new URLSearchParams(body).get('Action') ?? '');
}

/** A token after which the real listing goes on where it was. */
function nextOf(body: string): { readonly NextToken?: string } {
  const { NextToken } = JSON.parse(body) as { NextToken?: string };
  // Another one each time, which leads to the same place: one that comes again leads in a circle.
  return { NextToken: `0${NextToken ?? ''}` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}

function answer(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'application/x-amz-json-1.1',
): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
