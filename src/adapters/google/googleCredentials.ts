import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { currentUser } from '../system/currentUser.ts';
import type { GoogleAuth } from './googleSdk.ts';

/** Credentials of Google's library, and what they tell of themselves. */
export interface GoogleCredentials {
  readonly auth: GoogleAuth;
  /** Null for a machine's own. */
  readonly path: string | null;
  /** The project that the file names; null where it names none. */
  readonly project: string | null;
  /** A service account's address, also one that is impersonated; null for a person's. */
  readonly account: string | null;
  /** A service account's key lies in its own project, which must be the one in use. */
  readonly binding: boolean;
}

/** A file of credentials of a kind that the library does not know. */
export class UnknownCredentialsKind extends Error {
  readonly type: string;

  constructor(type: string) {
    super(`credentials of the type ${type}`);
    this.name = 'UnknownCredentialsKind';
    this.type = type;
  }
}

/** Kinds of the library's; it takes all others for the last, without saying so. */
const kinds = [
  'authorized_user',
  'external_account',
  'external_account_authorized_user',
  'impersonated_service_account',
  'service_account',
];

async function unknownKind(path: string | null): Promise<UnknownCredentialsKind | null> {
  try {
    if (path === null) {
      return null;
    }
    const { type } = JSON.parse(await readFile(path, 'utf8')) as { readonly type?: unknown };
    return typeof type === 'string' && !kinds.includes(type)
      ? new UnknownCredentialsKind(type)
      : null;
  } catch {
    return null; // Of a file that cannot be read the library's own words tell.
  }
}

/** Where this machine's credentials are looked for, as the vendor's programs do. */
export function credentialsPath(file: string | null, env: NodeJS.ProcessEnv): string {
  const configured = env['CLOUDSDK_CONFIG'] ?? join(currentUser().home, '.config', 'gcloud');
  return (
    file ??
    (env['GOOGLE_APPLICATION_CREDENTIALS'] ||
      join(configured, 'application_default_credentials.json'))
  );
}

/**
 * The credentials as Google's own library makes them of whatever there is: a person's, a service
 * account's key, an impersonation, a federation of workloads, or a machine's account. `file` is a
 * chosen key, null stands for application default credentials. Rejects as the library does. A file
 * is only read: whether it still holds, {@link tryCredentials} tells.
 */
export async function findCredentials(
  file: string | null,
  env: NodeJS.ProcessEnv,
): Promise<GoogleCredentials> {
  const { GoogleAuth, JWT } = await import('./googleSdk.ts');
  const path = usedPath(file, env);
  const auth = new GoogleAuth({
    ...(path !== null && { keyFilename: path }),
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
  });
  // A key signs its tokens itself, as the generated clients have it: no token server is needed.
  auth.useJWTAccessWithScope = true;
  const client = await auth.getClient().catch(async (error: unknown) => {
    throw (await unknownKind(path)) ?? error;
  });
  const binding = client instanceof JWT;
  if (binding && !client.email) {
    // The library takes any text for a key.
    throw (await unknownKind(path)) ?? new Error('the file is none of credentials');
  }
  const quotaProject = env['GOOGLE_CLOUD_QUOTA_PROJECT'];
  if (quotaProject) {
    client.quotaProjectId = quotaProject;
  }
  const credentials = await auth.getCredentials().catch(() => null); // A machine may not tell.
  return {
    auth,
    path,
    project: client.projectId ?? client.quotaProjectId ?? null,
    account: credentials?.client_email ?? null,
    binding,
  };
}

/**
 * Uses them once, for the headers of a call: what is wrong with them is told before anything is
 * asked of a service, and not by the client's own initialisation, whose rejection belongs to nobody.
 */
export async function tryCredentials({ auth }: GoogleCredentials): Promise<void> {
  await auth.getRequestHeaders();
}

/** The file that is read; null where a machine in Google Cloud may have an account of its own. */
export function usedPath(file: string | null, env: NodeJS.ProcessEnv): string | null {
  const path = credentialsPath(file, env);
  const named = file !== null || Boolean(env['GOOGLE_APPLICATION_CREDENTIALS']);
  return named || existsSync(path) ? path : null;
}
