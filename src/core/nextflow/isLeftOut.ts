/**
 * Whether a path is of a folder in which no pipeline is looked for: what other programs keep, and
 * what Nextflow and nf-test have left. In its form `/modules/align.nf`; folders end with `/`. Where
 * the folder that is looked through, `root`, lies itself does not matter.
 */
export function isLeftOut(path: string, root = ''): boolean {
  const below = path.startsWith(`${root}/`) ? path.slice(root.length) : path;
  return /\/(?:\.git|node_modules|\.nextflow|\.nf-test|work\/[0-9a-f]{2})\//.test(below);
}
