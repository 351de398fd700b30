import * as vscode from 'vscode';
import {
  type EntryScript,
  entryScripts,
  includersOf,
  withMainScripts,
} from '../../../services/index/entryScripts.ts';
import type { PipelineIndex } from '../../../services/index/pipelineIndex.ts';
import type { LaunchRequest, PipelineUses } from '../../../services/launch/launchRequest.ts';
import { PipelineReader } from '../../../services/launch/pipelineReader.ts';
import type { PipelineSource } from '../../../services/ports/pipelineSource.ts';
import type { ConfigAsking } from '../../../services/ports/runs/tools.ts';

/** A script that can be launched, and the workspace folder that it is launched from. */
export interface LaunchableScript {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
}

/** What there is to launch in the workspace's folders, from the index. */
export class Pipelines {
  readonly #index: PipelineIndex;
  readonly #source: PipelineSource;
  readonly #reader: PipelineReader;

  constructor(index: PipelineIndex, source: PipelineSource) {
    this.#index = index;
    this.#source = source;
    this.#reader = new PipelineReader({
      index,
      source,
      labelOf: uri => vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false),
    });
  }

  read(
    request: LaunchRequest,
    signal: AbortSignal,
    asking: ConfigAsking | null = null,
  ): Promise<PipelineUses> {
    return this.#reader.read(request, signal, asking);
  }

  /** Every script that can be launched, those of each folder together. */
  async scripts(): Promise<readonly LaunchableScript[]> {
    await this.#reader.complete();
    return launchable(entryScripts(await withMainScripts(this.#index, this.#source)));
  }

  /** The scripts that a module is a part of, or the script itself where it can be launched. */
  async scriptsWith(file: vscode.Uri): Promise<readonly LaunchableScript[]> {
    await this.#reader.complete();
    const files = await withMainScripts(this.#index, this.#source);
    const entries = entryScripts(files);
    const uri = file.toString();
    const itself = entries.filter(entry => entry.uri === uri);
    return launchable(itself.length > 0 ? itself : includersOf(files, entries, uri));
  }

  /** The profiles that the configs of a script's run have. */
  profiles(script: LaunchableScript): Promise<readonly string[]> {
    return this.#reader.profiles(entryOf(script));
  }

  /** Whether every process of a script's run is known, and has a stub. */
  hasStubs(script: LaunchableScript): Promise<boolean> {
    return this.#reader.hasStubs(entryOf(script));
  }
}

/** In the order of the workspace's folders. */
function launchable(entries: readonly EntryScript[]): readonly LaunchableScript[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(folder =>
    entries
      .filter(entry => entry.folder === folder.uri.toString())
      .map(({ uri }) => ({ uri: vscode.Uri.parse(uri), folder })),
  );
}

function entryOf({ uri, folder }: LaunchableScript): EntryScript {
  return { uri: uri.toString(), folder: folder.uri.toString() };
}
