import type { Cloud, CloudFailure } from '../../core/failure.ts';

/** Codes of Node's and OpenSSL's for a connection that was there and broke. */
const broken =
  /\b(?:ECONNRESET|ECONNABORTED|EPIPE|EPROTO|ERR_STREAM_PREMATURE_CLOSE|HPE_\w+|RST_STREAM)\b/;

/** For a certificate that is not trusted here, or is another host's. */
const untrusted =
  /\b(?:CERT_\w+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|ERR_TLS_CERT_ALTNAME_INVALID)\b|self[- ]signed certificate|unable to (?:get|verify) \w+/;

/** For one that never came to be. */
const unreachable =
  /\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)\b/;

/**
 * What became of a connection to a cloud, by the code of an error or by the words that it is hidden
 * in; null where they say nothing of the connection.
 */
export function connectionFailure(cloud: Cloud, text: string): CloudFailure | null {
  const [cut] = broken.exec(text) ?? [];
  if (cut !== undefined) {
    return { kind: 'cloud-cut-off', cloud, reason: cut };
  }
  const [certificate] = untrusted.exec(text) ?? [];
  if (certificate !== undefined) {
    return { kind: 'cloud-untrusted', cloud, reason: certificate };
  }
  const [reason] = unreachable.exec(text) ?? [];
  return reason === undefined ? null : { kind: 'cloud-unreachable', cloud, reason };
}
