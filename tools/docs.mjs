// @ts-check
// npm run docs: writes the tables of commands and settings into their pages from package.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { pages, withTable } from './docs/tables.mjs';
import { readableManifest } from './package/nls.mjs';

const manifest = readableManifest();
for (const [name, path] of Object.entries(pages)) {
  const page = withTable(
    /** @type {keyof typeof pages} */ (name),
    manifest,
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, await format(page, { parser: 'markdown', printWidth: 100 }));
}
