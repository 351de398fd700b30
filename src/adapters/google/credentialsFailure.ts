import type { CloudFailure } from '../../core/failure.ts';
import { isAbsent } from '../system/codeOf.ts';
import { UnknownCredentialsKind } from './googleCredentials.ts';
import { isClockSkew, offline, signedOutBecause } from './googleError.ts';

/** What Google's library throws where credentials are absent, broken or refused, as a failure. */
export function credentialsFailure(error: unknown, connection: string): CloudFailure {
  const cloud = 'google';
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnknownCredentialsKind) {
    return { kind: 'google-credentials-kind', path: connection, type: error.type };
  }
  if (/executables need to be explicitly allowed/.test(message)) {
    return { kind: 'google-executable-forbidden', path: connection };
  }
  if (isClockSkew(message)) {
    return { kind: 'cloud-clock-skew', cloud };
  }
  const page = pageStatus(error);
  if (page !== null) {
    return { kind: 'cloud-intercepted', cloud, status: page };
  }
  const unreachable = error instanceof Error ? offline(error, null) : null;
  if (unreachable) {
    return unreachable;
  }
  if (isAbsent(error)) {
    return { kind: 'cloud-signed-out', cloud, connection, because: 'absent' };
  }
  const impersonated = /unable to impersonate/.test(message);
  if (impersonated && statusOf(error) === 403) {
    const permission = 'iam.serviceAccounts.getAccessToken';
    return { kind: 'cloud-denied', cloud, permission, resource: connection };
  }
  const because = signedOutBecause(message) ?? 'invalid';
  return { kind: 'cloud-signed-out', cloud, connection, because };
}

/** The status of an answer that is a web page, which no server of tokens gives; null for another. */
function pageStatus(error: unknown): number | null {
  const { response } = error as { readonly response?: { readonly data?: unknown } };
  const isPage =
    typeof response?.data === 'string' && /^\s*<(?:!doctype|html)/i.test(response.data);
  return isPage ? (statusOf(error) ?? 0) : null;
}

/** The status of an answer of HTTP; the library hides it in the answer at times. */
function statusOf(error: unknown): number | undefined {
  const { status, response } = error as {
    readonly status?: number;
    readonly response?: { readonly status?: number };
  };
  return status ?? response?.status;
}
