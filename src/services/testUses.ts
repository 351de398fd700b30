import type { Include } from '../core/nextflow/includes.ts';
import type { TestSuite } from '../core/nextflow/testFile.ts';
import type { IndexedFile } from './indexedFile.ts';
import type { PipelineIndex, Use } from './pipelineIndex.ts';

/** What nf-test would read of a folder's secrets, and whether that is all. */
export interface TestUses {
  readonly uses: readonly Use[];
  readonly complete: boolean;
}

/**
 * The references that the suites of an nf-test file reach: of a tested process its own and those
 * of its script outside processes; of a workflow or pipeline those of every file that it includes;
 * and those of the folder's configs. Where a script is not found, all of the folder.
 */
export function testUses(
  index: PipelineIndex,
  folder: string,
  file: string,
  suites: readonly TestSuite[],
): TestUses {
  const all = index.uses(folder);
  const files = new Map(index.files.map(known => [known.uri, known]));
  const whole = new Set<string>();
  const parts = new Map<string, Set<string>>();
  let complete = suites.length > 0;
  for (const { kind, scripts, subject } of suites) {
    const uris = scripts.map(script => scriptUri(script, file, folder));
    complete &&= uris.length > 0 && uris.every(uri => files.has(uri));
    const [own, ...others] = uris;
    if (kind === 'process' && own !== undefined && subject !== null) {
      parts.set(own, (parts.get(own) ?? new Set()).add(subject));
    } else if (own !== undefined) {
      others.push(own);
    }
    for (const uri of others) {
      complete = reach(uri, folder, files, whole) && complete;
    }
  }
  const reached = ({ file: { uri }, reference: { place } }: Use): boolean =>
    whole.has(uri) ||
    uri.endsWith('.config') ||
    (parts.get(uri)?.has(place.kind === 'process' ? place.process : '') ?? false) ||
    (parts.has(uri) && place.kind !== 'process');
  return { uses: complete ? all.filter(reached) : all, complete };
}

/** Adds a script and all that it includes; false where an include cannot be followed. */
function reach(
  uri: string,
  folder: string,
  files: ReadonlyMap<string, IndexedFile>,
  found: Set<string>,
): boolean {
  if (found.has(uri)) {
    return true;
  }
  const file = files.get(uri);
  if (!file) {
    return false;
  }
  found.add(uri);
  return file.includes
    .filter(({ kind }) => kind === 'module')
    .map(include => moduleUris(include, uri, folder).find(target => files.has(target)))
    .every(target => target !== undefined && reach(target, folder, files, found));
}

/** Where a module may lie: the suffix may be left out, and a folder means its `main.nf`. */
function moduleUris({ target }: Include, from: string, folder: string): readonly string[] {
  if (target === null) {
    return [];
  }
  const placed = /^\$\{(projectDir|baseDir|launchDir)\}\/?/.exec(target);
  const base = placed ? `${folder}/x` : from;
  const rest = target.replace(/^\$\{\w+\}\/?/, '');
  return [rest, `${rest}.nf`, `${rest}/main.nf`].map(path => resolve(base, path));
}

function scriptUri(script: string, file: string, folder: string): string {
  return resolve(/^\.\.?\//.test(script) ? file : `${folder}/x`, script);
}

/** A relative path beside a file, as a URI. */
function resolve(from: string, path: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(encodeURIComponent(part));
    }
  }
  return parts.join('/');
}
