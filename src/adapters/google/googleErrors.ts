import type { CloudFailure } from '../../core/failure.ts';

/** The status codes of gRPC that the service answers with. */
export const status = {
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** What was being done when a call failed. */
export interface GoogleAction {
  /** What it needs, say `secretmanager.secrets.create`. */
  readonly permission: string;
  /** Say `projects/research/secrets/tower-1k0K4WlGep8ZTM-KEY`. */
  readonly resource: string;
}

/** Whose credentials it was done with. */
export interface GoogleIdentity {
  readonly project: string;
  /** For people: the service account's address, or the credentials' path. */
  readonly connection: string;
}

/** How a call went wrong: the service's code, null where it was never reached, and our words for it. */
export interface GoogleError {
  readonly code: number | null;
  readonly failure: CloudFailure;
}

/** What the vendor's client throws, as a failure; null for what is a bug. */
export function googleError(
  error: unknown,
  action: GoogleAction,
  identity: GoogleIdentity,
): GoogleError | null {
  if (!(error instanceof Error)) {
    return null;
  }
  const code = codeOf(error);
  const because = signedOutBecause(error.message);
  const { connection } = identity;
  const failure =
    (because && {
      kind: 'cloud-signed-out' as const,
      cloud: 'google' as const,
      connection,
      because,
    }) ??
    offline(error, code) ??
    answered(error, code, action, identity);
  return failure && { code, failure };
}

/** Whether the same call may succeed a moment later. */
export function isPassing(code: number | null): boolean {
  return (
    code === status.unavailable ||
    code === status.resourceExhausted ||
    code === status.aborted ||
    code === status.internal
  );
}

/** What the library's words say of credentials; null where they say nothing of them. */
export function signedOutBecause(message: string): 'absent' | 'expired' | 'invalid' | null {
  if (/default credentials/.test(message)) {
    return 'absent';
  }
  if (/invalid_grant|invalid_rapt/.test(message)) {
    return 'expired';
  }
  return /DECODER routines|PEM|invalid_client|Invalid JWT/.test(message) ? 'invalid' : null;
}

/** A service, or a server of tokens, that gives no answer; null for an error that is another. */
export function offline({ name, message }: Error, code: number | null): CloudFailure | null {
  if (code === status.deadlineExceeded || name === 'TimeoutError') {
    return { kind: 'cloud-unreachable', cloud: 'google', reason: 'timeout' };
  }
  const reason = /\b(?:ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\b/.exec(
    message,
  )?.[0];
  return reason !== undefined || code === status.unavailable
    ? { kind: 'cloud-unreachable', cloud: 'google', reason: reason ?? 'UNAVAILABLE' }
    : null;
}

function answered(
  error: Error,
  code: number | null,
  { permission, resource }: GoogleAction,
  { project, connection }: GoogleIdentity,
): CloudFailure | null {
  const cloud = 'google';
  switch (code) {
    case null:
      return null;
    case status.permissionDenied:
      return isDisabled(error)
        ? { kind: 'google-api-disabled', project }
        : { kind: 'cloud-denied', cloud, permission, resource };
    case status.resourceExhausted:
      return { kind: 'cloud-throttled', cloud, action: permission };
    case status.unauthenticated:
      return { kind: 'cloud-signed-out', cloud, connection, because: 'invalid' };
    default:
      return { kind: 'cloud-refused', cloud, action: permission, code: nameOf(code) };
  }
}

/** The service says so in the error's details, and older ones in its text. */
function isDisabled(error: Error): boolean {
  const reason = 'reason' in error ? error.reason : null;
  return (
    reason === 'SERVICE_DISABLED' ||
    /has not been used in project|SERVICE_DISABLED/.test(error.message)
  );
}

function codeOf(error: Error): number | null {
  return 'code' in error && typeof error.code === 'number' ? error.code : null;
}

/** `NOT_FOUND`, as gRPC writes it. */
function nameOf(code: number): string {
  const known = Object.entries(status).find(([, number]) => number === code)?.[0];
  return known?.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase() ?? `code ${code}`;
}
