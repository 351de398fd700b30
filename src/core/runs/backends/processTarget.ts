import type { Setting } from '../../nextflow/scan/setting.ts';
import { type ConfiguredValue, configuredValue } from './configuredValue.ts';
import { isSelected, namesOf, selectsByLabel, selectsByName } from './isSelected.ts';
import { type ProcessSource } from './processSource.ts';

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
  const own = ofDirective(directive, settings);
  const selected = (selects: (selector: string) => boolean): Setting | undefined =>
    own.findLast(({ path }) => path.length === 3 && selects(path[1] ?? ''));
  const named = namesOf(process)
    .map(name => selected(selector => selectsByName(selector, name)))
    .findLast(setting => setting !== undefined);
  return (
    named ??
    selected(selector => selectsByLabel(selector, process)) ??
    process.directives.findLast(({ path }) => path[0] === directive) ??
    own.findLast(({ path }) => path.length === 2)
  );
}

const byDirective = new WeakMap<readonly Setting[], ReadonlyMap<string, readonly Setting[]>>();

/** What a config says of a directive, in its order: looked up, since all processes are asked. */
function ofDirective(directive: string, settings: readonly Setting[]): readonly Setting[] {
  const known = byDirective.get(settings) ?? grouped(settings);
  byDirective.set(settings, known);
  return known.get(directive) ?? [];
}

function grouped(settings: readonly Setting[]): ReadonlyMap<string, readonly Setting[]> {
  const found = new Map<string, Setting[]>();
  const places = new Map<string, number>();
  const placeOf = ({ path }: Setting): number =>
    places.get(path.length > 2 ? selectorIn(path) : '') ?? 0;
  for (const setting of settings) {
    const { path } = setting;
    if (path[0] === 'process' && path.length > 2 && !places.has(selectorIn(path))) {
      places.set(selectorIn(path), places.size + 1);
    }
    if (path[0] === 'process' && (path.length === 2 || path.length === 3)) {
      const directive = path.at(-1) ?? '';
      const same = found.get(directive) ?? [];
      same.push(setting);
      found.set(directive, same);
    }
  }
  // A selector that stands in a config twice has the place of the first.
  found.forEach(same => same.sort((a, b) => placeOf(a) - placeOf(b)));
  return found;
}

function selectorIn([, selector = '']: Setting['path']): string {
  return selector;
}
