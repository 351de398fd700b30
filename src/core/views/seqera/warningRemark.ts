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
          'The compute environment {0} is {1}: the Platform launches nothing there. Choose another, or mend it on the Platform.',
          environment.name,
          warning.status.toLowerCase(),
        ),
        brief: l10n.t('{0} is {1}', environment.name, warning.status.toLowerCase()),
      };
    case 'platform-without-secrets':
      return {
        severity: 'error',
        text: l10n.t(
          'Runs on {0} get no secrets from the Platform, whatever is selected. Choose a compute environment on AWS, Google Cloud or a cluster.',
          platform,
        ),
        brief: l10n.t('Runs on {0} get no secrets', platform),
      };
    case 'platform-undocumented':
      return {
        severity: 'warning',
        text: l10n.t(
          'The Platform’s pages do not name {0} among what supports secrets, so that they may not arrive.',
          platform,
        ),
        brief: l10n.t('{0} is not documented to support secrets', platform),
      };
    case 'shared-pipeline':
      return {
        severity: 'info',
        text: l10n.t(
          'The pipeline is shared by {0}; the secrets are those of the workspace that launches it.',
          warning.source,
        ),
        brief: l10n.t('Shared by {0}; secrets are those of this workspace', warning.source),
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
          'The tasks of {0} run by the custom job definition {1}, into which the Platform puts no secrets. Name a container image instead.',
          warning.process,
          warning.definition,
        ),
        brief: l10n.t('{0} has a custom job definition: no secrets', warning.process),
      };
    case 'head-reads':
      return {
        severity: 'info',
        text: l10n.t(
          'The head job itself reads {0}, so that {1} must allow secretsmanager:GetSecretValue on tower-*, beside secretsmanager:ListSecrets on *.',
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
          'The compute environment {0} names no execution role, without which AWS Batch gives tasks no secrets: runs end with “Missing AWS execution role arn”. Set the Batch execution role of the compute environment.',
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
          'No branch of the remote has this commit, so that the Platform cannot run it. Push the branch, or choose another revision.',
        ),
        brief: l10n.t('This commit is not pushed'),
      };
    case 'uses-unknown':
      return {
        severity: 'warning',
        text: l10n.t(
          'Not all that this pipeline includes could be read, so that it may name more secrets: tick what it needs beside.',
        ),
        brief: l10n.t('It may name more secrets than could be read'),
      };
    case 'computed-names':
      return {
        severity: 'warning',
        text: plural(
          warning.count,
          l10n.t('1 name of a secret only the run will know: tick the secrets that they may read.'),
          l10n.t(
            '{0} names of secrets only the run will know: tick the secrets that they may read.',
            warning.count,
          ),
        ),
        brief: l10n.t('Some names are computed: tick what they may read'),
      };
  }
}

function changedFiles(warning: Extract<SeqeraWarning, { kind: 'changed-files' }>): SeqeraRemark {
  return {
    severity: 'warning',
    text: plural(
      warning.count,
      l10n.t(
        '1 file of this folder differs from the last commit; the Platform runs without these changes.',
      ),
      l10n.t(
        '{0} files of this folder differ from the last commit; the Platform runs without these changes.',
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
        '1 commit is not pushed to {0}; the Platform runs what is pushed. Push it, or launch without it.',
        warning.branch,
      ),
      l10n.t(
        '{0} commits are not pushed to {1}; the Platform runs what is pushed. Push them, or launch without them.',
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
