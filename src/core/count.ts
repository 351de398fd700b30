import * as l10n from '@vscode/l10n';

/** A number with its noun: `1 copy`, `3 copies`. */
export function count(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`;
}

/**
 * The form of a text that a number asks for. Each is a text of its own, whole, because in other
 * languages more than the noun depends on the number.
 */
export function plural(number: number, one: string, other: string, none: string = other): string {
  return number === 0 ? none : number === 1 ? one : other;
}

/** Names in a sentence, of many the first: `A`, `A and B`, `A, B, C and 15 more`. */
export function listed(names: readonly string[], most = 3): string {
  const more = names.length - most;
  const words = [...names.slice(0, most), ...(more > 0 ? [l10n.t('{0} more', more)] : [])];
  const last = words.pop() ?? l10n.t('none');
  return words.length === 0 ? last : l10n.t('{0} and {1}', words.join(', '), last);
}

/** Text in so many characters at most, cut between words where that can be. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const cut = text.slice(0, most - 1);
  const blank = cut.lastIndexOf(' ');
  return `${(blank > most / 2 ? cut.slice(0, blank) : cut).replace(/[\s,;:·]+$/, '')}…`;
}

/** `Your secrets` for `your secrets`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
