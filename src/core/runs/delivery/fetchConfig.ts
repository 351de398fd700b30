import { groovyText } from '../../nextflow/groovy/groovyText.ts';
import type { Reference } from '../../nextflow/scan/reference.ts';
import type { Setting } from '../../nextflow/scan/setting.ts';
import { jobDefinitionPrefix } from '../backends/customJobDefinition.ts';
import { asksFor } from '../backends/processSecrets.ts';
import { type ProcessSource } from '../backends/processSource.ts';
import { processTarget } from '../backends/processTarget.ts';
import { copyKeyPrefix } from '../copies/copyKey.ts';
import type { RunId } from '../record/runId.ts';
import { fetchCleanup, fetchScript, type FetchSource } from './fetchScript.ts';

/** What a run reads, as far as it decides how its tasks are served. */
export interface FetchingPipeline {
  /** Of every script. */
  readonly processes: readonly ProcessSource[];
  /**
   * Of every config, in the order in which a later one wins (`activeSettings`), or scanned from what
   * `nextflow config -flat` prints, which also knows the values of computed texts.
   */
  readonly settings: readonly Setting[];
  readonly references: readonly Reference[];
}

/** A process whose secrets cannot be fetched: what runs before its script is computed. */
export interface ProcessWithoutFetch {
  readonly process: string;
  /** The `beforeScript` in force: a directive of the process, or a setting of a config. */
  readonly why: Setting;
}

/** A config that brings tasks their secrets, to be given with `-c` after all others. */
export interface FetchConfig {
  readonly text: string;
  /** Of the processes that declare secrets those that will not get them. */
  readonly unserved: readonly ProcessWithoutFetch[];
}

/**
 * Generates the config by which each task fetches the secrets of its own process, and no others.
 * Processes with a job definition of the run, by its key, run by that, and their tasks fetch nothing:
 * a task asks which container it has, so one that a selector gave another one reads its own.
 *
 * Of all `beforeScript`s Nextflow takes one, so each that the pipeline has is repeated in its own
 * place with the fetch behind it, which is where Nextflow itself sets secrets. A directive can only
 * be repeated as a selector, so it is where nothing in the config overrides it. Computed ones are
 * repeated as closures, which know a task's inputs, with what they need of their own file; those for
 * which that cannot be are left alone, and their processes are unserved. `test/real/fetchConfig.test.ts` holds who overrides
 * whom (Nextflow 24.10.0).
 */
export function fetchConfig(
  source: FetchSource,
  run: RunId,
  pipeline: FetchingPipeline,
  definitions: ReadonlyMap<string, string>,
): FetchConfig {
  const { settings, processes, references } = pipeline;
  const declaring = processes.filter(
    process =>
      !definitions.has(process.name) &&
      references.some(reference => asksFor(reference, process, settings)),
  );
  const texts = [...configured(settings), ...ownTexts(processes, settings)];
  return {
    text: configText(source, run, texts, definitions),
    unserved: declaring.flatMap(process => {
      const configured = processTarget(process, settings).beforeScript;
      return configured && groovyOf(configured.setting) === null
        ? [{ process: process.name, why: configured.setting }]
        : [];
    }),
  };
}

/** A `beforeScript` that is repeated, for one selector or, with null, for all processes. */
interface Repeated {
  readonly selector: string | null;
  /** Groovy that gives its text. */
  readonly groovy: string;
}

/** Groovy that gives a `beforeScript` elsewhere, too; null where there is none. */
export function groovyOf({ value, closure }: Setting): string | null {
  if (value !== null) {
    return groovyText(value);
  }
  return closure === undefined ? null : `"\${(${closure}).call() ?: ''}"`;
}

/** The texts of the config; for all processes there is one in any case. */
function configured(settings: readonly Setting[]): readonly Repeated[] {
  const texts = new Map<string | null, string | null>([[null, groovyText('')]]);
  for (const setting of settings) {
    const { path } = setting;
    if (path[0] === 'process' && path.at(-1) === 'beforeScript' && path.length <= 3) {
      texts.set(path.length === 2 ? null : (path[1] ?? null), groovyOf(setting));
    }
  }
  return [...texts].flatMap(([selector, groovy]) =>
    groovy === null ? [] : [{ selector, groovy }],
  );
}

/** The directives, and what the command line says, where they are in force. */
function ownTexts(
  processes: readonly ProcessSource[],
  settings: readonly Setting[],
): readonly Repeated[] {
  return processes.flatMap(process => {
    const configured = processTarget(process, settings).beforeScript;
    // What the command line sets for all processes stands behind any config but its selectors.
    const isOwn =
      configured !== null &&
      (process.directives.includes(configured.setting) || configured.setting.given !== undefined);
    const own = isOwn ? configured.setting : null;
    const groovy = own && groovyOf(own);
    return groovy !== null ? [{ selector: `withName:${process.name}`, groovy }] : [];
  });
}

function configText(
  source: FetchSource,
  run: RunId,
  repeated: readonly Repeated[],
  definitions: ReadonlyMap<string, string>,
): string {
  const title = `// Nextflow Secrets, run ${run}: each task has the secrets of its own process.\n`;
  if (repeated.length === 0 && definitions.size === 0) {
    return title; // An empty block is an error (Nextflow 24.10.0).
  }
  const script = groovyText(fetchScript(source, run));
  const defined =
    definitions.size === 0 ? null : `${jobDefinitionPrefix}${copyKeyPrefix('batch', run)}`;
  const places = new Map<string | null, string[]>();
  const set = (selector: string | null, setting: string): void => {
    places.set(selector, [...(places.get(selector) ?? []), setting]);
  };
  for (const { selector, groovy } of repeated) {
    set(selector, `beforeScript = ${closure(script, groovy, defined)}`);
  }
  for (const [process, key] of definitions) {
    set(`withName:${process}`, `container = ${groovyText(`${jobDefinitionPrefix}${key}`)}`);
  }
  const blocks = [...places].map(([selector, settings]) => block(selector, settings.join('\n')));
  return `${title}process {\n${blocks.join('\n')}\n}\n`;
}

function block(selector: string | null, settings: string): string {
  const [kind = '', ...name] = selector?.split(':') ?? [];
  return selector === null ? settings : `${kind}: ${groovyText(name.join(':'))} { ${settings} }`;
}

/**
 * Gives the pipeline's own text alone for a task without secrets, or that has them already. Its
 * variables are parameters: the strict parser of Nextflow 25.04 knows no `def` in a config's closure.
 */
function closure(script: string, own: string, defined: string | null): string {
  const served =
    defined === null ? 'false' : `"\${task.container}".startsWith(${groovyText(defined)})`;
  return `{ ({ names, own, served -> names.isEmpty() || served
  ? own
  : own + '\\n' + ${script} + '\\nnfs_fetch ' + names.join(' ') + '\\n${fetchCleanup}\\n'
}).call([task.secret ?: []].flatten().findAll { it ==~ /\\w+/ }, ${own}, ${served}) }`;
}
