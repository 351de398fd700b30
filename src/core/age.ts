import * as l10n from '@vscode/l10n';

const second = 1000;
const units = [
  ['year', 365 * 24 * 3600 * second],
  ['month', 30 * 24 * 3600 * second],
  ['day', 24 * 3600 * second],
  ['hour', 3600 * second],
  ['minute', 60 * second],
] as const;

/** Dear to make: a fifth of what loading the extension took. */
let relative: Intl.RelativeTimeFormat | null = null;

/** How long ago something was, from milliseconds: `2 months ago`, or `just now` below a minute. */
export function age(milliseconds: number): string {
  const [unit, size] = units.find(([, least]) => milliseconds >= least) ?? [];
  if (!unit) {
    return l10n.t('just now');
  }
  // A translation says here what its own language is called, so that ages are in it, too.
  relative ??= new Intl.RelativeTimeFormat(l10n.t('en'), { numeric: 'always' });
  return relative.format(-Math.floor(milliseconds / size), unit);
}

/** How long something has taken, from milliseconds: `12 s`, `2 min`, `3 h 5 min`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / second));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) {
    return `${seconds} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? l10n.t('{0} min', minutes) : l10n.t('{0} h {1} min', hours, minutes % 60);
}
