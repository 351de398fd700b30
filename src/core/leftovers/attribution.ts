import { type KeyForm, parseCopyKey } from '../runs/copies/copyKey.ts';
import type { Copy } from '../runs/record/journal.ts';

/**
 * Whose a copy is, as far as it can be known.
 * - `ours-running`: our journal intended it, and its run is not over.
 * - `ours-over`: our journal intended it, and its run has ended. Only these are provably ours.
 * - `ours-elsewhere`: it says that this extension made it, but no journal of this machine does;
 *   whether its run is over is not known here.
 * - `platform-form`: named as Seqera Platform names its copies, and as we do where tags are not
 *   permitted. Who made it, and whether its run is over, is not known here.
 * - `platform-run`: Seqera Platform knows the run: it is one of a workspace that this user sees.
 * - `unknown`: anything else that begins with `tower-`.
 */
export type Attribution =
  | { readonly kind: 'ours-running' }
  | { readonly kind: 'ours-over' }
  | { readonly kind: 'ours-elsewhere'; readonly host: string | null }
  | { readonly kind: 'platform-form' }
  | { readonly kind: 'platform-run'; readonly run: PlatformRun }
  | { readonly kind: 'unknown' };

/** A run of Seqera Platform, as far as attribution asks. */
export interface PlatformRun {
  /** As the Platform calls it, say `crazy_curie`. */
  readonly name: string;
  /** Say `genomics/rnaseq`; null for the user's own. */
  readonly workspace: string | null;
  /** `ending`: it is over for so short a time that the Platform may still be removing its copies. */
  readonly state: 'live' | 'ending' | 'over';
}

/** A run of this machine, as far as attribution asks. */
export interface KnownRun {
  /** It has ended and nobody works on it: what is left of it is nobody's. */
  readonly over: boolean;
  /** Every copy that its journal ever told of, also those that it takes for removed. */
  readonly intended: readonly Copy[];
}

/** Written on copies where tags are permitted: the run, the machine it was launched from, and when. */
export const copyTags = {
  run: 'nextflow-secrets-run',
  host: 'nextflow-secrets-host',
  time: 'nextflow-secrets-time',
} as const;

/** Attributes copies by what the runs of this machine tell; built once for thousands of them. */
export class Attributor {
  readonly #runs = new Map<string, KnownRun>();

  constructor(runs: readonly KnownRun[]) {
    for (const run of runs) {
      for (const { manager, key } of run.intended) {
        this.#runs.set(identity(manager, key), run);
      }
    }
  }

  of(
    form: KeyForm,
    copy: { readonly place: string; readonly key: string },
    tags: Readonly<Record<string, string>>,
  ): Attribution {
    const run = this.#runs.get(identity(copy.place, copy.key));
    if (run) {
      return { kind: run.over ? 'ours-over' : 'ours-running' };
    }
    if (tags[copyTags.run] !== undefined) {
      return { kind: 'ours-elsewhere', host: tags[copyTags.host] ?? null };
    }
    const platforms = form !== 'batch' && parseCopyKey(form, copy.key) !== null;
    return { kind: platforms ? 'platform-form' : 'unknown' };
  }
}

function identity(manager: string, key: string): string {
  return `${manager}\n${key}`;
}
