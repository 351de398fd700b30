/** The URI of an absolute path, as VS Code writes it: `/a b/(1).nf` is `file:///a%20b/%281%29.nf`. */
export function fileUri(path: string): string {
  return `file://${path.split('/').map(encoded).join('/')}`;
}

/** The path of such a URI. */
export function filePath(uri: string): string {
  return decodeURIComponent(uri.replace(/^file:\/\//, ''));
}

/** A relative path beside a file, as a URI. */
export function resolveUri(from: string, path: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(encoded(part));
    }
  }
  return parts.join('/');
}

/** VS Code leaves fewer characters as they are than the language's own function. */
function encoded(part: string): string {
  return encodeURIComponent(part).replaceAll(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
