import type { Setting } from '../../nextflow/scan/setting.ts';

/** A process, and what it says itself. */
export interface ProcessSource {
  readonly name: string;
  /** Its own directives, in order; `label` may come more than once. */
  readonly directives: readonly Setting[];
}

/** What a run is told of one thing: nothing, or a text, or what only the run will know (null). */
export type ConfiguredValue = { readonly value: string | null; readonly setting: Setting } | null;

/** Where the tasks of one process run and what they begin with. */
export interface ProcessTarget {
  readonly name: string;
  readonly executor: ConfiguredValue;
  readonly container: ConfiguredValue;
  readonly containerOptions: ConfiguredValue;
  readonly queue: ConfiguredValue;
  /** They count on AWS Fargate alone. */
  readonly disk: ConfiguredValue;
  readonly arch: ConfiguredValue;
  readonly beforeScript: ConfiguredValue;
}

/**
 * What is in force for a process, as Nextflow 24.10.0 decides it: `withName`, then `withLabel`, then
 * the directive in the process, then `process.x`; the last of a kind wins. `settings` are those that
 * the run reads, in order.
 */
export function processTarget(process: ProcessSource, settings: readonly Setting[]): ProcessTarget {
  const configured = (directive: string): ConfiguredValue => {
    const setting = inForce(directive, process, settings);
    return setting ? { value: setting.value, setting } : null;
  };
  return {
    name: process.name,
    executor: configured('executor') ?? defaultExecutor(settings),
    container: configured('container'),
    containerOptions: configured('containerOptions'),
    queue: configured('queue'),
    disk: configured('disk'),
    arch: configured('arch'),
    beforeScript: configured('beforeScript'),
  };
}

/** The executor of processes that name none: `process.executor`, then `executor.name`. */
export function defaultExecutor(settings: readonly Setting[]): ConfiguredValue {
  return (
    configuredValue(settings, 'process', 'executor') ??
    configuredValue(settings, 'executor', 'name') ??
    configuredValue(settings, 'executor')
  );
}

/** What a run is told by a setting, say `aws`, `region`. */
export function configuredValue(
  settings: readonly Setting[],
  ...path: readonly string[]
): ConfiguredValue {
  const setting = lastOf(settings, ...path);
  return setting ? { value: setting.value, setting } : null;
}

/** The literal value of a setting, say of `aws`, `region`; null where it is not told. */
export function configuredText(
  settings: readonly Setting[],
  ...path: readonly string[]
): string | null {
  return configuredValue(settings, ...path)?.value ?? null;
}

/** Whether some selector for a process names the workflow around, say `withName:'WF:ALIGN'`. */
export function dependsOnWorkflow(
  directive: string,
  process: ProcessSource,
  settings: readonly Setting[],
): boolean {
  return settings.some(
    ({ path }) =>
      path[0] === 'process' &&
      path[2] === directive &&
      /^withName:.*:/.test(path[1] ?? '') &&
      isSelected(path[1] ?? '', process),
  );
}

/** Whether a config's selector, say `withLabel:big`, takes a process; null takes every one. */
export function isSelected(selector: string | null, process: ProcessSource): boolean {
  return (
    selector === null ||
    selects(selector, 'withName:', [process.name]) ||
    selects(selector, 'withLabel:', labelsOf(process))
  );
}

function inForce(
  directive: string,
  process: ProcessSource,
  settings: readonly Setting[],
): Setting | undefined {
  const selected = (kind: string, names: readonly string[]): Setting | undefined =>
    settings.findLast(
      ({ path }) =>
        path[0] === 'process' &&
        path[2] === directive &&
        path.length === 3 &&
        selects(path[1] ?? '', kind, names),
    );
  return (
    selected('withName:', [process.name]) ??
    selected('withLabel:', labelsOf(process)) ??
    process.directives.findLast(({ path }) => path[0] === directive) ??
    lastOf(settings, 'process', directive)
  );
}

function labelsOf({ directives }: ProcessSource): readonly string[] {
  return directives.flatMap(({ path, value }) =>
    path[0] === 'label' && value !== null ? [value] : [],
  );
}

/**
 * Whether a selector takes one of these names. It is a regular expression for the whole name, and
 * may name the workflows around (`WF:ALIGN`): its last part decides. `!` in front takes the others.
 */
function selects(selector: string, kind: string, names: readonly string[]): boolean {
  if (!selector.startsWith(kind)) {
    return false;
  }
  const text = selector.slice(kind.length);
  const negated = text.startsWith('!');
  const pattern = (negated ? text.slice(1) : text).split(':').at(-1) ?? '';
  const takes = names.some(name => matchesWhole(pattern, name));
  return negated ? !takes : takes;
}

function matchesWhole(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return false;
  }
}

function lastOf(settings: readonly Setting[], ...path: readonly string[]): Setting | undefined {
  return settings.findLast(
    setting =>
      setting.path.length === path.length && path.every((name, at) => setting.path[at] === name),
  );
}
