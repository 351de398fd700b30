/** Where the tasks of a run execute; `hpc` is a grid scheduler such as Slurm. */
export type BackendKind = 'local' | 'hpc' | 'aws-batch' | 'google-batch';
