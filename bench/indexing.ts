import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type IndexedFile, indexFile } from '../src/services/index/indexedFile.ts';
import { clockedTimeOf, compareInTurns } from './measure.ts';

/**
 * Reading and indexing every script and config below a folder, against reading alone; the same of
 * `scan` against a process that only reads; and what the index takes of memory.
 */
export function benchIndex(folder: string): void {
  const files = filesBelow(folder);
  const bytes = files.reduce((total, file) => total + readFileSync(file).length, 0);
  const size = `${files.length} files, ${(bytes / 1e3).toFixed(0)} kB`;
  const index = (): IndexedFile[] =>
    files
      .map(file => indexFile(`file://${file}`, null, readFileSync(file, 'utf8')))
      .filter(file => file !== null);
  compareInTurns(`Index of ${folder}: ${size}`, [
    {
      name: 'reading the files',
      run: () => files.map(file => readFileSync(file, 'utf8')),
      bytes,
    },
    { name: 'reading and indexing them', run: index, bytes },
    { name: 'and asking for all of it', run: () => index().map(askAll), bytes },
  ]);
  const node = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }).toString();
  compareInTurns(
    'The same as a process',
    [
      { name: 'a process that reads the files', run: () => node('-e', reading, folder), bytes },
      { name: 'scan', run: () => node('dist/cli.js', 'scan', folder), bytes },
      { name: 'a process that does nothing', run: () => node('-e', '') },
    ],
    { turns: 9, time: clockedTimeOf },
  );
  memory(index);
}

/** Walks and reads as plainly as can be. */
const reading = `
  const { readdirSync, readFileSync } = require('node:fs');
  const walk = folder => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = folder + '/' + entry.name;
      if (entry.isDirectory()) walk(path);
      else if (/\\.(nf|config)$/.test(entry.name)) readFileSync(path);
    }
  };
  walk(process.argv[1]);
`;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(nf|config)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name));
}

function askAll({ processes, includes, settings, entry, profiles }: IndexedFile): unknown {
  return [processes, includes, settings, entry, profiles];
}

/** What the index holds, before and after all of it was asked for. */
function memory(index: () => IndexedFile[]): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1e6;
  };
  const before = used();
  const files = index();
  const kept = used() - before;
  files.forEach(askAll);
  const whole = used() - before;
  console.log(`\nMemory of the index of ${files.length} files`);
  console.log(`  as it is read             ${kept.toFixed(1).padStart(6)} MB`);
  console.log(`  when all was asked for    ${whole.toFixed(1).padStart(6)} MB`);
}
