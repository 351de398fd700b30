import type { TestSuite } from '../../core/nextflow/files/testSuites.ts';
import { resolveUri } from '../../core/nextflow/fileUri.ts';
import { followIncludes } from './followIncludes.ts';
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
      complete = followIncludes(uri, { project: folder, launch: folder }, files, whole) && complete;
    }
  }
  const reached = ({ file: { uri }, reference: { place } }: Use): boolean =>
    whole.has(uri) ||
    uri.endsWith('.config') ||
    (parts.get(uri)?.has(place.kind === 'process' ? place.process : '') ?? false) ||
    (parts.has(uri) && place.kind !== 'process');
  return { uses: complete ? all.filter(reached) : all, complete };
}

function scriptUri(script: string, file: string, folder: string): string {
  return resolveUri(/^\.\.?\//.test(script) ? file : `${folder}/x`, script);
}
