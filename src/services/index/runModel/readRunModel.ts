import {
  activeSettings,
  chosenProfiles,
  includedUri,
  type PlacedSetting,
} from '../../../core/nextflow/files/activeSettings.ts';
import type { FileKind } from '../../../core/nextflow/files/fileKind.ts';
import { mixesProfiles } from '../../../core/nextflow/files/mixesProfiles.ts';
import type { Span } from '../../../core/nextflow/groovy/span.ts';
import {
  type Include,
  moduleUris,
  type RunFolders,
  templateUris,
} from '../../../core/nextflow/scan/findIncludes.ts';
import type { ProcessBlock } from '../../../core/nextflow/scan/scriptBlocks.ts';
import { hasComputedLabel } from '../../../core/runs/backends/processSecrets.ts';
import { type GivenSettings, withGiven } from '../../../core/runs/launch/givenSettings.ts';
import type { PipelineSource } from '../../ports/pipelineSource.ts';
import { indexAs, type IndexedFile } from '../indexedFile.ts';
import { indexInScope } from '../indexInScope.ts';
import { type PipelineIndex, usesIn } from '../pipelineIndex.ts';
import { withReferences } from '../withReferences.ts';
import { namedClasses } from './namedClasses.ts';
import { isReplaced, isUnasked, isUnreached, reachedFrom } from './reached.ts';
import { runFlow, type RunToFollow } from './runFlow.ts';
import type { RunGap, RunModel, ScriptLaunch } from './runModel.ts';
import { decided, isAskedForIn, type RunProcess, runProcesses } from './runProcesses.ts';
import { processOfTemplate, type Template, templateFiles } from './templateFiles.ts';

const nothingGiven: GivenSettings = { before: [], after: [] };

/** Reads the model of a run: from the index, which has unsaved text too, else from disk. */
export async function readRunModel(
  index: PipelineIndex,
  source: PipelineSource,
  launch: ScriptLaunch,
): Promise<RunModel> {
  const reading = new RunReading(index, source, launch);
  await reading.script(launch.script);
  await reading.classes();
  for (const config of launch.configs) {
    await reading.config(config, null);
  }
  return reading.model();
}

/** Files that have been read, by the URIs under which they were asked for. */
class RunReading {
  readonly #index: PipelineIndex;
  readonly #source: PipelineSource;
  readonly #launch: ScriptLaunch;
  readonly #files = new Map<string, IndexedFile>();
  readonly #scripts = new Set<IndexedFile>();
  readonly #templates = new Map<string, Template>();
  readonly #configs = new Map<string, IndexedFile>();
  /** Where the targets of `includeConfig` lie. */
  readonly #included = new Map<string, string>();
  readonly #gaps: RunGap[] = [];
  readonly #modules = new Map<Include, IndexedFile>();
  readonly #classes = new Set<IndexedFile>();
  #entry: IndexedFile | null = null;

  constructor(index: PipelineIndex, source: PipelineSource, launch: ScriptLaunch) {
    this.#index = index;
    this.#source = source;
    this.#launch = launch;
  }

  model(): RunModel {
    const { configs, profiles, entry = null, given = nothingGiven } = this.#launch;
    const byFile = new Map([...this.#configs].map(([uri, file]) => [uri, file.settings]));
    const configured = activeSettings(
      byFile,
      configs,
      profiles ?? [],
      (target, from) => this.#included.get(`${from} ${target}`) ?? null,
    );
    const settings = withGiven(given, configured);
    const start = this.#entry && { script: this.#entry, workflow: entry };
    const reached = this.#gaps.some(({ kind }) => kind === 'module')
      ? null
      : reachedFrom(start, this.#scripts, this.#modules);
    const processesWith = (its: readonly PlacedSetting[]): readonly RunProcess[] =>
      runProcesses(start, this.#scripts, this.#modules, its, reached);
    const templates = templateFiles(this.#templates.values(), this.#launch.folder, reached);
    const read = [...this.#scripts, ...this.#classes, ...templates, ...this.#configs.values()];
    const processes = processesWith(settings);
    const computed =
      [...this.#configs.values()].some(its => its.computed) ||
      (profiles !== null && mixesProfiles(settings));
    const known =
      !computed && this.#gaps.every(({ kind }) => kind === 'template') && this.#isSettled;
    const isDecided = known && !processes.some(hasComputedLabel);
    const isRead = (file: IndexedFile, span: Span): boolean =>
      this.#isRead(file, span) &&
      (!known ||
        !isUnasked(
          file,
          span,
          reference =>
            isAskedForIn(file, reference, processes, settings) &&
            !isReplaced(file, reference, settings) &&
            !(reference.kind === 'directive' && reached && isUnreached(file, reference, reached)),
        ));
    const run = { settings, processes, reached, workflow: entry };
    const followed = this.#followed(read, { ...run, complete: known && profiles !== null });
    const files = isDecided ? followed.map(file => withReferences(file, decided)) : followed;
    const allUses = usesIn(files).filter(
      ({ file, reference }) =>
        this.#isRead(file, reference.span) && !(reached && isUnreached(file, reference, reached)),
    );
    return {
      files,
      isRead,
      uses: allUses.filter(({ file, reference }) => isRead(file, reference.span)),
      allUses,
      processes,
      processesWith,
      given,
      settings,
      configs: [...this.#configs.keys()],
      roots: configs.filter(uri => this.#configs.has(uri)),
      profiles: [...new Set([...this.#configs.values()].flatMap(({ profiles: its }) => its))],
      computed,
      gaps: this.#gaps,
    };
  }

  #followed(
    read: readonly IndexedFile[],
    run: Omit<RunToFollow, 'scripts' | 'configs' | 'classes' | 'included'>,
  ): readonly IndexedFile[] {
    const followed = runFlow({
      ...run,
      scripts: [...this.#scripts],
      configs: [...this.#configs.values()],
      classes: [...this.#classes],
      included: this.#modules,
    });
    return read.map(file => followed.get(file) ?? file);
  }

  /** Reads a script and what it includes; null where there is none. */
  async script(uri: string): Promise<IndexedFile | null> {
    const placed = await this.#place(uri);
    const file = placed === null ? null : await this.#file('script', uri, placed);
    this.#entry ??= file;
    if (placed === null || !file) {
      return null;
    }
    if (this.#scripts.has(file)) {
      return file;
    }
    this.#scripts.add(file);
    for (const include of file.includes) {
      const found =
        include.kind === 'module'
          ? await this.#first(moduleUris(include, placed, this.#folders), it =>
              this.#module(include, it),
            )
          : include.kind === 'config' ||
            (await this.#first(templateUris(include, placed, this.#folders), it =>
              this.#template(it, processOfTemplate(file, include)),
            ));
      if (!found) {
        const { kind, target, line } = include;
        this.#gaps.push({ kind, uri: file.uri, line, target });
      }
    }
    return file;
  }

  /** Reads the files of `lib` that have a class which a script names. */
  async classes(): Promise<void> {
    for (const uri of namedClasses(this.#index, this.#folders.project, this.#scripts)) {
      const placed = await this.#source.locate(uri);
      const file = placed === null ? null : await this.#file('class', placed, placed);
      if (file) {
        this.#classes.add(file);
      }
    }
  }

  async #module(include: Include, uri: string): Promise<boolean> {
    const file = await this.script(uri);
    if (file) {
      this.#modules.set(include, file);
    }
    return file !== null;
  }

  /**
   * Reads a config and what it includes in the profiles of the launch, as a part of these scopes;
   * false where there is none.
   */
  async config(
    uri: string,
    inherited: string | null,
    into: readonly string[] = [],
  ): Promise<boolean> {
    const placed = await this.#place(uri);
    const file = placed === null ? null : await this.#configFile(uri, placed, into);
    if (placed === null || !file) {
      return false;
    }
    if (this.#configs.has(uri)) {
      return true;
    }
    this.#configs.set(uri, file);
    for (const { path, value, profile, line, into: scopes } of file.settings) {
      const its = profile ?? inherited;
      if (path[0] === 'includeConfig' && this.#isChosen(its)) {
        const target = value === null ? null : includedUri(value, placed, this.#folders);
        this.#included.set(`${uri} ${value ?? ''}`, target ?? '');
        if (target === null || !(await this.config(target, its, scopes))) {
          this.#gaps.push({ kind: 'config', uri: file.uri, line, target: value });
        }
      }
    }
    return true;
  }

  async #configFile(
    uri: string,
    placed: string,
    into: readonly string[],
  ): Promise<IndexedFile | null> {
    if (into.length === 0) {
      return this.#file('config', uri, placed);
    }
    const text = await this.#source.text(placed);
    return text === null ? null : indexInScope(into, placed, this.#launch.folder, text);
  }

  async #template(uri: string, of: ProcessBlock | null): Promise<boolean> {
    const placed = await this.#place(uri);
    const text = placed === null ? null : await this.#source.text(placed);
    if (text !== null) {
      const key = `${of?.kind ?? ''} ${uri}`;
      const known = this.#templates.get(key) ?? { uri, text, of: new Set() };
      this.#templates.set(key, { ...known, of: known.of.add(of) });
    }
    return text !== null;
  }

  get #folders(): RunFolders {
    const { script, folder } = this.#launch;
    return { project: script.slice(0, script.lastIndexOf('/')), launch: folder };
  }

  /** Whether the profiles are known, as far as they decide on the secrets of processes. */
  get #isSettled(): boolean {
    const { profiles } = this.#launch;
    const all = [...this.#configs.values()].flatMap(({ settings }) => settings);
    return (
      profiles !== null ||
      all.every(
        ({ profile, path }) =>
          profile === null || !['secret', 'includeConfig'].includes(path.at(-1) ?? ''),
      )
    );
  }

  /** Whether a place is of the launch's profiles: what other profiles set, no run asks for. */
  #isRead(file: IndexedFile, span: Span): boolean {
    return !file.settings.some(
      ({ profile, span: its }) =>
        its.start <= span.start && span.end <= its.end && !this.#isChosen(profile),
    );
  }

  #isChosen(profile: string | null): boolean {
    const { profiles } = this.#launch;
    return profile === null || profiles === null || chosenProfiles(profiles).includes(profile);
  }

  /** Paths in a file are relative to the folder that it really lies in (Nextflow 24.10.0). */
  async #place(uri: string): Promise<string | null> {
    return (await this.#source.locate(uri)) ?? (this.#index.file(uri) ? uri : null);
  }

  async #file(kind: FileKind, uri: string, placed: string): Promise<IndexedFile | null> {
    const known =
      this.#index.file(uri) ?? this.#index.file(placed) ?? this.#files.get(placed) ?? null;
    if (known) {
      return known;
    }
    const text = await this.#source.text(placed);
    const file = text === null ? null : indexAs(kind, placed, this.#launch.folder, text);
    if (file) {
      this.#files.set(placed, file);
    }
    return file;
  }

  async #first(uris: readonly string[], read: (uri: string) => Promise<boolean>): Promise<boolean> {
    for (const uri of uris) {
      if (await read(uri)) {
        return true;
      }
    }
    return false;
  }
}
