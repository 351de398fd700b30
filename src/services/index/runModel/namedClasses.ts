import type { IndexedFile } from '../indexedFile.ts';
import type { PipelineIndex } from '../pipelineIndex.ts';

/** What scripts say of classes. */
type Namer = Pick<IndexedFile, 'stretches'>;

/** The URIs of a project's classes that its scripts name: those of the index, and others that they may call. */
export function namedClasses(
  index: PipelineIndex,
  project: string,
  scripts: ReadonlySet<Namer>,
): ReadonlySet<string> {
  const lib = `${project}/lib/`;
  const indexed = index.files
    .filter(({ kind, uri }) => kind === 'class' && uri.startsWith(lib))
    .map(({ uri }) => uri)
    .filter(uri => isNamed(uri.slice(lib.length), scripts));
  return new Set([...[...calledClasses(scripts)].map(name => `${lib}${name}.groovy`), ...indexed]);
}

/** The names of classes that scripts may call a method of, as in `Checks.token(x)`, each once. */
function calledClasses(scripts: Iterable<Namer>): ReadonlySet<string> {
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

/**
 * Whether scripts name a class, which Nextflow compiles then, called or not: `path` is where its file
 * lies in `lib`, say `org/acme/Checks.groovy`. What is only a type of a variable does not count, since
 * the strict parser does not look it up (Nextflow 25.04.4).
 */
function isNamed(path: string, scripts: Iterable<Namer>): boolean {
  const parts = path.replace(/\.groovy$/, '').split('/');
  const name = parts.at(-1) ?? '';
  const forms = parts.length > 1 ? [parts.join('.')] : [`${name}.`, `new ${name}`];
  for (const { stretches } of scripts) {
    for (const { block } of stretches) {
      if (block.words?.has(name) && forms.some(form => block.has?.(form))) {
        return true;
      }
    }
  }
  return false;
}
