/**
 * A closure with the meaning of names that it does not define: each is a parameter of a closure around
 * it, since a config of the strict parser has no variables.
 */
export function withDefinitions(
  closure: string,
  definitions: readonly (readonly [name: string, text: string])[],
): string {
  const inner = definitions.reduceRight(
    (text, [name, value]) => `({ ${name} -> ${text} }).call(${value})`,
    `(${closure}).call()`,
  );
  return `{ ${inner} }`;
}

/** Whether a repeatable closure is that of this text. */
export function repeats(closure: string, text: string): boolean {
  const plain = (its: string): string => its.replaceAll('.call(', '(');
  return closure === text || plain(closure).includes(`(${plain(text)})()`);
}
