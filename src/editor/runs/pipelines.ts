import * as vscode from 'vscode';
import { testSuites } from '../../core/nextflow/testFile.ts';
import { configArguments } from '../../core/runs/commandLine.ts';
import { stubless } from '../../core/runs/stubs.ts';
import { entryScripts, includersOf, type EntryScript } from '../../services/entryScripts.ts';
import type { PipelineUses, LaunchRequest } from '../../services/launch.ts';
import type { PipelineIndex } from '../../services/pipelineIndex.ts';
import {
  scriptSettings,
  scriptUses,
  type ScriptLaunch,
  type ScriptUses,
} from '../../services/scriptUses.ts';
import { testUses } from '../../services/testUses.ts';
import { until } from '../../services/until.ts';

/** A script that can be launched, and the workspace folder that it is launched from. */
export interface LaunchableScript {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
}

/** What there is to launch in the workspace's folders, from the index. */
export class Pipelines {
  readonly #index: PipelineIndex;

  constructor(index: PipelineIndex) {
    this.#index = index;
  }

  /** Waits until every file of the workspace was read. */
  async read(request: LaunchRequest, signal: AbortSignal): Promise<PipelineUses> {
    await this.#complete(signal);
    const { folder, options } = request;
    const configs = configRoots(folder.uri, options.script, options.extraArguments);
    const { uses, processes, complete } = await this.#uses(request, configs);
    return {
      complete,
      processes,
      settings: scriptSettings(this.#index, { folder: folder.uri, configs }, options.profiles)
        .settings,
      uses: uses.map(({ file, reference, line }) => ({
        reference,
        at: `${vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri), false)}:${line}`,
      })),
    };
  }

  /** Every script that can be launched, those of each folder together. */
  async scripts(): Promise<readonly LaunchableScript[]> {
    await this.#complete();
    return launchable(entryScripts(this.#index));
  }

  /** The scripts that a module is a part of, or the script itself where it can be launched. */
  async scriptsWith(file: vscode.Uri): Promise<readonly LaunchableScript[]> {
    await this.#complete();
    const entries = entryScripts(this.#index);
    const uri = file.toString();
    const itself = entries.filter(entry => entry.uri === uri);
    return launchable(itself.length > 0 ? itself : includersOf(this.#index, entries, uri));
  }

  /** The profiles that the configs of a script's run have. */
  async profiles(script: LaunchableScript): Promise<readonly string[]> {
    await this.#complete();
    const { folder, configs } = launchOf(script);
    return scriptSettings(this.#index, { folder, configs }, []).profiles;
  }

  /** The processes without a stub of those that a script's run has. */
  async stubless(script: LaunchableScript): Promise<readonly string[]> {
    await this.#complete();
    return stubless(scriptUses(this.#index, launchOf(script)).processes);
  }

  async #uses(
    { folder, options, work }: LaunchRequest,
    configs: readonly string[],
  ): Promise<ScriptUses> {
    const script = vscode.Uri.file(options.script);
    const all = this.#index.files.filter(file => file.folder === folder.uri);
    const processes = all.flatMap(file => file.processes);
    switch (work?.kind ?? 'pipeline') {
      case 'pipeline':
        return scriptUses(this.#index, { script: script.toString(), folder: folder.uri, configs });
      case 'tests': {
        const suites = testSuites(await textOf(script));
        return { processes, ...testUses(this.#index, folder.uri, script.toString(), suites) };
      }
      case 'terminal':
        // Whatever of the folder may be started in it.
        return { processes, uses: this.#index.uses(folder.uri), complete: true };
    }
  }

  async #complete(signal = new AbortController().signal): Promise<void> {
    await until(() => this.#index.complete, this.#index.onDidChange, signal);
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

function launchOf({ uri, folder }: LaunchableScript): ScriptLaunch {
  return launchFrom(folder.uri.toString(), uri);
}

/** A launch of a script from its workspace folder, with no options. */
export function launchFrom(folder: string, script: vscode.Uri): ScriptLaunch {
  return { script: script.toString(), folder, configs: configRoots(folder, script.fsPath, []) };
}

async function textOf(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** The configs that Nextflow reads by itself, of the pipeline and of the folder, and those of `-c`. */
function configRoots(
  folder: string,
  script: string,
  extraArguments: readonly string[],
): readonly string[] {
  const base = vscode.Uri.parse(folder);
  const own = vscode.Uri.joinPath(vscode.Uri.file(script), '../nextflow.config');
  const named = configArguments(extraArguments).map(path =>
    path.startsWith('/') ? vscode.Uri.file(path) : vscode.Uri.joinPath(base, path),
  );
  const all = [own, vscode.Uri.joinPath(base, 'nextflow.config'), ...named];
  return [...new Set(all.map(String))];
}
