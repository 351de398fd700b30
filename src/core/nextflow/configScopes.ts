/** Nextflow's scopes and settings of their own (24.10.0); not `mail`, which nginx has as well. */
export const configScopes: readonly string[] = [
  ...['apptainer', 'aws', 'azure', 'bucketDir', 'charliecloud', 'cleanup', 'conda', 'dag'],
  ...['docker', 'dumpHashes', 'env', 'executor', 'fusion', 'google', 'k8s', 'lineage', 'manifest'],
  ...['nextflow', 'notification', 'outputDir', 'params', 'plugins', 'podman', 'process'],
  ...['profiles', 'report', 'resume', 'sarus', 'seqera', 'shifter', 'singularity', 'spack'],
  ...['timeline', 'tower', 'trace', 'validation', 'wave', 'weblog', 'workDir', 'workflow'],
];

/** Directives of processes that are named as scopes are. */
const directives = ['conda', 'executor', 'spack'];

/**
 * Whether this is set in whole configs alone, and in no part that `process { includeConfig 'it' }`
 * brings in.
 */
export function isOfWholeConfig(
  [scope = '', ...inner]: readonly string[],
  isBlock: boolean,
): boolean {
  const isDirective = directives.includes(scope) && inner.length === 0 && !isBlock;
  return configScopes.includes(scope) && !isDirective;
}
