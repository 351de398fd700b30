import type { CloudFailure } from '../../core/failure.ts';
import { connectionFailure } from '../system/connectionFailure.ts';

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
  if (isClockSkew(error.message)) {
    return { code, failure: { kind: 'cloud-clock-skew', cloud: 'google' } };
  }
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

/** Whether a token that was signed here is refused for its time. */
export function isClockSkew(message: string): boolean {
  return /reasonable timeframe|check your iat and exp|Token used too early/i.test(message);
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
  const cloud = 'google';
  if (code === status.deadlineExceeded || name === 'TimeoutError') {
    return { kind: 'cloud-unreachable', cloud, reason: 'timeout' };
  }
  // What gRPC makes of an answer that is none of its own.
  const [, foreign] = /Received HTTP status code (\d+)/.exec(message) ?? [];
  if (foreign !== undefined) {
    return { kind: 'cloud-intercepted', cloud, status: Number(foreign) };
  }
  const connection = connectionFailure(cloud, message);
  return connection === null && code === status.unavailable
    ? { kind: 'cloud-unreachable', cloud, reason: 'UNAVAILABLE' }
    : connection;
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
      return ofProject(error, project) ?? { kind: 'cloud-denied', cloud, permission, resource };
    case status.failedPrecondition:
      return ofProject(error, project) ?? ofVersion(error, resource) ?? refused(permission, code);
    case status.resourceExhausted:
      return { kind: 'cloud-throttled', cloud, action: permission };
    case status.unauthenticated:
      return { kind: 'cloud-signed-out', cloud, connection, because: 'invalid' };
    default:
      return refused(permission, code);
  }
}

function refused(action: string, code: number): CloudFailure {
  return { kind: 'cloud-refused', cloud: 'google', action, code: nameOf(code) };
}

/**
 * What is not set up in a project: the service says so in the error's details, and older ones in its
 * text alone. Its words for a quota project that is not named say that the service is disabled, too.
 */
function ofProject(error: Error, project: string): CloudFailure | null {
  const reason = 'reason' in error ? String(error.reason) : '';
  const details = `${reason} ${error.message}`;
  if (/requires a quota project/.test(details)) {
    return { kind: 'google-quota-project', project: null };
  }
  if (/USER_PROJECT_DENIED|serviceusage\.services\.use\b/.test(details)) {
    const [, counted = project] = /\bproject ([a-z][\w-]*|\d+)/.exec(error.message) ?? [];
    return { kind: 'google-quota-project', project: counted };
  }
  if (/BILLING_DISABLED|billing to be enabled/i.test(details)) {
    return { kind: 'google-billing-disabled', project };
  }
  return /SERVICE_DISABLED|has not been used in project/.test(details)
    ? { kind: 'google-api-disabled', project }
    : null;
}

function ofVersion({ message }: Error, resource: string): CloudFailure | null {
  const [, state] = /\bis in (DISABLED|DESTROYED) state/.exec(message) ?? [];
  return state === undefined
    ? null
    : {
        kind: 'google-version-unreadable',
        resource,
        state: state === 'DISABLED' ? 'disabled' : 'destroyed',
      };
}

function codeOf(error: Error): number | null {
  return 'code' in error && typeof error.code === 'number' ? error.code : null;
}

/** `NOT_FOUND`, as gRPC writes it. */
function nameOf(code: number): string {
  const known = Object.entries(status).find(([, number]) => number === code)?.[0];
  return known?.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase() ?? `code ${code}`;
}
