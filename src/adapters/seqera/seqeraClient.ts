import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'openapi-fetch';
import * as v from 'valibot';
import type { LostAnswer, SeqeraFailure, UnreadableBecause } from '../../core/failure.ts';
import { Needles } from '../../core/leaks/needles.ts';
import { Redactor } from '../../core/leaks/redactor.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import { refusalFailure, retryAfterOf, type SeqeraCall } from '../../core/seqera/refusalFailure.ts';
import type { SeqeraEndpoint } from '../../core/seqera/seqeraEndpoint.ts';
import { printable } from '../../core/words/printable.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import { cappedFetch, Malformed, Redirected, TooLarge } from './cappedFetch.ts';
import { incomplete, messageOf } from './platformAnswers.ts';
import type { paths } from './platformApi.ts';

/** How patient a client is. */
export interface RetryLimits {
  /** Milliseconds for one answer. */
  readonly timeout: number;
  readonly tries: number;
  /** Milliseconds before the second try; they double with each one. */
  readonly firstWait: number;
  /** Milliseconds that are waited at most where the Platform asks for a pause. */
  readonly longestWait: number;
}

const defaultLimits: RetryLimits = {
  timeout: 30_000,
  tries: 4,
  firstWait: 350,
  longestWait: 15_000,
};

/** Bytes of an answer that are read at most: some ten thousand secrets. */
const largest = 8 * 1024 * 1024;

/** What a request is made with. */
export interface RequestDeps {
  readonly client: Client<paths>;
  /** To be spread into each request. */
  readonly how: {
    readonly signal: AbortSignal;
    readonly parseAs: 'text';
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** A request that did not do what it was to: the status, where there was an answer. */
export interface SeqeraError {
  readonly kind: 'request-failed';
  readonly status: number | null;
  readonly failure: SeqeraFailure;
  /** Why the Platform may have done it nevertheless; null where it certainly has not. */
  readonly lost: LostAnswer | null;
}

type Answered<T> = Result<T, SeqeraError>;

/** One kind of request. */
export interface Asking<T> {
  /** What it is, for people, and whom it is about. */
  readonly call: Omit<SeqeraCall, 'endpoint'>;
  /** Whether asking twice does the same as asking once. */
  readonly repeatable: boolean;
  readonly send: (
    deps: RequestDeps,
  ) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;
  /** What its answer must look like. */
  readonly answer: v.GenericSchema<unknown, T>;
  /** What must appear in no failure, whatever the Platform says. */
  readonly secret?: SecretValue;
}

/**
 * Speaks with one Platform as one user. The token goes in the header `Authorization`, to the
 * endpoint and nowhere else.
 */
export class SeqeraClient {
  readonly endpoint: SeqeraEndpoint;
  readonly #token: SecretValue | null;
  readonly #retryLimits: RetryLimits;

  constructor(
    endpoint: SeqeraEndpoint,
    token: SecretValue | null,
    limits: RetryLimits = defaultLimits,
  ) {
    this.endpoint = endpoint;
    this.#token = token;
    this.#retryLimits = limits;
  }

  /** Rejects when it is given up; all else that can go wrong is a failure. */
  async ask<T>(asking: Asking<T>, signal: AbortSignal): Promise<Answered<T>> {
    const { parse, isSafeNumber, createClient } = await import('./seqeraSdk.ts');
    const client = createClient<paths>({
      baseUrl: this.endpoint,
      fetch: request => cappedFetch(request, largest),
    });
    const read = (text: string): unknown =>
      // Identifiers that a number cannot hold stay text, for which all else takes a hundred times as long.
      largeNumber.test(text)
        ? parse(text, null, number => (isSafeNumber(number) ? Number(number) : number))
        : JSON.parse(text);
    for (let tried = 1; ; tried += 1) {
      const attempt = await this.#try(asking, client, read, signal);
      const pause =
        attempt.again && tried < this.#retryLimits.tries ? this.#pause(attempt, tried) : null;
      if (pause === null) {
        return attempt.outcome;
      }
      await delay(pause, undefined, { signal });
    }
  }

  async #try<T>(
    asking: Asking<T>,
    client: Client<paths>,
    read: (text: string) => unknown,
    signal: AbortSignal,
  ): Promise<Attempt<T>> {
    signal.throwIfAborted();
    using limit = new TimeLimit(signal, this.#retryLimits.timeout);
    const headers: Record<string, string> =
      this.#token === null ? {} : { Authorization: `Bearer ${this.#token.reveal()}` };
    try {
      const sent = await asking.send({
        client,
        how: { signal: limit.signal, parseAs: 'text', headers },
      });
      return sent.response.ok
        ? { outcome: this.#understood(asking, read, sent.data), again: false, after: null }
        : this.#refused(asking, sent.error, sent.response);
    } catch (error) {
      signal.throwIfAborted();
      return this.#failed(error, asking.repeatable);
    }
  }

  #understood<T>(
    { answer }: Asking<T>,
    read: (text: string) => unknown,
    text: unknown,
  ): Answered<T> {
    const found = v.safeParse(answer, readOrNull(read, text));
    if (found.success) {
      return ok(found.output);
    }
    const isPart = found.issues.some(({ message }) => message === incomplete);
    return this.#unreadable(isPart ? incomplete : 'malformed');
  }

  #refused<T>(
    { call, repeatable, secret }: Asking<T>,
    said: unknown,
    response: Response,
  ): Attempt<T> {
    const { status, headers } = response;
    const message = without(messageOf(said), [this.#token, secret ?? null]);
    // A date is one of the Platform's clock, which may differ from this machine's.
    const now = Date.parse(headers.get('date') ?? '') || Date.now();
    const after = retryAfterOf(headers.get('retry-after'), now, Date.parse);
    const retryAfter = after === null ? null : Math.ceil(after / 1000);
    const failure = refusalFailure(
      { ...call, endpoint: this.endpoint },
      { status, message, retryAfter },
    );
    // What is turned away for now was not looked at; what broke may have been.
    const again = status === 429 || (status >= 500 && repeatable);
    const lost =
      status >= 500 || status === 408
        ? ({ kind: 'status', status, detail: message } as const)
        : null;
    return { outcome: err({ kind: 'request-failed', status, failure, lost }), again, after };
  }

  #failed<T>(error: unknown, repeatable: boolean): Attempt<T> {
    const reason = reasonOf(error);
    const because = unreadableBecause(error, reason);
    if (because !== null) {
      return { outcome: this.#unreadable(because), again: false, after: null };
    }
    const failure = { kind: 'seqera-unreachable', endpoint: this.endpoint, reason } as const;
    const lost = neverSent.test(reason) ? null : ({ kind: 'none', reason } as const);
    // Who has waited out one whole time limit does not want to wait for three more.
    return {
      outcome: err({ kind: 'request-failed', status: null, failure, lost }),
      again: repeatable && reason !== 'timeout',
      after: null,
    };
  }

  #unreadable(because: UnreadableBecause): Result<never, SeqeraError> {
    const failure = {
      kind: 'seqera-answer-unreadable',
      endpoint: this.endpoint,
      because,
    } as const;
    // Who leads elsewhere has done nothing.
    const lost = because === 'redirect' ? null : ({ kind: 'unreadable', because } as const);
    return err({ kind: 'request-failed', status: null, failure, lost });
  }

  /** Null where the Platform asks for more time than anybody waits. */
  #pause({ after }: Attempt<unknown>, tried: number): number | null {
    const { firstWait, longestWait } = this.#retryLimits;
    const pause = after ?? firstWait * 2 ** (tried - 1);
    return pause <= longestWait ? pause : null;
  }
}

/** What a number may not hold is at least so long. */
const largeNumber = /\d{16}/;

interface Attempt<T> {
  readonly outcome: Answered<T>;
  readonly again: boolean;
  /** Milliseconds that the Platform asks to wait. */
  readonly after: number | null;
}

/** The message of an error may repeat what was sent, as it was or in another writing. */
function without(message: string, sent: readonly (SecretValue | null)[]): string {
  const values = sent.flatMap(one => (one && one.reveal() !== '' ? [one.reveal()] : []));
  const plain = values.reduce((text, one) => text.replaceAll(one, '[secret]'), message);
  const redactor = new Redactor(new Needles(values.map(one => ({ name: 'secret', value: one }))));
  return printable(redactor.push(plain) + redactor.flush()).slice(0, 300);
}

/** Codes of what comes between before there is a connection that anything could be sent on. */
const neverSent = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT)$|CERT|SIGNATURE/;

/** Null where nothing answered. */
function unreadableBecause(error: unknown, reason: string): UnreadableBecause | null {
  if (error instanceof TooLarge) {
    return 'too-large';
  }
  if (error instanceof Redirected) {
    return 'redirect';
  }
  // An answer that says that it is packed, and is not.
  return error instanceof Malformed || reason.startsWith('Z_') ? 'malformed' : null;
}

function readOrNull(read: (text: string) => unknown, text: unknown): unknown {
  if (typeof text !== 'string' || text === '') {
    return undefined;
  }
  try {
    return read(text);
  } catch {
    return undefined;
  }
}

/** The system's code for what came between, as deep as it lies. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return 'timeout';
  }
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') {
      return cause.code;
    }
  }
  return 'no connection';
}
