import * as v from 'valibot';
import { parseEndpoint, platformName, type SeqeraEndpoint } from './seqeraEndpoint.ts';

/** A user's sign-in to one Platform, as it is kept. */
export interface SeqeraAccount {
  readonly endpoint: SeqeraEndpoint;
  readonly user: { readonly id: string; readonly name: string };
  /** Null for the one that the environment has, which is not kept. */
  readonly token: string | null;
}

const kept = v.object({
  endpoint: v.string(),
  user: v.object({ id: v.string(), name: v.string() }),
  token: v.nullable(v.string()),
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
