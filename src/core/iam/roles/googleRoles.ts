import * as l10n from '@vscode/l10n';
import { extensionOnGoogle } from './extensionRoles.ts';
import { bothVariants, type IamRole } from './iamRole.ts';

/** Seqera Platform on Google Cloud (its secrets page, 2025-09). */
const seqera: IamRole = {
  id: 'seqera-google',
  cloud: 'google',
  title: l10n.t('Credentials of the compute environment on Google Cloud'),
  purpose: l10n.t(
    'The service account whose key file Seqera Platform has for the compute environment. Secret Manager must be enabled in the project that the file’s `project_id` names, because copies are created there.',
  ),
  principal: {
    variable: 'seqera_member',
    description: l10n.t(
      'the Platform’s service account, for example serviceAccount:platform@PROJECT.iam.gserviceaccount.com',
    ),
    usual: null,
  },
  forms: [
    {
      id: 'admin',
      title: l10n.t('Role, as on the documentation page'),
      explanation: l10n.t(
        'Full access to Secret Manager, including the values of all other secrets of the project and who may read them.',
      ),
      variants: ['page'],
      body: { kind: 'google-role', role: 'roles/secretmanager.admin' },
    },
    {
      id: 'platform',
      title: l10n.t('Custom role, narrower'),
      explanation: l10n.t(
        'Creates, finds and deletes secrets and sets their values, but cannot read any. Seqera’s documentation asks for the role above; try this one before you rely on it.',
      ),
      variants: ['current'],
      body: {
        kind: 'google-custom-role',
        roleId: 'nextflowSecretsPlatform',
        title: 'Nextflow Secrets: Seqera Platform',
        permissions: [
          'secretmanager.secrets.create',
          'secretmanager.secrets.delete',
          'secretmanager.secrets.get',
          'secretmanager.secrets.list',
          'secretmanager.versions.add',
        ],
      },
    },
  ],
};

/** Jobs on Google Batch (Seqera's page on Google Batch, 2026-07). */
const tasks: IamRole = {
  id: 'tasks-google',
  cloud: 'google',
  title: l10n.t('Service account of the tasks on Google Batch'),
  purpose: l10n.t(
    'The account of the machines that run the head job and the tasks (`google.batch.serviceAccountEmail` in the pipeline’s config, else the project’s default one). They read the values.',
  ),
  principal: {
    variable: 'task_member',
    description: l10n.t(
      'the tasks’ service account, for example serviceAccount:batch@PROJECT.iam.gserviceaccount.com',
    ),
    usual: null,
  },
  forms: [
    {
      id: 'accessor',
      title: l10n.t('Role'),
      explanation: l10n.t(
        'Reads values, and neither lists nor changes secrets. It covers every secret of the project: keep others elsewhere, or give the role a condition on `resource.name` that names `secrets/tower-`.',
      ),
      variants: bothVariants,
      body: { kind: 'google-role', role: 'roles/secretmanager.secretAccessor' },
    },
  ],
};

export const googleRoles: readonly IamRole[] = [seqera, tasks, extensionOnGoogle];

/** The narrowest predefined role with a permission; of Secret Manager’s only `admin` makes secrets. */
export function roleWith(permission: string): string {
  return narrow[permission] ?? 'roles/secretmanager.admin';
}

const narrow: Readonly<Record<string, string>> = {
  'iam.serviceAccounts.getAccessToken': 'roles/iam.serviceAccountTokenCreator',
  'secretmanager.secrets.get': 'roles/secretmanager.viewer',
  'secretmanager.secrets.list': 'roles/secretmanager.viewer',
  'secretmanager.versions.access': 'roles/secretmanager.secretAccessor',
  'secretmanager.versions.add': 'roles/secretmanager.secretVersionAdder',
};
