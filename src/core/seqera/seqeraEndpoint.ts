import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { Failure } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';

/** The address of a Platform's API, say `https://api.cloud.seqera.io`, without a slash at its end. */
const endpointSchema = v.pipe(v.string(), v.brand('SeqeraEndpoint'));
export type SeqeraEndpoint = v.InferOutput<typeof endpointSchema>;

/** Why an address cannot be that of a Platform's API. */
export type EndpointProblem = Extract<Failure, { kind: 'seqera-endpoint-refused' }>['problem'];

/** The API of Seqera Cloud. */
export const seqeraCloud = v.parse(endpointSchema, 'https://api.cloud.seqera.io');

/** A token goes there with each request, so it is encrypted, but on this very machine. */
export function parseEndpoint(text: string): Result<SeqeraEndpoint, EndpointProblem> {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!address || !/^https?:$/.test(address.protocol) || address.search + address.hash !== '') {
    return err('not-an-address');
  }
  if (address.username + address.password !== '') {
    return err('has-credentials');
  }
  if (address.protocol === 'http:' && !isLoopback(address.hostname)) {
    return err('not-encrypted');
  }
  return ok(v.parse(endpointSchema, `${address.origin}${address.pathname.replace(/\/+$/, '')}`));
}

/** What is wrong with an address, as a sentence. */
export function endpointProblemText(problem: EndpointProblem): string {
  switch (problem) {
    case 'not-an-address':
      return l10n.t('The address of the API looks like https://seqera.example.org/api.');
    case 'not-encrypted':
      return l10n.t('Your token would be sent unencrypted: the address must begin with https.');
    case 'has-credentials':
      return l10n.t('The address must have no user name and no password in it.');
  }
}

/** How people call a Platform: its host, that of its web page for Seqera Cloud. */
export function platformName(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(platformPage(endpoint)).host : endpoint;
}

/** Where a user of a Platform makes tokens. */
export function tokenPage(endpoint: SeqeraEndpoint): string {
  return `${platformPage(endpoint)}/tokens`;
}

/** Cloud has its API on a host of its own, Enterprise beside its pages. */
export function platformPage(endpoint: string): string {
  return endpoint === seqeraCloud ? 'https://cloud.seqera.io' : endpoint.replace(/\/api$/, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
