/** A number with its noun: `1 copy`, `3 copies`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** The same in a sentence, where none is a word: `no secrets`. */
export function countOrNone(number: number, noun: string, plural = `${noun}s`): string {
  return number === 0 ? `no ${plural}` : count(number, noun, plural);
}
