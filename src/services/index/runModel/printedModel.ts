import type { PlacedSetting } from '../../../core/nextflow/files/activeSettings.ts';
import { flatConfig, printedSecrets } from '../../../core/nextflow/files/printedConfig.ts';
import { LineMap } from '../../../core/nextflow/groovy/span.ts';
import type { Reference } from '../../../core/nextflow/scan/reference.ts';
import { isSelfContained } from '../../../core/nextflow/scan/repeatable.ts';
import { isComputedBeforeScript } from '../../../core/nextflow/scan/setting.ts';
import { repeats } from '../../../core/nextflow/syntax/withDefinitions.ts';
import { withGiven } from '../../../core/runs/launch/givenSettings.ts';
import { indexAs, type IndexedFile } from '../indexedFile.ts';
import { type Use, usesIn } from '../pipelineIndex.ts';
import type { RunModel } from './runModel.ts';
import { decided, isAskedForIn } from './runProcesses.ts';

/** The URI of what Nextflow printed, which is no file. */
export const printedUri = 'nextflow-config:printed';

/**
 * The model of a run whose configs come to what `nextflow config -flat` has printed. What Nextflow
 * says goes before what was read of the files, which still tell where each thing stands. Where code
 * of a config reads a secret, which no print shows, the files are believed.
 */
export function printedModel(
  model: RunModel,
  printed: string,
  names: ReadonlySet<string>,
): RunModel {
  const text = flatConfig(printed);
  const file = indexAs('config', printedUri, null, text);
  const written = model.files.flatMap(({ settings: its }) => its);
  const printedSettings = file.settings
    .map(setting => withClosure(setting, text.slice(setting.span.start, setting.span.end), written))
    .map(setting => placed(setting, model.settings));
  const settings = withGiven(model.given, printedSettings);
  const processes = model.processesWith(settings);
  const known = model.gaps.every(({ kind }) => kind !== 'module');
  return {
    ...model,
    uses: [
      ...model.allUses.filter(
        use => use.reference.kind !== 'configDirective' && isPrinted(use, file.settings),
      ),
      ...usesIn([file])
        .filter(({ reference }) => reference.kind === 'configDirective')
        .map(use =>
          inFiles(known ? { ...use, reference: decided(use.reference) } : use, model.allUses),
        ),
      ...readInTexts(file, text, model, names),
    ].filter(
      ({ file: its, reference }) => !known || isAskedForIn(its, reference, processes, settings),
    ),
    processes,
    settings,
    gaps: model.gaps.filter(({ kind }) => kind !== 'config'),
  };
}

/** Whether the setting that reads a secret was printed; what no setting of a config reads counts as well. */
function isPrinted({ file, reference: { span } }: Use, printed: readonly PlacedSetting[]): boolean {
  const setting = file.settings.findLast(
    its => its.span.start <= span.start && span.end <= its.span.end,
  );
  const names = setting?.path.join('\0') ?? '';
  return (
    setting === undefined ||
    setting.path[0] === 'includeConfig' ||
    printed.some(({ path }) => `${path.join('\0')}\0`.includes(`${names}\0`))
  );
}

/** A printed setting at the place of the one that it comes from, where files have one of its name. */
function placed(printed: PlacedSetting, settings: readonly PlacedSetting[]): PlacedSetting {
  const source = settings.findLast(
    ({ path }) =>
      path.length === printed.path.length && path.every((name, at) => name === printed.path[at]),
  );
  return source ? { ...printed, uri: source.uri, line: source.line } : printed;
}

/**
 * A printed closure as its file has it, with what it needs of that file; without one where no file
 * has it and it names what no print shows.
 */
function withClosure(
  printed: PlacedSetting,
  text: string,
  written: readonly PlacedSetting[],
): PlacedSetting {
  if (!isComputedBeforeScript(printed)) {
    return printed;
  }
  const { closure: own, ...setting } = printed;
  const closure =
    written.find(({ closure: its }) => its !== undefined && repeats(its, text))?.closure ??
    (own !== undefined && isSelfContained(own) ? own : undefined);
  return closure === undefined ? setting : { ...setting, closure };
}

/** A printed declaration as the files have it; where they compute its name, at that place. */
function inFiles(printed: Use, uses: readonly Use[]): Use {
  const there = uses.filter(({ reference }) => isAlike(reference, printed.reference));
  const same = there.find(({ reference }) => reference.name === printed.reference.name);
  const computed = there.find(({ reference }) => reference.name === null);
  const { span } = computed?.reference ?? printed.reference;
  // What an `if` of a config or a profile has decided is no condition any more.
  const { use } = printed.reference;
  return same
    ? { ...same, reference: { ...same.reference, use } }
    : { ...printed, ...computed, reference: { ...printed.reference, span } };
}

function isAlike(a: Reference, b: Reference): boolean {
  return (
    a.kind === b.kind &&
    a.place.kind === 'selector' &&
    b.place.kind === 'selector' &&
    a.place.selector === b.place.selector
  );
}

/** Secrets that only what files compute has brought in, say an `includeConfig` of a computed path. */
function readInTexts(
  file: IndexedFile,
  text: string,
  { allUses, settings }: RunModel,
  known: ReadonlySet<string>,
): readonly Use[] {
  const names = allUses.flatMap(({ reference }) => reference.name ?? []);
  const written = new Set(settings.flatMap(({ value }) => value ?? []));
  const lines = new LineMap(text);
  const found = new Map<string, Use>();
  for (const { name, at } of printedSecrets(text, known)) {
    // `"${secrets.KEY}s"` is printed as `secrets.KEYs`.
    const isOld = names.some(it => name.startsWith(it)) || written.has(`secrets.${name}`);
    if (!isOld && !found.has(name)) {
      const span = { start: at, end: at + name.length };
      const place = { kind: 'config' } as const;
      const reference = { kind: 'property', name, span, use: 'optional', place } as const;
      found.set(name, { file, reference, ...lines.range(span) });
    }
  }
  return [...found.values()];
}
