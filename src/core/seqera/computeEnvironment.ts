/** A compute environment of a workspace, as the Platform lists it. */
export interface ComputeEnvironment {
  readonly id: string;
  readonly name: string;
  /** The Platform's name for what is behind it, say `aws-batch`. */
  readonly platform: string;
  /** Say `AVAILABLE`; nothing is launched in another state. */
  readonly status: string;
  readonly region: string | null;
  readonly workDir: string | null;
  /** What the workspace uses where nobody chooses. */
  readonly primary: boolean;
}

/** What else its configuration tells that decides whether secrets arrive. */
export interface ComputeEnvironmentDetails {
  /** The role that the Nextflow head job has; null where that of the machine counts. */
  readonly headJobRole: string | null;
  /** The role that hands secrets to containers; null where none is set. */
  readonly executionRole: string | null;
  /** The project of Google Cloud in which it runs; null for others, and where it does not tell. */
  readonly project: string | null;
}

/** `undocumented`: its pages say both, so that only a try can tell. */
export type SecretsSupport = 'supported' | 'unsupported' | 'undocumented';

/** No field of the API tells; these are the Platform's pages, as of API 1.187. */
const supporting = [
  'aws-batch',
  'aws-cloud',
  'google-batch',
  'google-cloud',
  'slurm-platform',
  'lsf-platform',
  'uge-platform',
  'altair-platform',
  'moab-platform',
];
const refusing = ['eks-platform', 'google-lifesciences', 'local-platform'];

/** Whether runs on a platform get secrets. */
export function secretsSupport(platform: string): SecretsSupport {
  return supporting.includes(platform)
    ? 'supported'
    : refusing.includes(platform)
      ? 'unsupported'
      : 'undocumented';
}

const platformNames: Readonly<Record<string, string>> = {
  'aws-batch': 'AWS Batch',
  'aws-cloud': 'AWS Cloud',
  'seqeracompute-platform': 'Seqera Compute',
  'google-batch': 'Google Batch',
  'google-cloud': 'Google Cloud',
  'google-lifesciences': 'Google Life Sciences',
  'azure-batch': 'Azure Batch',
  'azure-cloud': 'Azure Cloud',
  'k8s-platform': 'Kubernetes',
  'eks-platform': 'Amazon EKS',
  'gke-platform': 'Google GKE',
  'uge-platform': 'Grid Engine',
  'slurm-platform': 'Slurm',
  'lsf-platform': 'IBM LSF',
  'altair-platform': 'Altair PBS Pro',
  'moab-platform': 'Moab',
  'local-platform': 'Local',
};

/** A platform for people, say `AWS Batch`; its own name where it is a new one. */
export function computePlatformName(platform: string): string {
  return platformNames[platform] ?? platform;
}
