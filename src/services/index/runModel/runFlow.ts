import {
  type FilesOfRun,
  followRun,
  type Imported,
  type RunScript,
} from '../../../core/nextflow/acrossFiles/followRun.ts';
import type { PlacedSetting } from '../../../core/nextflow/files/activeSettings.ts';
import type { Reference } from '../../../core/nextflow/scan/reference.ts';
import { inForce } from '../../../core/runs/backends/processTarget.ts';
import type { IndexedFile } from '../indexedFile.ts';
import { withReferences } from '../withReferences.ts';
import type { IncludedFiles, Reached } from './reached.ts';
import type { RunProcess } from './runProcesses.ts';

/** What is known of a run, whose values are followed across its files. */
export interface RunToFollow {
  /** The entry script first. */
  readonly scripts: readonly IndexedFile[];
  readonly configs: readonly IndexedFile[];
  /** Files of `lib`. */
  readonly classes: readonly IndexedFile[];
  readonly included: IncludedFiles;
  readonly settings: readonly PlacedSetting[];
  readonly processes: readonly RunProcess[];
  readonly reached: Reached | null;
  readonly workflow: string | null;
  /** Whether all that the run reads is known. */
  readonly complete: boolean;
}

/** The files of a run whose references mean more in it than in the file alone, as they are in the run. */
export function runFlow(run: RunToFollow): ReadonlyMap<IndexedFile, IndexedFile> {
  const files = [...run.scripts, ...run.configs, ...run.classes];
  if (!files.some(({ references }) => references.some(hasValue))) {
    return new Map();
  }
  const different = followRun({
    ...filesOf(run),
    settings: run.settings.map(setting => ({
      ...setting,
      file: run.configs.find(({ uri }) => uri === setting.uri) ?? null,
    })),
    workflow: run.workflow,
    complete: run.complete,
  });
  return new Map(
    files
      .filter(({ stretches }) =>
        stretches.some(({ references }) => references.some(each => different.has(each))),
      )
      .map(file => [file, withReferences(file, each => different.get(each) ?? each)]),
  );
}

function hasValue({ kind, name }: Reference): boolean {
  return kind !== 'configDirective' && name !== null;
}

interface SettingOfRun extends PlacedSetting {
  readonly file: IndexedFile | null;
}

type Script = RunScript & { readonly imports: Map<string, Imported> };

/** The files as they are followed, each once. */
function filesOf(
  run: RunToFollow,
): Pick<FilesOfRun<SettingOfRun>, 'scripts' | 'configs' | 'classes' | 'extensions'> {
  const { included, processes, reached } = run;
  const scripts = new Map<IndexedFile, Script>();
  for (const file of run.scripts) {
    scripts.set(file, {
      stretches: file.stretches,
      imports: new Map(),
      isReached: (of, name) =>
        reached === null ||
        of === 'function' ||
        [...(of === 'process' ? reached.processes : reached.workflows)].some(
          block =>
            block.name === name &&
            (file.processes.some(each => each === block) ||
              file.analysis.workflows.some(each => each === block)),
        ),
    });
  }
  for (const [file, { imports }] of scripts) {
    for (const include of file.includes) {
      const from = scripts.get(included.get(include) ?? file);
      if (from && included.has(include)) {
        include.components.forEach(({ as, name }) => imports.set(as, { name, from }));
      }
    }
  }
  const files = new Map<RunScript, IndexedFile>(
    [...scripts].map(([file, script]) => [script, file]),
  );
  return {
    scripts: [...scripts.values()],
    configs: run.configs,
    classes: run.classes,
    extensions: (script, name, settings) =>
      extensionsOf(
        processes.filter(process =>
          files
            .get(script)
            ?.processes.some(block => block.name === name && block.span === process.span),
        ),
        settings,
      ),
  };
}

/** The settings that decide on `task.ext` of these processes, of each key the one in force. */
function extensionsOf(
  processes: readonly RunProcess[],
  settings: readonly SettingOfRun[],
): readonly SettingOfRun[] {
  const found = new Map<string, SettingOfRun>();
  for (const setting of settings.filter(({ path }) => path[0] === 'process')) {
    const at = setting.path.findIndex((word, place) => place > 0 && word === 'ext');
    if (at > 0) {
      const name = setting.path.slice(at).join('.');
      const path = [...setting.path.slice(0, at), name];
      found.set(path.join('\0'), { ...setting, path });
    }
  }
  const keys = new Set([...found.values()].map(({ path }) => path.at(-1) ?? ''));
  const all = [...found.values()];
  return [...keys].flatMap(key =>
    processes.flatMap(process => {
      const setting = inForce(key, process, all);
      const own = all.find(each => each === setting);
      return own ? [{ ...own, path: key.split('.') }] : [];
    }),
  );
}
