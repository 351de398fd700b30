import * as v from 'valibot';
import { parseEndpoint, platformName, type SeqeraEndpoint } from './seqeraEndpoint.ts';

/** A user's sign-in to one Platform, as it is kept. */
export interface SeqeraAccount {
  readonly endpoint: SeqeraEndpoint;
  readonly user: { readonly id: string; readonly name: string };
  /** Null for one that is not kept, but asked for each time. */
  readonly token: string | null;
  /** Who has a token that is not kept: the environment, or the official Nextflow extension. */
  readonly keeper: 'environment' | 'extension';
}

const kept = v.object({
  endpoint: v.string(),
  user: v.object({ id: v.string(), name: v.string() }),
  token: v.nullable(v.string()),
  keeper: v.optional(v.picklist(['environment', 'extension']), 'environment'),
});

/** What {@link JSON.stringify} made of an account; null for anything else. */
export function readAccount(text: string): SeqeraAccount | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(kept, said);
  const endpoint = parsed.success ? parseEndpoint(parsed.output.endpoint) : null;
  return parsed.success && endpoint?.ok ? { ...parsed.output, endpoint: endpoint.value } : null;
}

/** One sign-in of a user is one account, however often it is renewed. */
export function accountId({ endpoint, user }: SeqeraAccount): string {
  return `${user.id}@${endpoint}`;
}

/** Say `ada (cloud.seqera.io)`. */
export function accountName({ endpoint, user }: SeqeraAccount): string {
  return `${user.name} (${platformName(endpoint)})`;
}
