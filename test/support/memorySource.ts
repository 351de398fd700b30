import type { RunVariables } from '../../src/core/runs/launch/givenSettings.ts';
import type { PipelineSource } from '../../src/services/ports/pipelineSource.ts';

/** Files by their URIs; folders that are links lead elsewhere. */
export class MemorySource implements PipelineSource {
  readonly userConfig: string | null;
  readonly variables: RunVariables;
  readonly #files: Readonly<Record<string, string>>;
  readonly #links: Readonly<Record<string, string>>;

  constructor(
    files: Readonly<Record<string, string>>,
    links: Readonly<Record<string, string>> = {},
    variables: RunVariables = {},
    userConfig: string | null = null,
  ) {
    this.variables = variables;
    this.userConfig = userConfig;
    this.#files = files;
    this.#links = links;
  }

  locate(uri: string): Promise<string | null> {
    const link = Object.keys(this.#links).find(folder => uri.startsWith(`${folder}/`));
    const real = link === undefined ? uri : `${this.#links[link] ?? ''}${uri.slice(link.length)}`;
    return Promise.resolve(Object.hasOwn(this.#files, real) ? real : null);
  }

  text(uri: string): Promise<string | null> {
    return Promise.resolve(this.#files[uri] ?? null);
  }
}
