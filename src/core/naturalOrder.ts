/** Dear to make, and a program that orders nothing needs none. */
let collator: Intl.Collator | null = null;

/**
 * Orders texts as people count, `S_2` before `S_10`, for sorting whatever is listed for them. Two
 * that differ are never equal.
 */
export function naturalOrder(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
