/** Shorter values, and blank ones, would blank innocent text. */
const shortest = 4;

/** Whether a value is so short that to hide each of its occurrences would blank innocent text. */
export function isTooShort(value: string): boolean {
  return value.trim().length < shortest;
}
