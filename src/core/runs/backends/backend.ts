import * as l10n from '@vscode/l10n';

/** Where the tasks of a run execute; `hpc` is a grid scheduler such as Slurm. */
export const backendKinds = ['local', 'hpc', 'aws-batch', 'google-batch'] as const;
export type BackendKind = (typeof backendKinds)[number];

/** How a task gets its secrets. */
export const deliveryKinds = [
  /** Nextflow's own way: the task sources a file beside the run's store file. */
  'store-file',
  /** The task reads its secrets from the cloud before it begins, by `beforeScript`. */
  'fetch',
  /** AWS Batch itself sets them, from a job definition that names their ARNs. */
  'job-definition',
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** What is to be known of a backend before a run. */
export interface Backend {
  readonly kind: BackendKind;
  /** `AWS Batch`, as people call it; for `hpc` the plan names the scheduler. */
  readonly label: string;
  /** What must be there for it, besides Nextflow. */
  readonly needs: readonly string[];
  /** Where copies are while a run lives. */
  readonly copies: string;
  /** In the order in which they are preferred, each with why. */
  readonly deliveries: readonly { readonly kind: DeliveryKind; readonly because: string }[];
  /** What becomes of tasks when a run is stopped. */
  readonly onStop: string;
}

/** The backends, as the plan tells of them. */
export const backends: Readonly<Record<BackendKind, Backend>> = {
  local: {
    kind: 'local',
    label: l10n.t('this machine'),
    needs: [],
    copies: l10n.t(
      'one store file for this run, readable only by you, in memory if this machine has a memory file system',
    ),
    deliveries: [{ kind: 'store-file', because: l10n.t('tasks see the files of this machine') }],
    onStop: l10n.t('Nextflow ends its tasks'),
  },
  hpc: {
    kind: 'hpc',
    label: l10n.t('a grid scheduler'),
    needs: [l10n.t('a folder that compute nodes can see: setting nextflowSecrets.runDirectory')],
    copies: l10n.t(
      'one store file for this run, readable only by you, in a folder that compute nodes can see',
    ),
    deliveries: [{ kind: 'store-file', because: l10n.t('jobs see the folder of the run') }],
    onStop: l10n.t('Nextflow cancels its jobs'),
  },
  'aws-batch': {
    kind: 'aws-batch',
    label: l10n.t('AWS Batch'),
    needs: [
      l10n.t('a region'),
      l10n.t('credentials that may create and delete secrets named tower-*'),
    ],
    copies: l10n.t('AWS Secrets Manager, in the region of the compute environment'),
    deliveries: [
      {
        kind: 'fetch',
        because: l10n.t('it needs no execution role: the task reads its own secrets first'),
      },
      {
        kind: 'job-definition',
        because: l10n.t(
          'images need no aws command and tasks need no permissions: AWS Batch uses its execution role to set secrets',
        ),
      },
    ],
    onStop: l10n.t('Nextflow cancels its jobs'),
  },
  'google-batch': {
    kind: 'google-batch',
    label: l10n.t('Google Batch'),
    needs: [
      l10n.t('a project and a location'),
      l10n.t('credentials with roles/secretmanager.admin in that project'),
    ],
    copies: l10n.t('Google Secret Manager, in the project of the credentials'),
    deliveries: [
      {
        kind: 'fetch',
        because: l10n.t(
          'the task reads its own secrets first, as the service account of its machine',
        ),
      },
    ],
    onStop: l10n.t('Nextflow deletes its jobs'),
  },
};
