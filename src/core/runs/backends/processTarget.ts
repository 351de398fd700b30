import type { Setting } from '../../nextflow/scan/setting.ts';

/** A process, and what it says itself. */
export interface ProcessSource {
  /** Selects it alone. */
  readonly name: string;
  /** Absent where it is not known how a run comes to it. */
  readonly called?: ProcessCall;
  /** Its own directives, in order; `label` may come more than once. */
  readonly directives: readonly Setting[];
}

/** Under which names a run has a process; selectors may use any of them. */
export interface ProcessCall {
  /** The name that it is defined with. */
  readonly definedAs: string;
  /** The name that it is included with. */
  readonly as: string;
  /** That with the workflows around it, say `RNASEQ:ALIGN`. */
  readonly path: string;
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

/**
 * The executor of processes that name none: `process.executor`, then `executor.name`, then the
 * environment's.
 */
export function defaultExecutor(settings: readonly Setting[]): ConfiguredValue {
  return (
    configuredValue(settings, 'process', 'executor') ??
    configuredValue(settings, 'executor', 'name') ??
    configuredValue(settings, 'executor') ??
    configuredValue(settings, 'NXF_EXECUTOR')
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
      process.called === undefined &&
      /^withName:.*:/.test(path[1] ?? '') &&
      isSelected(path[1] ?? '', process),
  );
}

/** Whether a config's selector, say `withLabel:big`, takes a process; null takes every one. */
export function isSelected(selector: string | null, process: ProcessSource): boolean {
  return (
    selector === null ||
    selectsByLabel(selector, process) ||
    namesOf(process).some(name => selectsByName(selector, name))
  );
}

/**
 * The setting that decides on a directive of a process, as Nextflow 24.10.0 applies them: the
 * selectors of its labels, then those of the name that it is defined with, of its alias, of its
 * path through the workflows; of each kind the last. A directive in the process comes before
 * `process.x`, and behind any selector.
 */
export function inForce(
  directive: string,
  process: ProcessSource,
  settings: readonly Setting[],
): Setting | undefined {
  const selected = (selects: (selector: string) => boolean): Setting | undefined =>
    settings.findLast(
      ({ path }) =>
        path[0] === 'process' &&
        path[2] === directive &&
        path.length === 3 &&
        selects(path[1] ?? ''),
    );
  const named = namesOf(process)
    .map(name => selected(selector => selectsByName(selector, name)))
    .findLast(setting => setting !== undefined);
  return (
    named ??
    selected(selector => selectsByLabel(selector, process)) ??
    process.directives.findLast(({ path }) => path[0] === directive) ??
    lastOf(settings, 'process', directive)
  );
}

/** The later a name comes the more its selectors count. */
function namesOf({ name, called }: ProcessSource): readonly ProcessName[] {
  return called
    ? [called.definedAs, called.as, called.path].map(text => ({ text, whole: true }))
    : [{ text: name, whole: false }];
}

interface ProcessName {
  readonly text: string;
  /** False where it is not known which workflows are around it. */
  readonly whole: boolean;
}

function labelsOf({ directives }: ProcessSource): readonly string[] {
  return directives.flatMap(({ path, value }) =>
    path[0] === 'label' && value !== null ? [value] : [],
  );
}

/**
 * Whether a selector takes a process of this name. It is a regular expression for the whole name,
 * and may have the workflows around it (`WF:ALIGN`): where these are not known its last part decides.
 */
function selectsByName(selector: string, { text, whole }: ProcessName): boolean {
  return selects(selector, 'withName:', [text], pattern =>
    whole ? pattern : (pattern.split(':').at(-1) ?? ''),
  );
}

function selectsByLabel(selector: string, process: ProcessSource): boolean {
  return selects(selector, 'withLabel:', labelsOf(process));
}

/** `!` in front takes all others. */
function selects(
  selector: string,
  kind: string,
  names: readonly string[],
  known: (pattern: string) => string = pattern => pattern,
): boolean {
  if (!selector.startsWith(kind)) {
    return false;
  }
  const text = selector.slice(kind.length);
  const negated = text.startsWith('!');
  const pattern = known(negated ? text.slice(1).trim() : text);
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
