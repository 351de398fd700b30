import * as l10n from '@vscode/l10n';

/**
 * What Nextflow did not take before it began.
 * - `store-open`: others can read the store file, say where a file system keeps no permissions.
 * - `store-malformed`: it is not the JSON that Nextflow expects, say because something cut it.
 * - `java`: there is none, or one that this Nextflow does not run on.
 */
export const refusals = ['store-open', 'store-malformed', 'java'] as const;
export type Refusal = (typeof refusals)[number];

/** As Nextflow 24.10.0 and its launcher say it (`test/real/refusals.test.ts` holds the first two). */
const patterns: Readonly<Record<Refusal, RegExp>> = {
  'store-open': /^(Invalid permissions for secret store file: .+)$/,
  'store-malformed': /^ERROR ~ (.+ at line \d+ column \d+ path \$\S*)$/,
  // It is in colour, of which the letters end before the next escape.
  java: /ERROR: (Cannot find Java[ -~]*)/,
};

/** The refusal that a line of output tells of, in Nextflow's words, or null. */
export function refusalIn(line: string): { readonly kind: Refusal; readonly said: string } | null {
  for (const kind of refusals) {
    const [, said] = patterns[kind].exec(line) ?? [];
    if (said !== undefined) {
      return { kind, said };
    }
  }
  return null;
}

/** Why a run did not begin, for people. */
export function refusalText(kind: Refusal, said: string): string {
  switch (kind) {
    case 'store-open':
      return l10n.t(
        'Nextflow rejected the file with the secrets of this run, because other users can read it. The file system of the run folder does not keep permissions. Choose another folder',
      );
    case 'store-malformed':
      return l10n.t(
        'Nextflow could not read the file with the secrets of this run. Another program changed it, or the disk was full ({0})',
        said,
      );
    case 'java':
      return said;
  }
}
