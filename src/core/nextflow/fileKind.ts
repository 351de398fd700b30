/** `script`: a pipeline or module (`*.nf`); `config`: a Nextflow configuration. */
export type FileKind = 'script' | 'config';

/**
 * What a file is to Nextflow, by its path and the beginning of its text; null where it is not
 * Nextflow's. Many programs call their files `*.config`: XML and JSON ones are told by their first
 * character, with which no Nextflow configuration starts.
 */
export function fileKind(path: string, head: string): FileKind | null {
  if (path.endsWith('.nf')) {
    return 'script';
  }
  if (!path.endsWith('.config')) {
    return null;
  }
  const start = head
    .trimStart()
    .replace(/^\ufeff/, '')
    .charAt(0);
  return ['<', '{', '['].includes(start) ? null : 'config';
}
