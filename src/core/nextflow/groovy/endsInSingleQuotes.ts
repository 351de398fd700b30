/** Whether what follows a piece of a shell script stands between single quotes (bash 5.2). */
export function endsInSingleQuotes(script: string): boolean {
  let quote: "'" | '"' | null = null;
  for (let at = 0; at < script.length; at += 1) {
    const character = script[at];
    if (quote === "'") {
      quote = character === "'" ? null : quote;
    } else if (character === '\\') {
      at += 1;
    } else if (character === '"') {
      quote = quote === null ? '"' : null;
    } else if (character === "'" && quote === null) {
      quote = "'";
    } else if (character === '#' && quote === null && /(^|[\s;&|(])$/.test(script.slice(0, at))) {
      const end = script.indexOf('\n', at);
      at = end < 0 ? script.length : end;
    }
  }
  return quote === "'";
}
