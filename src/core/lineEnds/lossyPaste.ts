/** A paste that a box of one line has changed: what it shows, and what the clipboard has. */
export interface LossyPaste {
  readonly shown: string;
  readonly whole: string;
}

/**
 * Whether a change of a box may be a paste that has lost line ends: more than one character at
 * once, with a blank, which is what browsers and Electron make of a line end. Only then is there a
 * reason to look at the clipboard.
 */
export function mayHaveLostLineEnds(before: string, after: string): boolean {
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) {
    end += 1;
  }
  const inserted = after.slice(start, after.length - end);
  return inserted.length > 1 && inserted.includes(' ');
}

/** What was lost of the clipboard's text when it was pasted; null where nothing that matters was. */
export function lossyPaste(before: string, after: string, clipboard: string): LossyPaste | null {
  // A line end at the end is left out too, which is what people want of a password.
  const text = clipboard.replace(/[\r\n]+$/, '');
  const shown = text.replaceAll(/\r\n|\r|\n/g, ' ');
  return shown !== text && cameIn(shown, before, after) && !isSameJson(shown, clipboard)
    ? { shown, whole: clipboard }
    : null;
}

/** What was pasted into a box, with its line ends, as far as it is still there; null for nothing. */
export function restored(text: string, pastes: readonly LossyPaste[]): string | null {
  const whole = pastes.reduce(
    (result, { shown, whole: own }) => result.split(shown).join(own),
    text,
  );
  return whole === text ? null : whole;
}

/** Whether a text took the place of a part of `before`, perhaps of none of it. */
function cameIn(inserted: string, before: string, after: string): boolean {
  for (let at = after.indexOf(inserted); at >= 0; at = after.indexOf(inserted, at + 1)) {
    const behind = after.slice(at + inserted.length);
    if (
      before.startsWith(after.slice(0, at)) &&
      before.endsWith(behind) &&
      at + behind.length <= before.length
    ) {
      return true;
    }
  }
  return false;
}

/** Between its parts JSON takes a blank for a line end; inside a string it has none. */
function isSameJson(shown: string, clipboard: string): boolean {
  try {
    return JSON.stringify(JSON.parse(shown)) === JSON.stringify(JSON.parse(clipboard));
  } catch {
    return false;
  }
}
