/**
 * A text as a Groovy string that stands for exactly it, in one pair of `'` or, where it has several
 * lines, of `'''`. Beyond ASCII it is escaped: the JVM reads files in the encoding of the locale.
 */
export function groovyText(text: string): string {
  const quote = text.includes('\n') ? "'''" : "'";
  const quotes = quote === "'" ? /'/g : /(?<=')'|'(?=')|'$/g;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replace(quotes, "\\'")
    .replaceAll('\r', '\\r')
    .replace(
      // Everything but line ends, tabs and printable ASCII.
      /[^\n\t -~]/g,
      unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `${quote}${escaped}${quote}`;
}
