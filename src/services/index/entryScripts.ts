import { naturalOrder } from '../../core/naturalOrder.ts';
import { resolveUri } from '../../core/nextflow/fileUri.ts';
import { moduleUris } from '../../core/nextflow/scan/findIncludes.ts';
import { configuredText } from '../../core/runs/backends/configuredValue.ts';
import type { PipelineSource } from '../ports/pipelineSource.ts';
import { followIncludes } from './followIncludes.ts';
import { indexAs, type IndexedFile } from './indexedFile.ts';

/** Files of pipelines, say those of an index. */
export interface IndexedFiles {
  readonly files: readonly IndexedFile[];
}

/** A script that can be launched, and the workspace folder that it is launched from. URIs. */
export interface EntryScript {
  readonly uri: string;
  readonly folder: string;
}

/**
 * Every script of the workspace that can be launched: those with an entry workflow, those that a
 * config names as its pipeline's, and each `main.nf` of a pipeline, whose code may stand outside
 * workflows. The ones nearest to their folder first, what a config names before `main.nf` before
 * others, else by their paths.
 */
export function entryScripts({ files }: IndexedFiles): readonly EntryScript[] {
  const named = namedScripts(files);
  const entries = files.filter(({ entry, uri }) => entry || named.has(uri));
  const uris = new Set(files.map(({ uri }) => uri));
  const mains = files.filter(file => !entries.includes(file) && isPipelineMain(file, uris));
  // A module may bring a config of its own, too.
  const modules = mains.length === 0 ? new Set() : includedIn(files);
  const rank = ({ uri, folder }: EntryScript): readonly number[] => {
    const pipeline = named.get(uri);
    const main = pipeline !== undefined ? 0 : uri.endsWith('/main.nf') ? 1 : 2;
    return [(pipeline ?? uri).slice(folder.length).split('/').length, main];
  };
  return [...entries, ...mains.filter(({ uri }) => !modules.has(uri))]
    .flatMap(({ uri, folder }) => (folder === null ? [] : [{ uri, folder }]))
    .map(script => ({ script, rank: rank(script) }))
    .sort(
      (a, b) =>
        (a.rank[0] ?? 0) - (b.rank[0] ?? 0) ||
        (a.rank[1] ?? 0) - (b.rank[1] ?? 0) ||
        naturalOrder(a.script.uri, b.script.uri),
    )
    .map(({ script }) => script);
}

/** The files of an index, and main scripts that it does not have because of their suffixes. */
export async function withMainScripts(
  { files }: IndexedFiles,
  source: Pick<PipelineSource, 'text'>,
): Promise<IndexedFiles> {
  const known = new Set(files.map(({ uri }) => uri));
  const others = [...namedScripts(files)].filter(([uri]) => !known.has(uri));
  const read = await Promise.all(
    others.map(async ([uri, config]) => {
      const text = await source.text(uri);
      const folder = files.find(file => file.uri === config)?.folder ?? null;
      return text === null ? null : indexAs('script', uri, folder, text);
    }),
  );
  return { files: [...files, ...read.filter(file => file !== null)] };
}

/** The script that is run when a folder is launched, as a URI. */
export function mainScript({ files }: IndexedFiles, folder: string): string {
  const own = `${folder}/nextflow.config`;
  const [named] = [...namedScripts(files)].find(([, config]) => config === own) ?? [];
  return named ?? `${folder}/main.nf`;
}

/** The scripts that `manifest.mainScript` names, each with the config that does. URIs. */
function namedScripts(files: readonly IndexedFile[]): ReadonlyMap<string, string> {
  const configs = files.filter(({ uri }) => uri.endsWith('/nextflow.config'));
  return new Map(
    configs.flatMap(({ uri, settings }) => {
      const always = settings.filter(({ profile }) => profile === null);
      const name = configuredText(always, 'manifest', 'mainScript');
      return name ? [[resolveUri(uri, name), uri] as const] : [];
    }),
  );
}

/** The entry scripts that include a script, however far down. */
export function includersOf(
  index: IndexedFiles,
  entries: readonly EntryScript[],
  module: string,
): readonly EntryScript[] {
  const files = new Map(index.files.map(file => [file.uri, file]));
  return entries.filter(({ uri, folder }) => {
    const found = new Set<string>();
    followIncludes(uri, { project: folderOf(uri), launch: folder }, files, found);
    return found.has(module);
  });
}

/** Whether a script without an entry workflow is called as that of a pipeline, and lies so. */
function isPipelineMain({ uri, folder }: IndexedFile, all: ReadonlySet<string>): boolean {
  return (
    uri.endsWith('/main.nf') &&
    (folderOf(uri) === folder || all.has(`${folderOf(uri)}/nextflow.config`))
  );
}

/** The scripts that others include. */
function includedIn(files: readonly IndexedFile[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ uri, folder, includes }) =>
      includes.flatMap(include =>
        include.kind === 'module'
          ? moduleUris(include, uri, { project: folderOf(uri), launch: folder ?? folderOf(uri) })
          : [],
      ),
    ),
  );
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
