import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { isAbsent } from '../system/codeOf.ts';
import { currentUser } from '../system/currentUser.ts';

/** What a credentials file tells of itself; the keys in it are left to the vendor's client. */
const schema = v.object({
  type: v.string(),
  project_id: v.optional(v.string()),
  quota_project_id: v.optional(v.string()),
  client_email: v.optional(v.string()),
});

/** The credentials that a choice names, as far as their file tells. */
export type GoogleCredentials =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** The project that the file names; null where it names none. */
      readonly project: string | null;
      /** A service account's address; null for a person's credentials, which do not tell. */
      readonly account: string | null;
      /** A service account's key lies in its own project, which must be the one in use. */
      readonly binding: boolean;
    }
  | { readonly kind: 'unreadable'; readonly path: string; readonly absent: boolean }
  /** No file: a machine in Google Cloud may have an account of its own. */
  | { readonly kind: 'machine' };

/** Where this machine's credentials are looked for, as the vendor's clients do. */
export function credentialsPath(file: string | null, env: NodeJS.ProcessEnv): string {
  const configured = env['CLOUDSDK_CONFIG'] ?? join(currentUser().home, '.config', 'gcloud');
  return (
    file ??
    (env['GOOGLE_APPLICATION_CREDENTIALS'] ||
      join(configured, 'application_default_credentials.json'))
  );
}

/** Reads what the credentials are: `file` is a chosen key, null stands for application default ones. */
export async function readCredentials(
  file: string | null,
  env: NodeJS.ProcessEnv,
): Promise<GoogleCredentials> {
  const path = credentialsPath(file, env);
  try {
    const told = v.parse(schema, JSON.parse(await readFile(path, 'utf8')));
    const binding = told.type === 'service_account';
    return {
      kind: 'file',
      path,
      project: told.project_id ?? told.quota_project_id ?? null,
      account: told.client_email ?? null,
      binding,
    };
  } catch (error) {
    const named = file !== null || Boolean(env['GOOGLE_APPLICATION_CREDENTIALS']);
    const absent = isAbsent(error);
    return absent && !named ? { kind: 'machine' } : { kind: 'unreadable', path, absent };
  }
}
