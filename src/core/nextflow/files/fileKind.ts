import { configLikeness } from './configLikeness.ts';

/**
 * `script`: a pipeline or module (`*.nf`); `config`: a Nextflow configuration; `class`: what Nextflow
 * compiles for the scripts beside its folder (`lib/Utils.groovy`).
 */
export type FileKind = 'script' | 'config' | 'class';

/** What a file is, as far as its path and text tell. */
export interface FileNature {
  readonly kind: FileKind;
  /** Whether it may as well be another program's: only its surroundings tell (`recognised`). */
  readonly doubtful: boolean;
}

const classPath = /(?:^|\/)lib\/[^]*\.groovy$/;

/** Whether a file with this path may be Nextflow's. */
export function mayBeNextflows(path: string): boolean {
  return /\.(?:nf|config)$/.test(path) || classPath.test(path);
}

/**
 * What a file is to Nextflow, by its path and text; null where it is not Nextflow's. Many programs
 * call their files `*.config`; those are told by what they contain.
 */
export function fileKind(path: string, text: string): FileKind | null {
  return classifyFile(path, text)?.kind ?? null;
}

/** The same, and whether that is certain. */
export function classifyFile(path: string, text: string): FileNature | null {
  if (path.endsWith('.nf')) {
    return { kind: 'script', doubtful: false };
  }
  if (classPath.test(path)) {
    return { kind: 'class', doubtful: true };
  }
  const likeness = path.endsWith('.config') ? configLikeness(text) : 'foreign';
  const doubtful = likeness === 'unclear' && !path.endsWith('/nextflow.config');
  return likeness === 'foreign' ? null : { kind: 'config', doubtful };
}
