// @ts-check
// npm run docs: writes the tables of commands and settings into README.md from package.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { tables } from './docs/tables.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const readme = tables(manifest, readFileSync('README.md', 'utf8'));
writeFileSync('README.md', await format(readme, { parser: 'markdown', printWidth: 100 }));
