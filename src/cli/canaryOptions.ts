/** What `canary` is asked for. */
export interface CanaryOptions {
  readonly script: string;
  readonly secret: readonly string[];
  readonly nextflow?: string;
  readonly runDirectory?: string;
  readonly quiet: boolean;
  readonly format: 'text' | 'json';
}
