import { testSuites } from '../../core/nextflow/files/testSuites.ts';
import { fileUri, resolveUri } from '../../core/nextflow/fileUri.ts';
import {
  allProfiles,
  configArguments,
  replacingConfigs,
} from '../../core/runs/launch/commandLine.ts';
import { entryWorkflow, givenSettings } from '../../core/runs/launch/givenSettings.ts';
import { stubless } from '../../core/runs/launch/stubs.ts';
import type { Work } from '../../core/runs/launch/work.ts';
import { launchedPath } from '../../core/runs/record/recordedWork.ts';
import { until } from '../async/until.ts';
import type { EntryScript } from '../index/entryScripts.ts';
import type { PipelineIndex, Use } from '../index/pipelineIndex.ts';
import { printedUri } from '../index/runModel/printedModel.ts';
import { readRunModel } from '../index/runModel/readRunModel.ts';
import type { RunModel, ScriptLaunch } from '../index/runModel/runModel.ts';
import { testUses } from '../index/testUses.ts';
import type { PipelineSource } from '../ports/pipelineSource.ts';
import type { ConfigAsking } from '../ports/runs/tools.ts';
import { ConfigReader } from './configReader.ts';
import { isPipelineRequest, type LaunchRequest, type PipelineUses } from './launchRequest.ts';
import { namedByParams } from './namedByParams.ts';

interface PipelineReaderDeps {
  readonly index: PipelineIndex;
  readonly source: PipelineSource;
  /** How a file is called for people, say `modules/align.nf`. */
  readonly labelOf: (uri: string) => string;
}

/** Tells from the index what launches read. Each answer waits until every file was read once. */
export class PipelineReader {
  readonly #deps: PipelineReaderDeps;
  readonly #configs: ConfigReader;

  constructor(deps: PipelineReaderDeps) {
    this.#deps = deps;
    this.#configs = new ConfigReader(deps.source);
  }

  /** `asking` asks Nextflow, which runs the code of configs: only once somebody wants a run. */
  async read(
    request: LaunchRequest,
    signal: AbortSignal,
    asking: ConfigAsking | null = null,
  ): Promise<PipelineUses> {
    await this.complete(signal);
    const { folder } = request;
    const all = this.#deps.index.uses(folder.uri).flatMap(({ reference }) => reference.name ?? []);
    const written = await this.#model(request);
    const inFiles = written.uses.flatMap(({ reference }) => reference.name ?? []);
    const { model, config } =
      asking && isPipelineRequest(request)
        ? await this.#configs.read(request, written, new Set([...all, ...inFiles]), asking, signal)
        : { model: written, config: { kind: 'files' } as const };
    const named =
      isPipelineRequest(request) && config.kind !== 'assumed'
        ? { ...model, uses: await namedByParams(model, () => this.#configs.params(request)) }
        : model;
    const { uses, processes, settings, gaps, complete } = await this.#uses(request, named);
    const own = new Set(uses.flatMap(({ reference }) => reference.name ?? []));
    return {
      config,
      complete,
      processes,
      settings,
      uses: uses.map(({ file, reference, line }) => ({
        reference,
        at: this.#place(file.uri, line),
      })),
      gaps: gaps.map(({ kind, target, uri, line }) => ({
        kind,
        target,
        at: this.#place(uri, line),
      })),
      elsewhere: [...new Set(all)].filter(name => !own.has(name)),
    };
  }

  /** What a run of a script reads that is launched from its folder with no options. */
  async plainModel(script: EntryScript): Promise<RunModel> {
    return readRunModel(
      this.#deps.index,
      this.#deps.source,
      plainLaunch(script, this.#deps.source),
    );
  }

  /** The profiles that the configs of a script's run have. */
  async profiles(script: EntryScript): Promise<readonly string[]> {
    await this.complete();
    return (await this.plainModel(script)).profiles;
  }

  /** Whether every process of a script's run is known, and has a stub. */
  async hasStubs(script: EntryScript): Promise<boolean> {
    await this.complete();
    const { processes, gaps } = await this.plainModel(script);
    return (
      processes.length > 0 &&
      stubless(processes).length === 0 &&
      gaps.every(({ kind }) => kind !== 'module')
    );
  }

  /** Waits until every file was read once. */
  async complete(signal = new AbortController().signal): Promise<void> {
    const { index } = this.#deps;
    await until(() => index.complete, index.onDidChange, signal);
  }

  #place(uri: string, line: number): string {
    return uri === printedUri ? 'nextflow config' : `${this.#deps.labelOf(uri)}:${line}`;
  }

  #model({ folder, work }: LaunchRequest): Promise<RunModel> {
    const { index, source } = this.#deps;
    const script = { uri: startOf(work, folder.path), folder: folder.uri };
    const [words, profiles] =
      work.kind === 'pipeline'
        ? [work.options.extraArguments, allProfiles(work.options)]
        : [[], []];
    return readRunModel(index, source, { ...scriptLaunch(script, source, words), profiles });
  }

  async #uses({ folder, work }: LaunchRequest, model: RunModel): Promise<ReadUses> {
    const { index, source } = this.#deps;
    const { settings } = model;
    const ofFolder = (): RunModel['processes'] =>
      index.files.filter(file => file.folder === folder.uri).flatMap(({ processes }) => processes);
    switch (work.kind) {
      case 'pipeline':
        return { ...model, complete: model.gaps.length === 0 };
      case 'tests': {
        const script = startOf(work, folder.path);
        const suites = testSuites((await source.text(script)) ?? '');
        return {
          processes: ofFolder(),
          settings,
          gaps: [],
          ...testUses(index, folder.uri, script, suites),
        };
      }
      case 'terminal':
        // Whatever of the folder may be started in it.
        return {
          processes: ofFolder(),
          settings,
          gaps: [],
          uses: index.uses(folder.uri),
          complete: true,
        };
    }
  }
}

type ReadUses = Pick<RunModel, 'processes' | 'settings' | 'gaps'> & {
  readonly uses: readonly Use[];
  readonly complete: boolean;
};

/** Where reading begins: what may be started in a terminal has the configs of the folder's own run. */
function startOf(work: Work, folder: string): string {
  return fileUri(work.kind === 'terminal' ? `${folder}/main.nf` : launchedPath(work, folder));
}

/** A launch of a script from its workspace folder, with no options. */
export function plainLaunch(
  script: EntryScript,
  source: Pick<PipelineSource, 'userConfig' | 'variables'>,
): ScriptLaunch {
  return scriptLaunch(script, source, []);
}

/** A launch of a script with these extra arguments, in whatever profiles. */
function scriptLaunch(
  { uri, folder }: EntryScript,
  { userConfig, variables }: Pick<PipelineSource, 'userConfig' | 'variables'>,
  words: readonly string[],
): ScriptLaunch {
  const inFolder = (path: string): string =>
    path.startsWith('/') ? fileUri(path) : resolveUri(`${folder}/x`, path);
  const instead = variables.NXF_CONFIG_FILE;
  const replacing = replacingConfigs(words).map(inFolder);
  const usual = [
    ...(userConfig === null ? [] : [userConfig]),
    ...ownConfigs(uri, folder, instead === undefined ? null : inFolder(instead)),
    ...configArguments(words).map(inFolder),
  ];
  return {
    script: uri,
    folder,
    configs: [...new Set(replacing.length > 0 ? replacing : usual)],
    profiles: null,
    entry: entryWorkflow(words),
    given: givenSettings(words, variables),
  };
}

/** Those beside the script and in the launch folder, whose place one of the environment takes. */
function ownConfigs(script: string, folder: string, instead: string | null): readonly string[] {
  const launch = resolveUri(`${folder}/x`, 'nextflow.config');
  const project = resolveUri(script, 'nextflow.config');
  return [...(project === launch ? [] : [project]), instead ?? launch];
}
