/**
 * Whether a path is of a folder in which no pipeline is looked for: what other programs keep, and
 * what Nextflow and nf-test have left. In its form `/modules/align.nf`; folders end with `/`.
 */
export function isLeftOut(path: string): boolean {
  return /\/(?:\.git|node_modules|\.nextflow|\.nf-test|work\/[0-9a-f]{2})\//.test(path);
}
