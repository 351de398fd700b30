import type { CloudFailure } from '../../core/failure.ts';
import { codeOf } from '../system/codeOf.ts';
import { connectionFailure } from '../system/connectionFailure.ts';

/** What was tried, for the failure's words. */
export interface AwsCall {
  /** As Secrets Manager calls it, say `CreateSecret`; with the service for others, say `batch:…`. */
  readonly action: string;
  /** What it was done to, say `tower-1k0K4WlGep8ZTM/KEY`. */
  readonly resource: string;
  /** Who tried, for people: `profile research`. */
  readonly connection: string;
}

/** The role wants a code of the user's device, and this is no time to ask. */
export class CodeNeeded extends Error {
  constructor() {
    super('a code of the device is needed');
    this.name = 'CodeNeeded';
  }
}

/** What an error of the SDK means; null for one that is none of its expected ones: a bug. */
export function awsFailure(error: unknown, call: AwsCall): CloudFailure | null {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  const { action, connection } = call;
  if (isClockSkew(name, message)) {
    return { kind: 'cloud-clock-skew', cloud: 'aws' };
  }
  const signedOut = signedOutBecause(error, name, message);
  if (signedOut) {
    return { kind: 'cloud-signed-out', cloud: 'aws', connection, because: signedOut };
  }
  return (
    onTheWay(error, name, message) ??
    answered(error, name, message, call) ??
    connectionFailure('aws', codeOf(error)) ??
    (error instanceof Error && '$metadata' in error
      ? { kind: 'cloud-refused', cloud: 'aws', action, code: name }
      : null)
  );
}

/**
 * An answer that is not the service's: it names its errors, and what stands between answers with a
 * page, or with nothing. Or one that was not waited for, or has not come whole.
 */
function onTheWay(error: unknown, name: string, message: string): CloudFailure | null {
  if (name === 'TimeoutError') {
    // The SDK calls a connection that was reset by this name, too.
    const cut = connectionFailure('aws', codeOf(error));
    return cut ?? { kind: 'cloud-unreachable', cloud: 'aws', reason: 'timeout' };
  }
  const status = statusOf(error);
  if (status === undefined || !['Unknown', 'SyntaxError'].includes(name)) {
    return null;
  }
  if (/Unexpected end|Unterminated string/.test(message)) {
    return { kind: 'cloud-cut-off', cloud: 'aws', reason: 'an answer without its end' };
  }
  // Whatever its form: the service numbers its answers, which nothing else does.
  const { requestId } = (error as { $metadata: { requestId?: string } }).$metadata;
  return requestId === undefined ? { kind: 'cloud-intercepted', cloud: 'aws', status } : null;
}

function answered(
  error: unknown,
  name: string,
  message: string,
  call: AwsCall,
): CloudFailure | null {
  if (/^AccessDenied/.test(name) || statusOf(error) === 403) {
    return { kind: 'cloud-denied', cloud: 'aws', ...refused(message, call) };
  }
  if (/^(EncryptionFailure|DecryptionFailure|KMSInvalidState|KMSDisabled)/.test(name)) {
    return { kind: 'aws-key-unusable', resource: call.resource };
  }
  return isThrottling(error, name)
    ? { kind: 'cloud-throttled', cloud: 'aws', action: call.action }
    : null;
}

/** Whether the service answered with an error of its own of this name. */
export function isRefused(failure: CloudFailure, code: string): boolean {
  return failure.kind === 'cloud-refused' && failure.code === code;
}

/** A signature carries its time, which the service compares with its own. */
function isClockSkew(name: string, message: string): boolean {
  return (
    /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/.test(name) ||
    /Signature (?:expired|not yet current)/.test(message)
  );
}

function signedOutBecause(error: unknown, name: string, message: string) {
  if (error instanceof CodeNeeded || message.includes('MultiFactorAuthentication failed')) {
    return 'code' as const;
  }
  if (/^Expired|TokenExpired/.test(name) || /(token|session).*(expired|invalid)/i.test(message)) {
    return /Unrecognized|InvalidClientToken/.test(name)
      ? ('invalid' as const)
      : ('expired' as const);
  }
  if (/^(UnrecognizedClient|InvalidClientTokenId|SignatureDoesNot|InvalidSignature)/.test(name)) {
    return 'invalid' as const;
  }
  return /^(CredentialsProvider|TokenProvider|Provider)Error$/.test(name)
    ? ('absent' as const)
    : null;
}

/** The service names the very action and resource, which need not be what was called. */
function refused(
  message: string,
  { action, resource }: AwsCall,
): { readonly permission: string; readonly resource: string } {
  const named = /not authorized to perform: (\S+?)(?: on resource: (\S+?))?[.,]?(?:\s|$)/.exec(
    message,
  );
  const kms = /\bKMS\b/.test(message) ? keyUse(action) : null;
  return {
    permission: named?.[1] ?? kms ?? (action.includes(':') ? action : `secretsmanager:${action}`),
    resource: named?.[2] ?? resource,
  };
}

/** What a call does with the key of a secret: to write takes a new data key, and the one before. */
function keyUse(action: string): string {
  return /^(Create|Put|Update)/.test(action) ? 'kms:GenerateDataKey, kms:Decrypt' : 'kms:Decrypt';
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
}

function isThrottling(error: unknown, name: string): boolean {
  const retryable = (error as { $retryable?: { throttling?: boolean } } | null)?.$retryable;
  return (
    retryable?.throttling === true ||
    /^(Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|SlowDown|RequestThrottled\w*)$/.test(name)
  );
}
