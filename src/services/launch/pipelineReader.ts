import { testSuites } from '../../core/nextflow/files/testSuites.ts';
import { fileUri, resolveUri } from '../../core/nextflow/fileUri.ts';
import { configArguments } from '../../core/runs/launch/commandLine.ts';
import { stubless } from '../../core/runs/launch/stubs.ts';
import { until } from '../async/until.ts';
import type { EntryScript } from '../index/entryScripts.ts';
import type { PipelineIndex } from '../index/pipelineIndex.ts';
import {
  type ScriptLaunch,
  scriptSettings,
  type ScriptUses,
  scriptUses,
} from '../index/scriptUses.ts';
import { testUses } from '../index/testUses.ts';
import type { LaunchRequest, PipelineUses } from './launch.ts';

interface PipelineReaderDeps {
  readonly index: PipelineIndex;
  /** The text of a file, by its URI. */
  readonly textOf: (uri: string) => Promise<string>;
  /** How a file is called for people, say `modules/align.nf`. */
  readonly labelOf: (uri: string) => string;
}

/** Tells from the index what launches read. Each answer waits until every file was read once. */
export class PipelineReader {
  readonly #deps: PipelineReaderDeps;

  constructor(deps: PipelineReaderDeps) {
    this.#deps = deps;
  }

  async read(request: LaunchRequest, signal: AbortSignal): Promise<PipelineUses> {
    await this.complete(signal);
    const { index, labelOf } = this.#deps;
    const { folder, options } = request;
    const configs = configRoots(folder.uri, fileUri(options.script), options.extraArguments);
    const { uses, processes, complete } = await this.#uses(request, configs);
    return {
      complete,
      processes,
      settings: scriptSettings(index, { folder: folder.uri, configs }, options.profiles).settings,
      uses: uses.map(({ file, reference, line }) => ({
        reference,
        at: `${labelOf(file.uri)}:${line}`,
      })),
    };
  }

  /** The profiles that the configs of a script's run have. */
  async profiles(script: EntryScript): Promise<readonly string[]> {
    await this.complete();
    const { folder, configs } = plainLaunch(script);
    return scriptSettings(this.#deps.index, { folder, configs }, []).profiles;
  }

  /** The processes without a stub of those that a script's run has. */
  async stubless(script: EntryScript): Promise<readonly string[]> {
    await this.complete();
    return stubless(scriptUses(this.#deps.index, plainLaunch(script)).processes);
  }

  /** Waits until every file was read once. */
  async complete(signal = new AbortController().signal): Promise<void> {
    const { index } = this.#deps;
    await until(() => index.complete, index.onDidChange, signal);
  }

  async #uses(
    { folder, options, work }: LaunchRequest,
    configs: readonly string[],
  ): Promise<ScriptUses> {
    const { index, textOf } = this.#deps;
    const script = fileUri(options.script);
    const all = index.files.filter(file => file.folder === folder.uri);
    const processes = all.flatMap(file => file.processes);
    switch (work?.kind ?? 'pipeline') {
      case 'pipeline':
        return scriptUses(index, { script, folder: folder.uri, configs });
      case 'tests': {
        const suites = testSuites(await textOf(script));
        return { processes, ...testUses(index, folder.uri, script, suites) };
      }
      case 'terminal':
        // Whatever of the folder may be started in it.
        return { processes, uses: index.uses(folder.uri), complete: true };
    }
  }
}

/** A launch of a script from its workspace folder, with no options. */
export function plainLaunch({ uri, folder }: EntryScript): ScriptLaunch {
  return { script: uri, folder, configs: configRoots(folder, uri, []) };
}

/** The configs that Nextflow reads by itself, of the pipeline and of the folder, and those of `-c`. */
function configRoots(
  folder: string,
  script: string,
  extraArguments: readonly string[],
): readonly string[] {
  const inFolder = (path: string): string => resolveUri(`${folder}/x`, path);
  const named = configArguments(extraArguments).map(path =>
    path.startsWith('/') ? fileUri(path) : inFolder(path),
  );
  const all = [resolveUri(script, 'nextflow.config'), inFolder('nextflow.config'), ...named];
  return [...new Set(all)];
}
