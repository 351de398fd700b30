import * as vscode from 'vscode';
import { activeSettings } from '../../core/nextflow/activeSettings.ts';
import { analyse, type FileAnalysis } from '../../core/nextflow/analysis.ts';
import { testSuites } from '../../core/nextflow/testFile.ts';
import { configArguments } from '../../core/runs/commandLine.ts';
import { stubless } from '../../core/runs/stubs.ts';
import type { PipelineUses, LaunchRequest } from '../../services/launch.ts';
import type { PipelineIndex } from '../../services/pipelineIndex.ts';
import { testUses } from '../../services/testUses.ts';
import { until } from '../../services/until.ts';
import type { OptionChoices } from './optionsPick.ts';

/** What there is to launch in the workspace's folders, from the index. */
export class Pipelines {
  readonly #index: PipelineIndex;

  constructor(index: PipelineIndex) {
    this.#index = index;
  }

  /** Waits until every file of the workspace was read. */
  async read(request: LaunchRequest, signal: AbortSignal): Promise<PipelineUses> {
    const { folder, options, work } = request;
    await until(() => this.#index.complete, this.#index.onDidChange, signal);
    const files = this.#index.files.filter(file => file.folder === folder.uri);
    const script = vscode.Uri.file(options.script);
    const { uses, complete } =
      work?.kind === 'tests'
        ? testUses(this.#index, folder.uri, script.toString(), testSuites(await textOf(script)))
        : { uses: this.#index.uses(folder.uri), complete: true };
    return {
      complete,
      processes: files.flatMap(({ processes }) => processes),
      settings: activeSettings(
        new Map(files.map(({ uri, settings }) => [uri, settings])),
        configRoots(request),
        options.profiles,
      ),
      uses: uses.map(({ file, reference, line }) => ({
        reference,
        at: `${vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri), false)}:${line}`,
      })),
    };
  }

  /** The processes of a folder without a stub. Waits until every file was read. */
  async stubless(folder: string): Promise<readonly string[]> {
    const { signal } = new AbortController();
    await until(() => this.#index.complete, this.#index.onDidChange, signal);
    const files = this.#index.files.filter(file => file.folder === folder);
    return stubless(files.flatMap(({ processes }) => processes));
  }

  /** The entry scripts of a folder, `main.nf` first, and the profiles of its configs. */
  async choices(folder: vscode.Uri): Promise<OptionChoices> {
    const scripts = await analysed(folder, '*.nf', 'script');
    const configs = await analysed(folder, '*.config', 'config');
    return {
      folder,
      scripts: scripts
        .filter(({ path, analysis }) => analysis.entry !== null || path.endsWith('main.nf'))
        .map(({ path }) => path)
        .sort((a, b) => Number(b.endsWith('main.nf')) - Number(a.endsWith('main.nf'))),
      profiles: [...new Set(configs.flatMap(({ analysis }) => analysis.profiles))],
    };
  }
}

async function textOf(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** The configs that Nextflow reads by itself, of the pipeline and of the folder, and those of `-c`. */
function configRoots({ folder, options }: LaunchRequest): readonly string[] {
  const base = vscode.Uri.parse(folder.uri);
  const own = vscode.Uri.joinPath(vscode.Uri.file(options.script), '../nextflow.config');
  const named = configArguments(options.extraArguments).map(path =>
    path.startsWith('/') ? vscode.Uri.file(path) : vscode.Uri.joinPath(base, path),
  );
  const all = [own, vscode.Uri.joinPath(base, 'nextflow.config'), ...named];
  return [...new Set(all.map(String))];
}

async function analysed(
  folder: vscode.Uri,
  pattern: string,
  kind: 'script' | 'config',
): Promise<readonly { readonly path: string; readonly analysis: FileAnalysis }[]> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern));
  return Promise.all(
    files.map(async uri => ({
      path: uri.fsPath,
      analysis: analyse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), kind),
    })),
  );
}
