import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { fileUri } from '../../core/nextflow/fileUri.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { Catalog } from '../../core/secrets/catalog.ts';
import { catalogOf } from '../../core/secrets/catalogOf.ts';
import type { Environment } from '../../core/seqera/environmentAccess.ts';
import {
  type EntryScript,
  entryScripts,
  withMainScripts,
} from '../../services/index/entryScripts.ts';
import { failureText } from '../shared/failureText.ts';
import { type FolderPipelines, readPipelines } from '../shared/folderPipelines.ts';
import { readCatalog } from '../shared/readCatalog.ts';
import type { CheckOptions } from './checkOptions.ts';
import type { CheckReport } from './checkReport.ts';
import { checkRuns } from './checkRuns.ts';
import { knownNamesOf } from './knownNames.ts';

/** Where the command line was started. */
export interface Surroundings {
  readonly env: Environment;
  /** Absolute path of the current folder. */
  readonly from: string;
}

/** Checks the runs that the options name; fails with a sentence where that cannot be done. */
export async function checkFolder(
  folder: string,
  options: CheckOptions,
  { env, from }: Surroundings,
): Promise<Result<CheckReport, string>> {
  const path = resolve(from, folder);
  const pipelines = readFolder(path);
  if (!pipelines.ok) {
    return pipelines;
  }
  const entries = await entriesOf(path, options, pipelines.value);
  const configs = options.config.map(config => resolve(from, config));
  const absent = configs.find(config => !isFile(config));
  if (!entries.ok || absent !== undefined) {
    return entries.ok ? err(`the config ${absent ?? ''} was not found`) : entries;
  }
  const catalog = await catalogFor(options, env, path);
  if (!catalog.ok) {
    return catalog;
  }
  return ok(
    await checkRuns({
      pipelines: pipelines.value,
      entries: entries.value,
      profiles: options.allProfiles ? null : options.profile,
      configs,
      catalog: catalog.value,
      from,
      env,
    }),
  );
}

function readFolder(path: string): Result<FolderPipelines, string> {
  try {
    return ok(readPipelines(path));
  } catch (error) {
    return err(`cannot read the folder ${path}: ${reasonOf(error)}`);
  }
}

/** The scripts that are named, else all that can be launched. */
async function entriesOf(
  path: string,
  { entry }: CheckOptions,
  { index, source, folder }: FolderPipelines,
): Promise<Result<readonly EntryScript[], string>> {
  const named = entry.map(script => resolve(path, script));
  const absent = named.find(script => !isFile(script));
  if (absent !== undefined) {
    return err(said({ kind: 'script-not-found', path: absent }));
  }
  const all =
    named.length > 0
      ? named.map(script => ({ uri: fileUri(script), folder }))
      : entryScripts(await withMainScripts(index, source));
  return all.length > 0
    ? ok(all)
    : err(`no script below ${path} has an entry workflow: name one with --entry`);
}

/** Which secrets there are: nothing is known of them where nobody says. */
async function catalogFor(
  options: CheckOptions,
  env: Environment,
  path: string,
): Promise<Result<Catalog, string>> {
  const { known, knownFile } = options;
  if (knownFile !== undefined) {
    try {
      return ok(catalogOf([...(known ?? []), ...knownNamesOf(readFileSync(knownFile, 'utf8'))]));
    } catch (error) {
      return err(`cannot read ${knownFile}: ${reasonOf(error)}`);
    }
  }
  if (known !== undefined) {
    return ok(catalogOf(known));
  }
  const read = await readCatalog(options, { env, folder: fileUri(path) });
  return read === null ? ok(Catalog.unloaded) : read.ok ? read : err(said(read.error));
}

function said(failure: Failure): string {
  return failureText(failure);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
