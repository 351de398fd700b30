import * as vscode from 'vscode';
import { analyse, type FileAnalysis } from '../../core/nextflow/analysis.ts';
import { testSuites } from '../../core/nextflow/testFile.ts';
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
  async read({ folder, options, work }: LaunchRequest, signal: AbortSignal): Promise<PipelineUses> {
    await until(() => this.#index.complete, this.#index.onDidChange, signal);
    const file = vscode.Uri.file(options.script);
    const { uses, complete } =
      work?.kind === 'tests'
        ? testUses(this.#index, folder.uri, file.toString(), testSuites(await textOf(file)))
        : { uses: this.#index.uses(folder.uri), complete: true };
    return {
      complete,
      uses: uses.map(({ file, reference, line }) => ({
        reference,
        at: `${vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri), false)}:${line}`,
      })),
    };
  }

  /** Whether every process of a folder has a stub, so that a stub run comes to its end. */
  stubbed(folder: string): boolean {
    return this.#index.files
      .filter(file => file.folder === folder)
      .every(({ processes }) => processes.every(({ stub }) => stub));
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
