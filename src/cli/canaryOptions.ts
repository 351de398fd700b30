/** What `canary` is asked for. */
export interface CanaryOptions {
  /** Absent for that which the folder's config names, else `main.nf`. */
  readonly script?: string;
  readonly secret: readonly string[];
  readonly nextflow?: string;
  readonly runDirectory?: string;
  readonly quiet: boolean;
  readonly format: 'text' | 'json';
}
