import { SecretValue } from '../secrets/secretValue.ts';
import { parseToken } from './parseToken.ts';
import { parseEndpoint, seqeraCloud, type SeqeraEndpoint } from './seqeraEndpoint.ts';

/** The variables of the environment in which `tw` and Nextflow find a token. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The token of `TOWER_ACCESS_TOKEN`, which goes to the Platform of `TOWER_API_ENDPOINT` alone. */
export function environmentAccess(
  env: Environment,
): { readonly endpoint: SeqeraEndpoint; readonly token: SecretValue } | null {
  const { TOWER_ACCESS_TOKEN = '', TOWER_API_ENDPOINT = '' } = env;
  const token = parseToken(TOWER_ACCESS_TOKEN);
  const endpoint = parseEndpoint(TOWER_API_ENDPOINT === '' ? seqeraCloud : TOWER_API_ENDPOINT);
  return token !== null && endpoint.ok
    ? { endpoint: endpoint.value, token: new SecretValue(token) }
    : null;
}
