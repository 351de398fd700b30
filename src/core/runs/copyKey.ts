import type { Cloud } from '../failure.ts';
import type { SecretName } from '../name.ts';
import { parseRunId, type RunId } from './runId.ts';

/** What compute roles may read, by the Platform's documentation; our copies and the Platform's. */
export const copyPrefix = 'tower-';

/** Google's ids have no `/`; neither has a run's id or a secret's name, nor a `-`. */
const separators: Readonly<Record<Cloud, string>> = { aws: '/', google: '-' };

/** The key of a run's copy in a cloud, say `tower-1k0K4WlGep8ZTM/DB_PASSWORD` in AWS. */
export function copyKey(cloud: Cloud, run: RunId, name: SecretName): string {
  return `${copyKeyPrefix(cloud, run)}${name}`;
}

/** What the keys of a run's copies have in common, say `tower-1k0K4WlGep8ZTM/` in AWS. */
export function copyKeyPrefix(cloud: Cloud, run: RunId): string {
  return `${copyPrefix}${run}${separators[cloud]}`;
}

/** The run and the name in a key of this form, whoever made the copy; null for any other key. */
export function parseCopyKey(
  cloud: Cloud,
  key: string,
): { readonly run: RunId; readonly name: string } | null {
  const at = key.indexOf(separators[cloud], copyPrefix.length);
  const run = parseRunId(key.slice(copyPrefix.length, at));
  const name = key.slice(at + 1);
  return key.startsWith(copyPrefix) && at > 0 && run !== null && /^\w+$/.test(name)
    ? { run, name }
    : null;
}
