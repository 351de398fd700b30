import type { Cloud } from '../../failure.ts';
import type { SecretName } from '../../secrets/secretName.ts';
import { parseRunId, type RunId } from '../record/runId.ts';

/** What compute roles may read, by the Platform's documentation; our copies and the Platform's. */
export const copyPrefix = 'tower-';

/** Whose names a key is one of: a cloud's secrets, or AWS Batch's job definitions. */
export type KeyForm = Cloud | 'batch';

/** Google's ids and the names of job definitions have no `/`; a run's id and what follows no `-`. */
const separators: Readonly<Record<KeyForm, string>> = { aws: '/', google: '-', batch: '-' };

/** The key of a run's copy in a cloud, say `tower-1k0K4WlGep8ZTM/DB_PASSWORD` in AWS. */
export function copyKey(cloud: Cloud, run: RunId, name: SecretName): string {
  return `${copyKeyPrefix(cloud, run)}${name}`;
}

/** What the keys of a run's copies have in common, say `tower-1k0K4WlGep8ZTM/` in AWS. */
export function copyKeyPrefix(form: KeyForm, run: RunId): string {
  return `${copyPrefix}${run}${separators[form]}`;
}

/** The run and the name in a key of this form, whoever made it; null for any other key. */
export function parseCopyKey(
  form: KeyForm,
  key: string,
): { readonly run: RunId; readonly name: string } | null {
  const at = key.indexOf(separators[form], copyPrefix.length);
  const run = parseRunId(key.slice(copyPrefix.length, at));
  const name = key.slice(at + 1);
  return key.startsWith(copyPrefix) && at > 0 && run !== null && /^\w+$/.test(name)
    ? { run, name }
    : null;
}
