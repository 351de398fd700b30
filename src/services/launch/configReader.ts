import { type ConfigText, dependsOnParams } from '../../core/nextflow/files/dependsOnParams.ts';
import { fixedParams, type ParamValue } from '../../core/nextflow/files/fixedParams.ts';
import { flatConfig } from '../../core/nextflow/files/printedConfig.ts';
import { fileUri, resolveUri } from '../../core/nextflow/fileUri.ts';
import { ok, type Result } from '../../core/result.ts';
import { paramsFiles } from '../../core/runs/launch/commandLine.ts';
import { type LaunchParams, launchParams } from '../../core/runs/launch/launchParams.ts';
import type { ConfigReading } from '../../core/runs/plan/plan.ts';
import { indexAs } from '../index/indexedFile.ts';
import { printedModel, printedUri } from '../index/runModel/printedModel.ts';
import type { RunModel } from '../index/runModel/runModel.ts';
import type { PipelineSource } from '../ports/pipelineSource.ts';
import type { ConfigAsking, FixedConfigs } from '../ports/runs/tools.ts';
import type { PipelineRequest } from './launchRequest.ts';

/** An answer that holds while what it depends on is the same. */
interface KnownAnswer {
  readonly key: string;
  /** Whose answer it is alone, because nobody knows all that it depends on. */
  readonly request: PipelineRequest | null;
  readonly printed: string;
}

/** So many answers are kept. */
const most = 20;

/** What configs may depend on that is in none of their files. */
const outside = /\b(?:System|env|File|file|Files|Paths?|URL|execute|new)\b/;

interface ConfigAnswer {
  readonly model: RunModel;
  readonly config: ConfigReading;
}

type AssumedBecause = Extract<ConfigReading, { readonly kind: 'assumed' }>['because'];

/** Finds out what the configs of launches come to: from their files, or from Nextflow. */
export class ConfigReader {
  readonly #source: PipelineSource;
  #answers: readonly KnownAnswer[] = [];

  constructor(source: PipelineSource) {
    this.#source = source;
  }

  /** Asks where something is computed, which takes Nextflow some seconds. */
  async read(
    request: PipelineRequest,
    model: RunModel,
    known: ReadonlySet<string>,
    asking: ConfigAsking,
    signal: AbortSignal,
  ): Promise<ConfigAnswer> {
    if (!model.computed && model.gaps.every(({ kind }) => kind !== 'config')) {
      return { model, config: { kind: 'files' } };
    }
    const assumed = (because: AssumedBecause): ConfigAnswer => ({
      model,
      config: { kind: 'assumed', because },
    });
    const texts = await this.#texts(model.configs);
    const params = [...(await this.params(request))].filter(([name]) =>
      dependsOnParams(texts, [name.replace(/\..*/s, '')]),
    );
    const fixed = params.length === 0 ? null : fixedConfigs(texts, model.roots, params);
    if (params.length > 0 && !fixed) {
      return assumed({ kind: 'params' });
    }
    const answer = await this.#printed(request, { texts, model, known, asking, fixed }, signal);
    if (!answer.ok) {
      return assumed({ kind: 'failed', reason: answer.error });
    }
    return params.every(([name, value]) => isPrintedAs(answer.value, name, value))
      ? { model: printedModel(model, answer.value, known), config: { kind: 'asked' } }
      : assumed({ kind: 'params' });
  }

  async #printed(
    request: PipelineRequest,
    about: {
      readonly texts: readonly PlacedText[];
      readonly fixed: FixedConfigs | null;
      readonly model: RunModel;
      readonly known: ReadonlySet<string>;
      readonly asking: ConfigAsking;
    },
    signal: AbortSignal,
  ): Promise<Result<string, string>> {
    const { texts, model, asking, fixed } = about;
    const secrets = [...about.known].sort();
    const read = [...texts.map(({ text }) => text), ...(fixed?.texts.values() ?? [])];
    const key = JSON.stringify([asking.key, secrets, read]);
    const own =
      model.gaps.some(({ kind }) => kind === 'config') ||
      texts.some(({ text }) => outside.test(text))
        ? request
        : null;
    const kept = this.#answers.find(answer => answer.key === key && answer.request === own);
    if (kept) {
      return ok(kept.printed);
    }
    const answer = await asking.ask(secrets, signal, fixed);
    if (answer.ok) {
      const others = this.#answers.filter(it => it.key !== key || it.request !== own);
      this.#answers = [{ key, request: own, printed: answer.value }, ...others].slice(0, most);
    }
    return answer;
  }

  #texts(configs: readonly string[]): Promise<readonly PlacedText[]> {
    return Promise.all(
      configs.map(async uri => {
        const text = ((await this.#source.text(uri)) ?? '').replace(/^\ufeff/, '');
        return { uri, text, settings: indexAs('config', uri, null, text).settings };
      }),
    );
  }

  /** The params that the launch itself gives. */
  async params({ work: { options }, folder }: PipelineRequest): Promise<LaunchParams> {
    const { NXF_PARAMS_FILE } = this.#source.variables;
    const files = [
      ...(NXF_PARAMS_FILE === undefined ? [] : [NXF_PARAMS_FILE]),
      ...paramsFiles(options),
    ];
    const texts = await Promise.all(
      files.map(path =>
        this.#source.text(
          path.startsWith('/') ? fileUri(path) : resolveUri(`${folder.uri}/x`, path),
        ),
      ),
    );
    return launchParams(
      options.extraArguments,
      texts.map(text => text ?? ''),
    );
  }
}

type PlacedText = ConfigText & { readonly uri: string };

/** The configs as they are with params of a launch; null where that cannot be written. */
function fixedConfigs(
  configs: readonly PlacedText[],
  roots: readonly string[],
  params: readonly (readonly [string, ParamValue | undefined])[],
): FixedConfigs | null {
  const values = new Map<string, ParamValue>();
  for (const [name, value] of params) {
    if (value === undefined) {
      return null;
    }
    values.set(name, value);
  }
  const texts = new Map<string, string>();
  for (const config of configs) {
    const text = fixedParams(config, values, roots.includes(config.uri));
    if (text === null) {
      return null;
    }
    if (text !== config.text) {
      texts.set(config.uri, text);
    }
  }
  return { roots, texts };
}

/** Whether nothing that Nextflow alone has read has changed a param. */
function isPrintedAs(printed: string, name: string, value: ParamValue | undefined): boolean {
  const { settings } = indexAs('config', printedUri, null, flatConfig(printed));
  const shown = settings.findLast(({ path }) => path.join('.') === `params.${name}`);
  return shown !== undefined && (shown.value ?? 'null') === String(value);
}
