import { basename, join } from 'node:path';
import type { AwsProfile } from '../../services/ports/stores/cloudStores.ts';
import { currentUser } from '../system/currentUser.ts';

/** A profile's entries in both files, say `{ region: 'eu-west-1', sso_session: 'lab' }`. */
export type ProfileEntries = Readonly<Record<string, string | undefined>>;
export type Profiles = ReadonlyMap<string, ProfileEntries>;

/** The files that say who is who, where the environment may have put them elsewhere. */
export function awsFiles(env: NodeJS.ProcessEnv): {
  readonly config: string;
  readonly credentials: string;
  /** Tokens of signed-in sessions, one file each. */
  readonly tokens: string;
} {
  const folder = join(env['HOME'] ?? currentUser().home, '.aws');
  return {
    config: env['AWS_CONFIG_FILE'] ?? join(folder, 'config'),
    credentials: env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials'),
    tokens: join(folder, 'sso', 'cache'),
  };
}

/**
 * Reads the profiles as they are on disk now. The SDK keeps what it has read of these files; this
 * reading renews that too, so that a client made after it sees the same.
 */
export async function readProfiles(): Promise<Profiles> {
  const { loadSharedConfigFiles } = await import('./awsSdk.ts');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(credentialsFile), ...Object.keys(configFile)]);
  // The configuration file has sections of other kinds too, say `sso-session.lab`.
  const profiles = [...names].filter(name => !/^(sso-session|services)\./.test(name));
  return new Map(profiles.map(name => [name, { ...configFile[name], ...credentialsFile[name] }]));
}

/** The file of a profile's signed-in session, whether it is there or not; null where it has none. */
export async function tokenFile(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const source = sourceOf(name, await readProfiles());
  const session = source['sso_session'] ?? source['sso_start_url'];
  if (!session) {
    return null;
  }
  const { getSSOTokenFilepath } = await import('./awsSdk.ts');
  return join(awsFiles(env).tokens, basename(getSSOTokenFilepath(session)));
}

export function describeProfiles(profiles: Profiles): readonly AwsProfile[] {
  return [...profiles].map(([name, entries]) => ({
    name,
    by: wayOf(entries),
    region: entries['region'] ?? null,
  }));
}

function wayOf(entries: ProfileEntries): AwsProfile['by'] {
  if (entries['role_arn']) {
    return 'role';
  }
  if (entries['sso_session'] ?? entries['sso_start_url']) {
    return 'sso';
  }
  if (entries['credential_process']) {
    return 'program';
  }
  return entries['aws_access_key_id'] ? 'keys' : 'other';
}

/** The profile that is in force where none is chosen. */
export function defaultProfile(env: NodeJS.ProcessEnv): string {
  return env['AWS_PROFILE'] ?? 'default';
}

/**
 * The region in force: the chosen one, else the chosen profile's, else the environment's, else
 * that of the profile which the environment names; null where nothing says.
 */
export function regionOf(
  choice: { readonly profile: string | null; readonly region: string | null },
  profiles: Profiles,
  env: NodeJS.ProcessEnv,
): string | null {
  const own = choice.profile === null ? undefined : profiles.get(choice.profile)?.['region'];
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  return choice.region ?? own ?? named ?? profiles.get(defaultProfile(env))?.['region'] ?? null;
}

/** The profile whose credentials a role is assumed with, at last. */
export function sourceOf(name: string, profiles: Profiles): ProfileEntries {
  const seen = new Set<string>();
  for (let at = name; ;) {
    const entries = profiles.get(at) ?? {};
    const source = entries['source_profile'];
    if (!source || seen.has(at)) {
      return entries;
    }
    seen.add(at);
    at = source;
  }
}
