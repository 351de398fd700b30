/** Whether a value has a line end in it, which not every store and shell takes as it is. */
export function hasSeveralLines(value: string): boolean {
  return /[\r\n]/.test(value);
}
