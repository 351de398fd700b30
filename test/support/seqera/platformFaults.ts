import type { ServerResponse } from 'node:http';

/** How an answer goes wrong. */
export type PlatformFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Breaks off in the middle. */
  | { readonly kind: 'cut' }
  /** Does it, and breaks off before it is told. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'body'; readonly body: string; readonly type?: string }
  /** Goes on and on. */
  | { readonly kind: 'huge' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Answers as a test likes. */
  | { readonly kind: 'answer'; readonly answer: (response: ServerResponse) => void };

/** Answers that go wrong, by operation; each serves so often. */
export class PlatformFaults {
  readonly #queued: { readonly operation: string; readonly fault: PlatformFault; times: number }[] =
    [];

  /** `operation` is an `operationId` of the description, or `*`. */
  next(operation: string, fault: PlatformFault, times = 1): void {
    this.#queued.push({ operation, fault, times });
  }

  clear(): void {
    this.#queued.length = 0;
  }

  take(operation: string): PlatformFault | null {
    const found = this.#queued.find(
      one => one.times > 0 && (one.operation === operation || one.operation === '*'),
    );
    if (found) {
      found.times -= 1;
    }
    return found?.fault ?? null;
  }
}

/** Answers wrongly. */
export function answerWrongly(fault: PlatformFault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'status': {
      const { status, message, headers = {} } = fault;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(message === undefined ? '' : JSON.stringify({ message }));
      return;
    }
    case 'hang':
      return;
    case 'cut':
    case 'lost':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"pipelineSecrets":[', () => response.destroy());
      return;
    case 'body':
      response.writeHead(200, { 'content-type': fault.type ?? 'application/json' });
      response.end(fault.body);
      return;
    case 'huge': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        let room = true;
        while (room && !response.destroyed) {
          room = response.write(' '.repeat(65_536));
        }
      };
      response.on('drain', more);
      more();
      return;
    }
    case 'redirect':
      response.writeHead(302, { location: fault.to });
      response.end();
      return;
    case 'answer':
      fault.answer(response);
      return;
  }
}
