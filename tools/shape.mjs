// @ts-check
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { circlesOf, folderGraph, importGraph } from './shape/importGraph.mjs';
import { isNamed } from './shape/isNamed.mjs';

/** Prints the shape of the source: sizes of files and folders, circles of imports, names. */
const files = importGraph('src');
const lines = [...files.keys()]
  .map(file => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .sort((a, b) => b.lines - a.lines);
/** @param {number} part */
const quantile = part => lines[Math.floor(lines.length * (1 - part))]?.lines ?? 0;
console.log(`${lines.length} files; lines: median ${quantile(0.5)}, 90 % ${quantile(0.9)}`);
print(
  'Largest files',
  lines.slice(0, 10).map(({ file, lines: many }) => `${many} ${file}`),
);

/** @type {Map<string, number>} */
const sizes = new Map();
for (const file of files.keys()) {
  sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
}
const folders = [...sizes].sort(([, a], [, b]) => b - a);
print(
  `Largest of ${folders.length} folders`,
  folders.slice(0, 15).map(([at, many]) => `${many} ${at}`),
);
print('Circles of files', circlesOf(files).map(String));
print('Circles of folders', circlesOf(folderGraph(files)).map(String));
print(
  'Files without an export of their name',
  [...files.keys()].filter(file => !isNamed(file)),
);

/** @param {string} title @param {string[]} rows */
function print(title, rows) {
  console.log(`\n${title}: ${rows.length}`);
  rows.forEach(row => console.log(`  ${row}`));
}
