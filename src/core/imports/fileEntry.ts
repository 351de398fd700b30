import * as l10n from '@vscode/l10n';

/** What a file holds for a secret, and where: `line 3`, `entry 2`. */
export interface FileEntry {
  readonly name: string;
  readonly value: string;
  readonly at: string;
}

/** Something in a file that becomes no secret, and why. Never a value, nor a line's text. */
export interface LeftOut {
  /** What the file calls it; null where it has no name. */
  readonly calledThere: string | null;
  readonly at: string;
  readonly because: keyof typeof reasons;
}

/** A file as far as it was understood. */
export interface FileEntries {
  readonly entries: readonly FileEntry[];
  readonly leftOut: readonly LeftOut[];
}

const reasons = {
  empty: l10n.t('it has no value'),
  illegal: l10n.t('not a valid secret name'),
  /** Another one of its name comes later, and wins. */
  twice: l10n.t('a later entry has the same name'),
  'no-entry': l10n.t('it is not NAME=value'),
  'open-quote': l10n.t('its quote is not closed'),
  /** A key of several lines, of which a file without quotes gives the first. */
  cut: l10n.t('its value has several lines and must be in quotes'),
  'no-name': l10n.t('it has no name'),
  'no-text': l10n.t('its value is not text'),
} as const;

/** `DB_KEY (line 3): it has no value`. */
export function leftOutText({ calledThere, at, because }: LeftOut): string {
  return `${calledThere === null ? at : `${calledThere} (${at})`}: ${reasons[because]}`;
}

/** What was left out, in a line that does not grow; empty for nothing. */
export function leftOutSummary(leftOut: readonly LeftOut[]): string {
  const [first, second] = leftOut;
  if (!first) {
    return '';
  }
  if (!second) {
    return l10n.t('Skipped: {0}.', leftOutText(first));
  }
  const names = leftOut.map(({ calledThere, at }) => calledThere ?? at);
  const named = names.slice(0, 3).join(', ');
  return names.length > 3
    ? l10n.t('Skipped: {0} and {1} more.', named, names.length - 3)
    : l10n.t('Skipped: {0}.', named);
}
