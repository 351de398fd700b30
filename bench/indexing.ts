import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../src/core/nextflow/files/analyse.ts';
import { fileKind } from '../src/core/nextflow/files/fileKind.ts';
import { compare } from './measure.ts';

/** Reading and analysing every script and config below a folder, against reading alone. */
export async function benchIndex(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(nf|config)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name));
  const bytes = files.reduce((total, file) => total + readFileSync(file).length, 0);
  let references = 0;
  const index = (): void => {
    references = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const kind = fileKind(file, text);
      references += kind === null ? 0 : analyse(text, kind).references.length;
    }
  };
  index();
  const size = `${files.length} files, ${(bytes / 1e3).toFixed(0)} kB, ${references} references`;
  await compare(`Index of ${folder}: ${size}`, [
    {
      name: 'reading the files',
      run: () => {
        files.forEach(file => readFileSync(file, 'utf8'));
      },
      bytes,
    },
    { name: 'reading and analysing them', run: index, bytes },
  ]);
}
