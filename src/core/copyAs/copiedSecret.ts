import * as l10n from '@vscode/l10n';
import { commentLines } from '../commentLines.ts';
import { formatWords } from '../runs/launch/shellWords.ts';

/** A secret that is to be made on Seqera Platform by other means. */
export interface CopiedSecret {
  readonly name: string;
  /** `genomics/rnaseq`; null for the user's own. */
  readonly workspace: string | null;
}

/** A form in which a secret or a launch is copied, and its text. */
export interface CopyForm {
  readonly id: string;
  /** What reads it, say `tw secrets add`. */
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** Ways to make a secret on the Platform. None has its value: each names where it comes from. */
export function secretForms(secret: CopiedSecret): readonly CopyForm[] {
  const { name } = secret;
  return [
    {
      id: 'tw',
      label: 'tw secrets add',
      detail: l10n.t('A shell command that reads the value from the variable {0}', name),
      text: twAdd(secret),
    },
    {
      id: 'seqerakit',
      label: 'seqerakit',
      detail: l10n.t('YAML. The value comes from the environment variable {0}', name),
      text: seqerakit(secret),
    },
    {
      id: 'terraform',
      label: 'Terraform seqera_pipeline_secret',
      detail: l10n.t('HCL. The value comes from a sensitive variable and is stored in the state'),
      text: terraform(secret),
    },
  ];
}

/** Without `--overwrite`, which removes the secret before it adds it. */
function twAdd({ name, workspace }: CopiedSecret): string {
  const where = workspace === null ? '' : ` ${formatWords(['-w', workspace])}`;
  const notes = [
    l10n.t(
      'Set {0} in this shell without typing its value into a command: {1}',
      name,
      `read -rs ${name}`,
    ),
    l10n.t("While tw runs, what follows -v can be seen in the list of this machine's processes."),
  ];
  return `${notes.map(commentLines).join('\n')}
${formatWords(['tw', 'secrets', 'add', '-n', name])} -v "$${name}"${where}
`;
}

function seqerakit({ name, workspace }: CopiedSecret): string {
  const where = workspace === null ? '' : `\n    workspace: ${JSON.stringify(workspace)}`;
  const note = l10n.t(
    'seqerakit takes the value from the environment, and hands it to tw as an argument.',
  );
  return `${commentLines(note)}
secrets:
  - name: ${JSON.stringify(name)}${where}
    value: "$${name}"
    on_exists: "fail"
`;
}

function terraform({ name, workspace }: CopiedSecret): string {
  const label = name.toLowerCase();
  const value = l10n.t(
    'The value comes from {0} in the environment. Terraform keeps it in its state.',
    `TF_VAR_${label}`,
  );
  const number =
    workspace === null
      ? l10n.t('The number of a workspace. Terraform cannot create user secrets.')
      : l10n.t('The number of {0}. Terraform cannot create user secrets.', workspace);
  return `${commentLines(value)}
variable "${label}" {
  type      = string
  sensitive = true
}

${commentLines(number)}
variable "workspace_id" {
  type = number
}

resource "seqera_pipeline_secret" "${label}" {
  workspace_id = var.workspace_id
  name         = "${name}"
  value        = var.${label}
}
`;
}
