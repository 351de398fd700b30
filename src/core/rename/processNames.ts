import { type Include, moduleUris } from '../nextflow/scan/findIncludes.ts';

/** Scripts by their URIs, as far as they include each other. */
export type IncludingFiles = ReadonlyMap<string, { readonly includes: readonly Include[] }>;

/** The names under which the scripts of a pipeline know the processes of its modules. */
export class ProcessNames {
  /** What a name of a file is called elsewhere, and in which file. */
  readonly #calls = new Map<string, { readonly uri: string; readonly as: string }[]>();

  constructor(files: IncludingFiles) {
    for (const [uri, { includes }] of files) {
      for (const include of includes.filter(({ kind }) => kind === 'module')) {
        const module = moduleOf(include, uri, files);
        for (const { name, as } of module === null ? [] : include.components) {
          const key = keyOf(module ?? '', name);
          this.#calls.set(key, [...(this.#calls.get(key) ?? []), { uri, as }]);
        }
      }
    }
  }

  /**
   * All names of a process: its own, by which selectors take it always, and those under which it is
   * included, also by who includes it from there.
   */
  of(uri: string, name: string): readonly string[] {
    const seen = new Set<string>();
    const names = new Set<string>();
    const visit = (at: string, called: string): void => {
      const key = keyOf(at, called);
      if (!seen.has(key)) {
        seen.add(key);
        names.add(called);
        this.#calls.get(key)?.forEach(({ uri: including, as }) => {
          visit(including, as);
        });
      }
    };
    visit(uri, name);
    return [...names];
  }
}

/** The file that an include means; null where it is none of these, or only a run can tell. */
function moduleOf(include: Include, from: string, files: IncludingFiles): string | null {
  const parts = from.split('/');
  // Which script is run decides what `projectDir` is; it lies above what it includes, or beside.
  for (let depth = parts.length - 1; depth > 0; depth -= 1) {
    const folder = parts.slice(0, depth).join('/');
    const found = moduleUris(include, from, { project: folder, launch: folder });
    const module = found.find(uri => files.has(uri));
    if (module !== undefined) {
      return module;
    }
  }
  return null;
}

function keyOf(uri: string, name: string): string {
  return `${uri} ${name}`;
}
