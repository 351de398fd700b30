import { configLikeness } from './configLikeness.ts';

/** `script`: a pipeline or module (`*.nf`); `config`: a Nextflow configuration. */
export type FileKind = 'script' | 'config';

/**
 * What a file is to Nextflow, by its path and text; null where it is not Nextflow's. Many programs
 * call their files `*.config`; those are told by what they contain.
 */
export function fileKind(path: string, text: string): FileKind | null {
  if (path.endsWith('.nf')) {
    return 'script';
  }
  return path.endsWith('.config') && configLikeness(text) !== 'foreign' ? 'config' : null;
}

/**
 * Whether a config may as well be another program's: neither its name nor its text tells, so that
 * only its surroundings can (`recognised`).
 */
export function isDoubtful(path: string, text: string): boolean {
  return (
    path.endsWith('.config') &&
    !path.endsWith('/nextflow.config') &&
    configLikeness(text) === 'unclear'
  );
}
