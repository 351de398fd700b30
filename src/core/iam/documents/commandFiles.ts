import * as l10n from '@vscode/l10n';
import { commentLines } from '../../commentLines.ts';
import { capital } from '../../count.ts';
import {
  placeholderTitle,
  type PlaceholderValues,
  type PolicyPlaceholder,
  replacePlaceholders,
} from '../policyPlaceholder.ts';
import { bothVariants, type IamRole, type PolicyForm, type Variant } from '../roles/iamRole.ts';
import { fileForEachCloud } from './granted.ts';
import type { ExportedFile } from './jsonFiles.ts';

/**
 * Shell scripts that grant the documents of both clouds with `aws` and `gcloud`, a file each. They
 * stop at what is not known, and pass over every identity whose variable is empty.
 */
export function commandFiles(variant: Variant, known: PlaceholderValues): readonly ExportedFile[] {
  return fileForEachCloud('sh', variant, known, ({ cloud, roles, placeholders }) => [
    '#!/usr/bin/env bash\nset -euo pipefail',
    placeholders.map(placeholder => setting(placeholder, known)).join('\n'),
    ...(cloud === 'aws' ? [partition] : []),
    commentLines(l10n.t('Who gets what. Empty: nobody.')),
    roles.map(({ role }) => identity(role)).join('\n'),
    ...(cloud === 'google'
      ? ['gcloud services enable secretmanager.googleapis.com --project "$PROJECT"']
      : []),
    ...roles.map(({ role, forms }) => roleText(role, forms)),
  ]);
}

/** The partition of the region, in every ARN. */
const partition = `case $COMPUTE_REGION in
  cn-*) PARTITION=aws-cn ;;
  us-gov-*) PARTITION=aws-us-gov ;;
  *) PARTITION=aws ;;
esac`;

function setting(placeholder: PolicyPlaceholder, known: PlaceholderValues): string {
  const value = known[placeholder];
  return value === undefined
    ? `: "\${${placeholder}:?${quoted(l10n.t('not set: {0}', placeholderTitle(placeholder)))}}"`
    : `${placeholder}='${value}'`;
}

function identity({ principal }: IamRole): string {
  const { variable, description, usual } = principal;
  const text = capital(description);
  const comment = usual === null ? text : l10n.t('{0}, usually {1}', text, shellText(usual));
  return `${commentLines(comment)}\n: "\${${shellName(variable)}:=}"`;
}

function roleText(role: IamRole, forms: readonly PolicyForm[]): string {
  const name = shellName(role.principal.variable);
  const ordered = [...forms].sort((a, b) => rank(a) - rank(b));
  const commands = [
    ...ordered.map(form => command(role, form)),
    ...replaced(role, forms).map(id => removal(name, id)),
  ];
  return `${commentLines(role.title)}\nif [ -n "$${name}" ]; then\n${commands.join('\n')}\nfi`;
}

/** Documents that another export may have granted: the narrower one takes the place of the wide one. */
function replaced({ forms }: IamRole, granted: readonly PolicyForm[]): readonly string[] {
  return forms
    .filter(form => form.body.kind === 'permissions' && form.variants.length < bothVariants.length)
    .filter(form => !granted.includes(form))
    .map(({ id }) => id)
    .filter(id => granted.every(form => form.id !== id));
}

function removal(name: string, id: string): string {
  const comment = commentLines(l10n.t('What another of these scripts may have granted.'));
  return `${comment}\naws iam delete-role-policy --role-name "$${name}" --policy-name 'nextflow-secrets-${id}' 2> /dev/null || true`;
}

/** A role must be there before it is given anything. */
function rank({ body }: PolicyForm): number {
  return body.kind === 'trust' ? 0 : 1;
}

function command({ principal }: IamRole, { id, body }: PolicyForm): string {
  const name = shellName(principal.variable);
  switch (body.kind) {
    case 'permissions':
      return `aws iam put-role-policy --role-name "$${name}" --policy-name 'nextflow-secrets-${id}' --policy-document "$(${heredoc(body.document)})"`;
    case 'trust':
      return `aws iam get-role --role-name "$${name}" > /dev/null 2>&1 ||\n  aws iam create-role --role-name "$${name}" --assume-role-policy-document "$(${heredoc(body.document)})"`;
    case 'managed':
      return `aws iam attach-role-policy --role-name "$${name}" --policy-arn "${shellText(body.arn)}"`;
    case 'google-role':
      return binding(name, body.role);
    case 'google-custom-role':
      return [
        createOrUpdate(
          body.roleId,
          `--project "$PROJECT" --title '${body.title}' --permissions '${body.permissions.join(',')}' --quiet`,
        ),
        binding(name, `projects/$PROJECT/roles/${body.roleId}`),
      ].join('\n');
  }
}

/**
 * The script runs again for the next developer, who finds the role made. One that was deleted keeps
 * its name for a week, in which it can be neither made nor changed.
 */
function createOrUpdate(role: string, options: string): string {
  return `if deleted=$(gcloud iam roles describe ${role} --project "$PROJECT" --format 'value(deleted)' 2> /dev/null); then
  [ "$deleted" != True ] || gcloud iam roles undelete ${role} --project "$PROJECT" --quiet
  gcloud iam roles update ${role} ${options}
else
  gcloud iam roles create ${role} ${options}
fi`;
}

function binding(name: string, role: string): string {
  return `gcloud projects add-iam-policy-binding "$PROJECT" --member "$${name}" --role "${role}" --condition None`;
}

function heredoc(document: object): string {
  return `cat <<JSON\n${shellText(JSON.stringify(document, null, 2))}\nJSON\n`;
}

/** Documents hold no `$`, backquote or backslash, so only placeholders are expanded. */
function shellText(text: string): string {
  return replacePlaceholders(
    text.replaceAll('arn:aws:', 'arn:${PARTITION}:'),
    placeholder => `\${${placeholder}}`,
  );
}

/** A text of ours between quotes, of which the shell reads nothing but the text. */
function quoted(text: string): string {
  return text.replaceAll(/[\\"$`}]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ');
}

function shellName(variable: string): string {
  return variable.toUpperCase();
}
