import { entryScripts } from './entryScripts.ts';
import { followIncludes } from './followIncludes.ts';
import type { PipelineIndex } from './pipelineIndex.ts';

/** URI of a workspace folder; null stands for files of none. */
type Folder = string | null;

/**
 * The folders whose code must agree with that of these on the name of a secret, these first: a
 * pipeline may include files of another folder, and then both name what one run is given.
 */
export function joinedFolders(
  index: PipelineIndex,
  name: string,
  folders: readonly Folder[],
): readonly Folder[] {
  const joined = new Set(folders);
  const groups = foldersOfPipelines(index, name);
  for (let before = -1; before < joined.size;) {
    before = joined.size;
    groups
      .filter(group => group.some(folder => joined.has(folder)))
      .forEach(group => {
        group.forEach(folder => joined.add(folder));
      });
  }
  return [...joined];
}

/** For each pipeline the folders of its own whose code names the secret. */
function foldersOfPipelines(index: PipelineIndex, name: string): readonly (readonly Folder[])[] {
  const files = new Map(index.files.map(file => [file.uri, file]));
  const naming = index.uses().filter(({ reference }) => reference.name === name);
  const namingFiles = new Map(naming.map(({ file }) => [file.uri, file.folder]));
  const namingFolders = new Set(namingFiles.values());
  return entryScripts(index).map(({ uri, folder }) => {
    const scripts = new Set<string>();
    const project = uri.slice(0, uri.lastIndexOf('/'));
    followIncludes(uri, { project, launch: folder }, files, scripts);
    const found = [...scripts].flatMap(script => namingFiles.get(script) ?? []);
    // Its configs may name what its processes of elsewhere get.
    return found.length > 0 && namingFolders.has(folder) ? [folder, ...found] : found;
  });
}
