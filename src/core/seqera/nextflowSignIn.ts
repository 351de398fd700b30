import { analyse } from '../nextflow/files/analyse.ts';
import { SecretValue } from '../secrets/secretValue.ts';
import { parseToken } from './parseToken.ts';
import { parseEndpoint, seqeraCloud, type SeqeraEndpoint } from './seqeraEndpoint.ts';

/**
 * The sign-in that `nextflow auth login` has left in its file, a config with `tower.accessToken` and
 * `tower.endpoint`; null where the text has none, or computes it.
 */
export function nextflowSignIn(
  text: string,
): { readonly endpoint: SeqeraEndpoint; readonly token: SecretValue } | null {
  const { settings } = analyse(text, 'config');
  const setting = (name: string): string | null =>
    settings.findLast(({ path }) => path[0] === 'tower' && path[1] === name && path.length === 2)
      ?.value ?? null;
  const token = parseToken(setting('accessToken') ?? '');
  const endpoint = parseEndpoint(setting('endpoint') ?? seqeraCloud);
  return token !== null && endpoint.ok
    ? { endpoint: endpoint.value, token: new SecretValue(token) }
    : null;
}
