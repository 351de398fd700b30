import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A source file, its path with `/` from the root: `src/core/secrets/secretName.ts`. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below a folder. */
export function sources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name))
    .map(path => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
}
