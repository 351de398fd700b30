import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { escapeForStore, type StorageForm } from '../../arrival/valueTraits.ts';
import { err, ok, type Result } from '../../result.ts';

/** The file that `NXF_SECRETS_FILE` names: a JSON array of names and values (Nextflow 24.10.0). */
const schema = v.array(v.object({ name: v.string(), value: v.string() }));

/** A secret to be written, its value as the pipeline is to see it. */
export interface StoredSecret {
  readonly name: string;
  readonly value: string;
  readonly form: StorageForm;
}

/** Stands in a store file for the value of a secret that only tasks of a cloud read. */
export const heldByCloud = 'held by the cloud, for the tasks of this run';

/** Names the entry of a run's store that is no secret but random. */
export const saltName = 'NEXTFLOW_SECRETS_SALT';

/** The name of a store file in its folder; Nextflow puts its temporary files beside it. */
export const storeFileName = 'secrets.json';

/** What makes Nextflow read the store of a folder, in a terminal (Linux and macOS). */
export function terminalEnvironment(storeFolder: string): Readonly<Record<string, string>> {
  return { NXF_SECRETS_FILE: `${storeFolder}/${storeFileName}`, NXF_ENABLE_SECRETS: 'true' };
}

/** Where `nextflow secrets` keeps its store; a relative `NXF_SECRETS_FILE` starts at `NXF_HOME`. */
export function usualStoreFile(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const file = env['NXF_SECRETS_FILE'] ?? 'secrets/store.json';
  return file.startsWith('/') ? file : `${env['NXF_HOME'] ?? `${home}/.nextflow`}/${file}`;
}

/** The text of a store file. */
export function formatStore(secrets: readonly StoredSecret[]): string {
  return JSON.stringify(
    secrets.map(({ name, value, form }) => ({
      name,
      value: form === 'escaped' ? escapeForStore(value) : value,
    })),
  );
}

/** Reads a store file of Nextflow's; an empty one has no secrets. The reason names no value. */
export function parseStore(
  text: string,
): Result<readonly { readonly name: string; readonly value: string }[], string> {
  if (text.trim() === '') {
    return ok([]);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(l10n.t('it is not JSON'));
  }
  const parsed = v.safeParse(schema, json);
  return parsed.success ? ok(parsed.output) : err(l10n.t('it is not a list of names and values'));
}

/** What a pipeline may see of a stored secret: the text as it is, and as bash reads it. */
export function valuesOf({
  name,
  value,
}: {
  readonly name: string;
  readonly value: string;
}): readonly { readonly name: string; readonly value: string }[] {
  const read = value.replace(/\\([\\"`])/g, '$1');
  return read === value
    ? [{ name, value }]
    : [
        { name, value },
        { name, value: read },
      ];
}
