import type { StoreOptions } from '../shared/storeOptions.ts';

/** How findings are printed. */
export const checkFormats = ['text', 'json', 'sarif', 'github'] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** What `check` is asked for. */
export interface CheckOptions extends StoreOptions {
  /** Entry scripts; none for all that the folder has. */
  readonly entry: readonly string[];
  readonly profile: readonly string[];
  readonly allProfiles: boolean;
  readonly config: readonly string[];
  /** Names that there are, and a file with more; nothing is known where neither is given. */
  readonly known?: readonly string[];
  readonly knownFile?: string;
  readonly format: CheckFormat;
}
