import * as l10n from '@vscode/l10n';
import { listed, plural } from '../../count.ts';
import { type ComputeEnvironment, computePlatformName } from '../../seqera/computeEnvironment.ts';
import type { SeqeraWarning } from '../../seqera/launch/seqeraPlan.ts';

/** What a plan tells beside its secrets. */
export interface SeqeraRemark {
  readonly severity: 'error' | 'warning' | 'info';
  readonly text: string;
  /** The same in one line; absent where the text is as short. */
  readonly brief?: string;
}

/** A warning in words. */
export function warningRemark(
  warning: SeqeraWarning,
  environment: ComputeEnvironment,
): SeqeraRemark {
  const platform = computePlatformName(environment.platform);
  switch (warning.kind) {
    case 'environment-unavailable':
      return {
        severity: 'error',
        text: l10n.t(
          'The compute environment {0} is {1}, so the Platform cannot launch there. Choose another one, or fix it on the Platform.',
          environment.name,
          warning.status.toLowerCase(),
        ),
        brief: l10n.t('{0} is {1}', environment.name, warning.status.toLowerCase()),
      };
    case 'platform-without-secrets':
      return {
        severity: 'error',
        text: l10n.t(
          'Runs on {0} get no secrets from the Platform, even if some are selected. Choose a compute environment on AWS, Google Cloud or a cluster.',
          platform,
        ),
        brief: l10n.t('Runs on {0} get no secrets', platform),
      };
    case 'platform-undocumented':
      return {
        severity: 'warning',
        text: l10n.t(
          'The documentation of the Platform does not list {0} among the platforms that support secrets. The secrets may not arrive.',
          platform,
        ),
        brief: l10n.t('{0} is not documented to support secrets', platform),
      };
    case 'shared-pipeline':
      return {
        severity: 'info',
        text: l10n.t(
          'The pipeline is shared by {0}. The secrets come from the workspace that launches it.',
          warning.source,
        ),
        brief: l10n.t('Shared by {0}. Secrets come from this workspace', warning.source),
      };
    case 'custom-job-definition':
    case 'head-reads':
    case 'no-execution-role':
      return awsRemark(warning, environment);
    default:
      return codeRemark(warning);
  }
}

type AwsWarning = Extract<
  SeqeraWarning,
  { kind: 'custom-job-definition' | 'head-reads' | 'no-execution-role' }
>;

function awsRemark(warning: AwsWarning, { name }: ComputeEnvironment): SeqeraRemark {
  switch (warning.kind) {
    case 'custom-job-definition':
      return {
        severity: 'error',
        text: l10n.t(
          'The tasks of {0} run with the custom job definition {1}, to which the Platform does not add secrets. Use a container image instead.',
          warning.process,
          warning.definition,
        ),
        brief: l10n.t('{0} has a custom job definition: no secrets', warning.process),
      };
    case 'head-reads':
      return {
        severity: 'info',
        text: l10n.t(
          'The head job itself reads {0}. Allow {1} secretsmanager:GetSecretValue on tower-* and secretsmanager:ListSecrets on *.',
          listed(warning.names),
          warning.role === null ? l10n.t('the role of its machine') : warning.role,
        ),
        brief: l10n.t(
          'The head job reads {0}: its role needs GetSecretValue',
          listed(warning.names, 1),
        ),
      };
    case 'no-execution-role':
      return {
        severity: 'warning',
        text: l10n.t(
          'The compute environment {0} has no execution role. AWS Batch needs one to give secrets to tasks, and runs end with “Missing AWS execution role arn”. Set the Batch execution role of the compute environment.',
          name,
        ),
        brief: l10n.t('{0} has no execution role for tasks’ secrets', name),
      };
  }
}

type CodeWarning = Extract<
  SeqeraWarning,
  {
    kind:
      'changed-files' | 'unpushed-commits' | 'unpushed-branch' | 'uses-unknown' | 'computed-names';
  }
>;

function codeRemark(warning: CodeWarning): SeqeraRemark {
  switch (warning.kind) {
    case 'changed-files':
      return changedFiles(warning);
    case 'unpushed-commits':
      return unpushedCommits(warning);
    case 'unpushed-branch':
      return {
        severity: 'warning',
        text: l10n.t(
          'No branch of the remote has this commit, so the Platform cannot run it. Push the branch, or choose another revision.',
        ),
        brief: l10n.t('This commit is not pushed'),
      };
    case 'uses-unknown':
      return {
        severity: 'warning',
        text: l10n.t(
          'Some files that this pipeline includes could not be read, so it may use more secrets. Select the additional ones that it needs.',
        ),
        brief: l10n.t('It may name more secrets than could be read'),
      };
    case 'computed-names':
      return {
        severity: 'warning',
        text: plural(
          warning.count,
          l10n.t('1 secret name is computed at run time. Select the secrets that it may read.'),
          l10n.t(
            '{0} secret names are computed at run time. Select the secrets that they may read.',
            warning.count,
          ),
        ),
        brief: l10n.t('Some names are computed. Select the secrets that they may read'),
      };
  }
}

function changedFiles(warning: Extract<SeqeraWarning, { kind: 'changed-files' }>): SeqeraRemark {
  return {
    severity: 'warning',
    text: plural(
      warning.count,
      l10n.t(
        '1 file of this folder differs from the last commit. The Platform runs without this change.',
      ),
      l10n.t(
        '{0} files of this folder differ from the last commit. The Platform runs without these changes.',
        warning.count,
      ),
    ),
    brief: plural(
      warning.count,
      l10n.t('1 file changed and not committed'),
      l10n.t('{0} files changed and not committed', warning.count),
    ),
  };
}

function unpushedCommits(
  warning: Extract<SeqeraWarning, { kind: 'unpushed-commits' }>,
): SeqeraRemark {
  return {
    severity: 'warning',
    text: plural(
      warning.count,
      l10n.t(
        '1 commit is not pushed to {0}. The Platform runs only pushed commits. Push it, or launch without it.',
        warning.branch,
      ),
      l10n.t(
        '{0} commits are not pushed to {1}. The Platform runs only pushed commits. Push them, or launch without them.',
        warning.count,
        warning.branch,
      ),
    ),
    brief: plural(
      warning.count,
      l10n.t('1 commit not pushed to {0}', warning.branch),
      l10n.t('{0} commits not pushed to {1}', warning.count, warning.branch),
    ),
  };
}
