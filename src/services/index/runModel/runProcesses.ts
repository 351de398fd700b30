import type { WorkflowBlock } from '../../../core/nextflow/parts/workflowCalls.ts';
import type { Reference } from '../../../core/nextflow/scan/reference.ts';
import type { ProcessBlock } from '../../../core/nextflow/scan/scriptBlocks.ts';
import { decisiveDirectives, type Setting } from '../../../core/nextflow/scan/setting.ts';
import { isAskedFor } from '../../../core/runs/backends/processSecrets.ts';
import type { ProcessSource } from '../../../core/runs/backends/processSource.ts';
import { inForce } from '../../../core/runs/backends/processTarget.ts';
import type { IndexedFile } from '../indexedFile.ts';
import type { IncludedFiles, Reached, RunStart } from './reached.ts';

/** A process of a run, as it is called there. */
export type RunProcess = ProcessBlock & ProcessSource;

/** Workflows may call each other in a circle; nothing that people write is nested deeper. */
const deepest = 20;
/** More calls than this nobody writes: what is called then counts as it is defined. */
const most = 5000;

/**
 * The processes of a run under each name that it has them by: a process that is included as another
 * is another one to selectors. Those of which it is not known how they are called are there as they
 * are defined, and those that nothing calls are not.
 * Calls for which all settings that decide on a task are the same are one.
 */
export function runProcesses(
  start: RunStart | null,
  scripts: Iterable<IndexedFile>,
  included: IncludedFiles,
  settings: readonly Setting[],
  reached: Reached | null,
): readonly RunProcess[] {
  const calls = start ? new CallReading(included).from(start) : [];
  const taken = new Set<string>();
  return [...scripts].flatMap(({ processes }) =>
    processes.flatMap((block): readonly RunProcess[] => {
      const different = new Map<string, Call>();
      for (const call of calls.filter(its => its.block === block)) {
        const decided = decidedBy(sourceOf(call, call.as), settings);
        const key = JSON.stringify([call.as, ...decided]);
        different.set(key, different.get(key) ?? call);
      }
      const sources = [...different.values()].map(call => {
        const name = taken.has(call.as) ? call.path : call.as;
        taken.add(name);
        return sourceOf(call, name);
      });
      const isDefined = reached === null || reached.processes.has(block);
      return sources.length === 0 && isDefined ? [block] : sources;
    }),
  );
}

/**
 * Whether some task of a run may ask for what a reference in a file declares: a directive is that of
 * its own file's process, since modules may have processes of one name.
 */
export function isAskedForIn(
  { processes: own }: IndexedFile,
  reference: Reference,
  processes: readonly RunProcess[],
  settings: readonly Setting[],
): boolean {
  const its =
    reference.kind === 'directive'
      ? processes.filter(process => own.some(({ span }) => span === process.span))
      : processes;
  return processes.length === 0 || (its.length > 0 && isAskedFor(reference, its, settings));
}

/** What a run's profiles and processes have decided is no condition any more. */
export function decided(reference: Reference): Reference {
  return reference.byLaunch && reference.use === 'conditional'
    ? { ...reference, use: 'required' }
    : reference;
}

function decidedBy(process: RunProcess, settings: readonly Setting[]): readonly number[] {
  return decisiveDirectives.map(name => {
    const setting = inForce(name, process, settings);
    return setting ? settings.indexOf(setting) : -1;
  });
}

interface Call {
  readonly block: ProcessBlock;
  readonly as: string;
  readonly path: string;
}

function sourceOf({ block, as, path }: Call, name: string): RunProcess {
  return { ...block, name, called: { definedAs: block.name, as, path } };
}

/** Follows the calls of workflows from an entry workflow. */
class CallReading {
  readonly #included: IncludedFiles;
  readonly #calls: Call[] = [];

  constructor(included: IncludedFiles) {
    this.#included = included;
  }

  from({ script, workflow }: RunStart): readonly Call[] {
    const main = script.analysis.workflows.find(({ name }) => name === null);
    if (workflow !== null) {
      this.#component(script, workflow, [workflow], []);
    } else if (main) {
      this.#workflow(script, main, []);
    }
    return this.#calls.length < most ? this.#calls : [];
  }

  #workflow(file: IndexedFile, { words }: WorkflowBlock, around: readonly string[]): void {
    if (around.length < deepest) {
      words.forEach(word => {
        this.#component(file, word, [...around, word], []);
      });
    }
  }

  /** `seen` are the files that only pass it on. */
  #component(
    file: IndexedFile,
    name: string,
    path: readonly string[],
    seen: readonly IndexedFile[],
  ): void {
    if (this.#calls.length >= most || seen.includes(file)) {
      return;
    }
    const block = file.processes.find(process => process.name === name);
    if (block) {
      this.#calls.push({ block, as: path.at(-1) ?? name, path: path.join(':') });
      return;
    }
    const workflow = file.analysis.workflows.find(it => it.name === name);
    if (workflow) {
      this.#workflow(file, workflow, path);
      return;
    }
    for (const include of file.includes) {
      const component = include.components.find(({ as }) => as === name);
      const from = component && this.#included.get(include);
      if (from) {
        this.#component(from, component.name, path, [...seen, file]);
      }
    }
  }
}
