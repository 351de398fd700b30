/**
 * Whether scripts are read by the strict parser: `in-force` where a run has it, `optional` where the
 * version has it and reads with the older one unless told otherwise; null where it has not, or where
 * nobody can tell.
 */
export type StrictParser = 'in-force' | 'optional' | null;

/** What is known of the Nextflow that reads a script. */
export interface KnownNextflow {
  /** Its version, say `26.04.6`; null where that is not known. */
  readonly version: string | null;
  /** What a pipeline asks for, as `manifest.nextflowVersion` has it, say `!>=25.10.0`. */
  readonly required: string | null;
  /** `NXF_SYNTAX_PARSER`, which chooses the parser: `v1` or `v2`. */
  readonly parser: string | null;
}

/** The first version with it (before that, the variable says nothing), and the first that takes it unasked. */
const [first, usual] = [2504, 2604];

/** Which parser reads a script. */
export function strictParser({ version, required, parser }: KnownNextflow): StrictParser {
  const known = release(version) ?? leastOf(required);
  if (parser === 'v1' || (known === null && parser !== 'v2')) {
    return null;
  }
  if (known !== null && known < first) {
    // What a pipeline asks for is the oldest version alone.
    return release(version) === null && parser === 'v2' ? 'in-force' : null;
  }
  return parser === 'v2' || (known ?? 0) >= usual ? 'in-force' : 'optional';
}

/** The oldest version that a pipeline takes; null where it does not say. */
function leastOf(required: string | null): number | null {
  const least = (required ?? '')
    .split(',')
    .map(part => /^\s*(?!!=)!?\s*(?:>=?|==?)?\s*(\d[\w.-]*)\+?\s*$/.exec(part)?.[1] ?? null)
    .map(release)
    .filter(each => each !== null);
  return least.length > 0 ? Math.max(...least) : null;
}

/** `25.10.7` as 2510. */
function release(version: string | null): number | null {
  const [, year, month] = /^v?(\d{2})\.(\d{1,2})(?!\d)/.exec(version ?? '') ?? [];
  return year === undefined ? null : Number(year) * 100 + Number(month);
}
