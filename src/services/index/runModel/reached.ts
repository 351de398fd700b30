import type { PlacedSetting } from '../../../core/nextflow/files/activeSettings.ts';
import type { Span } from '../../../core/nextflow/groovy/span.ts';
import { anyName, type WorkflowBlock } from '../../../core/nextflow/parts/workflowCalls.ts';
import type { Include } from '../../../core/nextflow/scan/findIncludes.ts';
import type { Reference } from '../../../core/nextflow/scan/reference.ts';
import type { ProcessBlock } from '../../../core/nextflow/scan/scriptBlocks.ts';
import type { IndexedFile } from '../indexedFile.ts';

/** Where a script's includes lead. */
export type IncludedFiles = ReadonlyMap<Include, IndexedFile>;

/** The workflow that a run begins with; the name is null for the one that has none. */
export interface RunStart {
  readonly script: IndexedFile;
  readonly workflow: string | null;
}

/** What of its scripts a run may come to. */
export interface Reached {
  readonly processes: ReadonlySet<ProcessBlock>;
  readonly workflows: ReadonlySet<WorkflowBlock>;
}

/**
 * The processes and workflows that the workflow of a run names, or a workflow that it names, or code
 * outside of workflows. Null where any may be called: without a workflow to begin with, or by names
 * that only the run can tell.
 */
export function reachedFrom(
  start: RunStart | null,
  scripts: Iterable<IndexedFile>,
  included: IncludedFiles,
): Reached | null {
  const main = start?.script.analysis.workflows.find(({ name }) => name === null);
  if (!start || (start.workflow === null && !main)) {
    return null;
  }
  const reading = new ReachReading(included);
  for (const file of scripts) {
    file.analysis.words.forEach(word => {
      reading.name(file, word);
    });
  }
  if (start.workflow !== null) {
    reading.name(start.script, start.workflow);
  } else if (main) {
    reading.workflow(start.script, main);
  }
  return reading.any ? null : reading;
}

/** Whether a reference stands in a process or a workflow that a run does not come to. */
export function isUnreached(
  { processes, analysis }: IndexedFile,
  { place, span }: Reference,
  reached: Reached,
): boolean {
  return place.kind === 'process'
    ? processes.some(block => block.name === place.process && !reached.processes.has(block))
    : analysis.workflows.some(
        block =>
          block.span.start <= span.start &&
          span.end <= block.span.end &&
          !reached.workflows.has(block),
      );
}

/** Whether a place is a declaration whose secret no task of the run asks for. */
export function isUnasked(
  { references }: IndexedFile,
  { start }: Span,
  isAsked: (reference: Reference) => boolean,
): boolean {
  const reference = references.find(({ span }) => span.start === start);
  return reference !== undefined && !isAsked(reference);
}

/** Follows names, each once in each file. */
class ReachReading implements Reached {
  readonly processes = new Set<ProcessBlock>();
  readonly workflows = new Set<WorkflowBlock>();
  /** Whether something is called by a name that only a run can tell. */
  any = false;
  readonly #included: IncludedFiles;
  readonly #seen = new Map<IndexedFile, Set<string>>();

  constructor(included: IncludedFiles) {
    this.#included = included;
  }

  name(file: IndexedFile, name: string): void {
    const seen = this.#seen.get(file) ?? new Set();
    if (seen.has(name)) {
      return;
    }
    this.#seen.set(file, seen.add(name));
    this.any ||= name === anyName;
    file.processes
      .filter(block => block.name === name)
      .forEach(block => {
        this.processes.add(block);
      });
    file.analysis.workflows
      .filter(block => block.name === name)
      .forEach(block => {
        this.workflow(file, block);
      });
    for (const include of file.includes) {
      const from = this.#included.get(include);
      for (const component of from ? include.components.filter(({ as }) => as === name) : []) {
        this.name(from ?? file, component.name);
      }
    }
  }

  workflow(file: IndexedFile, block: WorkflowBlock): void {
    this.workflows.add(block);
    block.words.forEach(word => {
      this.name(file, word);
    });
  }
}

/** Whether a later setting takes the place of the one that declares a secret. */
export function isReplaced(
  { uri }: IndexedFile,
  { kind, span }: Reference,
  settings: readonly PlacedSetting[],
): boolean {
  const own =
    kind === 'configDirective'
      ? settings.find(
          its => its.uri === uri && its.span.start <= span.start && span.end <= its.span.end,
        )
      : undefined;
  const path = own?.path.join('\0');
  return own !== undefined && settings.findLast(its => its.path.join('\0') === path) !== own;
}
