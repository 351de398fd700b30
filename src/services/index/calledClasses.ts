import type { IndexedFile } from './indexedFile.ts';

/** The names of classes that scripts may call a method of, as in `Checks.token(x)`, each once. */
export function calledClasses(scripts: Iterable<IndexedFile>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { stretches } of scripts) {
    for (const { block } of stretches) {
      for (const word of block.words ?? []) {
        if (/^[A-Z]/.test(word) && block.has?.(`${word}.`) === true) {
          names.add(word);
        }
      }
    }
  }
  return names;
}
