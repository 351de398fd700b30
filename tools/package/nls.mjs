// @ts-check
import { readFileSync } from 'node:fs';

/**
 * The manifest as people read it: `%KEY%` stands in `package.json` for a text of
 * `package.nls.json`, as VS Code reads them.
 * @returns {any}
 */
export function readableManifest() {
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8'));
  const manifest = readFileSync('package.json', 'utf8');
  return JSON.parse(manifest, (_, value) =>
    typeof value === 'string' && /^%[\w.-]+%$/.test(value)
      ? (texts[value.slice(1, -1)] ?? value)
      : value,
  );
}
