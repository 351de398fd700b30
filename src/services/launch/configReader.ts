import { type ConfigText, dependsOnParams } from '../../core/nextflow/files/dependsOnParams.ts';
import { fileUri, resolveUri } from '../../core/nextflow/fileUri.ts';
import { ok, type Result } from '../../core/result.ts';
import { paramArguments, paramNames, paramsFiles } from '../../core/runs/launch/commandLine.ts';
import type { ConfigReading } from '../../core/runs/plan/plan.ts';
import { indexAs } from '../index/indexedFile.ts';
import { printedModel } from '../index/printedModel.ts';
import type { RunModel } from '../index/runModel.ts';
import type { PipelineSource } from '../ports/pipelineSource.ts';
import type { ConfigAsking } from '../ports/runs/tools.ts';
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
  ): Promise<{ readonly model: RunModel; readonly config: ConfigReading }> {
    if (!model.computed && model.gaps.every(({ kind }) => kind !== 'config')) {
      return { model, config: { kind: 'files' } };
    }
    const texts = await this.#texts(model.configs);
    if (dependsOnParams(texts, await this.#params(request))) {
      return { model, config: { kind: 'assumed', because: { kind: 'params' } } };
    }
    const answer = await this.#printed(request, { texts, model, known, asking }, signal);
    return answer.ok
      ? { model: printedModel(model, answer.value, known), config: { kind: 'asked' } }
      : {
          model,
          config: { kind: 'assumed', because: { kind: 'failed', reason: answer.error } },
        };
  }

  async #printed(
    request: PipelineRequest,
    about: {
      readonly texts: readonly ConfigText[];
      readonly model: RunModel;
      readonly known: ReadonlySet<string>;
      readonly asking: ConfigAsking;
    },
    signal: AbortSignal,
  ): Promise<Result<string, string>> {
    const { texts, model, asking } = about;
    const secrets = [...about.known].sort();
    const key = JSON.stringify([asking.key, secrets, texts.map(({ text }) => text)]);
    const own =
      model.gaps.some(({ kind }) => kind === 'config') ||
      texts.some(({ text }) => outside.test(text))
        ? request
        : null;
    const kept = this.#answers.find(answer => answer.key === key && answer.request === own);
    if (kept) {
      return ok(kept.printed);
    }
    const answer = await asking.ask(secrets, signal);
    if (answer.ok) {
      const others = this.#answers.filter(it => it.key !== key || it.request !== own);
      this.#answers = [{ key, request: own, printed: answer.value }, ...others].slice(0, most);
    }
    return answer;
  }

  #texts(configs: readonly string[]): Promise<readonly ConfigText[]> {
    return Promise.all(
      configs.map(async uri => {
        const text = (await this.#source.text(uri)) ?? '';
        return { text, settings: indexAs('config', uri, null, text).settings };
      }),
    );
  }

  /** The names of params that the launch itself gives. */
  async #params({ work: { options }, folder }: PipelineRequest): Promise<readonly string[]> {
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
    return [
      ...paramArguments(options.extraArguments),
      ...texts.flatMap(text => paramNames(text ?? '')),
    ];
  }
}
