import type { Block } from '../../../core/nextflow/syntax/syntax.ts';
import type { IndexedFile } from '../indexedFile.ts';
import type { PipelineIndex } from '../pipelineIndex.ts';

/** The URIs of a project's classes that its scripts name: those of the index, and others that they may call. */
export function namedClasses(
  index: PipelineIndex,
  project: string,
  scripts: ReadonlySet<Pick<IndexedFile, 'stretches'>>,
): ReadonlySet<string> {
  const lib = `${project}/lib/`;
  const blocks = [...scripts].flatMap(({ stretches }) => stretches.map(({ block }) => block));
  const indexed = index.files
    .filter(({ kind, uri }) => kind === 'class' && uri.startsWith(lib))
    .map(({ uri }) => uri)
    .filter(uri => isNamed(uri.slice(lib.length), blocks));
  return new Set([...blocks.flatMap(calledIn).map(name => `${lib}${name}.groovy`), ...indexed]);
}

/** The names of classes that a block may call a method of, as in `Checks.token(x)`. */
function calledIn(block: Block): readonly string[] {
  return [...(block.words ?? [])].filter(
    word => /^[A-Z]/.test(word) && block.has?.(`${word}.`) === true,
  );
}

/**
 * Whether code names a class, which Nextflow compiles then, called or not: `path` is where its file
 * lies in `lib`, say `org/acme/Checks.groovy`. What is only a type of a variable does not count, since
 * the strict parser does not look it up (Nextflow 25.04.4).
 */
function isNamed(path: string, blocks: readonly Block[]): boolean {
  const parts = path.replace(/\.groovy$/, '').split('/');
  const name = parts.at(-1) ?? '';
  const forms = parts.length > 1 ? [parts.join('.')] : [`${name}.`, `new ${name}`];
  return blocks.some(block => block.words?.has(name) && forms.some(form => block.has?.(form)));
}
