/** Nextflow's scopes and settings of their own (24.10.0); not `mail`, which nginx has as well. */
export const configScopes: readonly string[] = [
  ...['apptainer', 'aws', 'azure', 'bucketDir', 'charliecloud', 'cleanup', 'conda', 'dag'],
  ...['docker', 'dumpHashes', 'env', 'executor', 'fusion', 'google', 'k8s', 'lineage', 'manifest'],
  ...['nextflow', 'notification', 'outputDir', 'params', 'plugins', 'podman', 'process'],
  ...['profiles', 'report', 'resume', 'sarus', 'seqera', 'shifter', 'singularity', 'spack'],
  ...['timeline', 'tower', 'trace', 'validation', 'wave', 'weblog', 'workDir', 'workflow'],
];
