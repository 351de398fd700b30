import * as l10n from '@vscode/l10n';
import { commentLines } from '../../commentLines.ts';
import { actionsOf, type PolicyStatement, type TrustStatement } from '../policy.ts';
import {
  placeholderTitle,
  type PlaceholderValues,
  type PolicyPlaceholder,
  replacePlaceholders,
} from '../policyPlaceholder.ts';
import type { IamRole, PolicyForm, Variant } from '../roles/iamRole.ts';
import { fileForEachCloud } from './granted.ts';
import type { ExportedFile } from './jsonFiles.ts';

/**
 * Terraform for the documents of both clouds, a file each. What is not known becomes a variable
 * without a default, so that Terraform asks for it. A role with no name given gets nothing.
 */
export function terraformFiles(
  variant: Variant,
  known: PlaceholderValues,
): readonly ExportedFile[] {
  return fileForEachCloud('tf', variant, known, ({ cloud, roles, placeholders }) => [
    ...(cloud === 'aws' ? ['data "aws_partition" "current" {}'] : []),
    ...placeholders.map(placeholder => variable(placeholder, known)),
    ...roles.flatMap(({ role, forms }) => roleText(role, forms)),
  ]);
}

function variable(placeholder: PolicyPlaceholder, known: PlaceholderValues): string {
  const value = known[placeholder];
  return block(`variable ${quote(placeholder.toLowerCase())}`, [
    `description = ${quote(placeholderTitle(placeholder))}`,
    'type        = string',
    ...(value === undefined ? [] : [`default     = ${quote(value)}`]),
  ]);
}

function roleText(role: IamRole, forms: readonly PolicyForm[]): string[] {
  const { variable: name, description } = role.principal;
  const trusted = forms.find(({ body }) => body.kind === 'trust');
  return [
    commentLines(role.title),
    block(`variable ${quote(name)}`, [
      `description = ${quote(l10n.t('{0}; empty for none', description))}`,
      'type        = string',
      'default     = ""',
    ]),
    ...(trusted ? [createdRole(name, trusted)] : []),
    ...forms.flatMap(form => (form === trusted ? [] : formText(role, form, trusted !== undefined))),
  ];
}

/** A role that may be there already is made only where that is asked for. */
function createdRole(name: string, { body }: PolicyForm): string {
  const create = `create_${name}`;
  return [
    block(`variable ${quote(create)}`, [
      `description = ${quote(l10n.t('whether the role is created, because it does not exist yet'))}`,
      'type        = bool',
      'default     = false',
    ]),
    ...(body.kind === 'trust' ? [documentText(`${name}_trust`, body.document.Statement)] : []),
    block(`resource "aws_iam_role" ${quote(name)}`, [
      `count              = var.${create} ? 1 : 0`,
      `name               = var.${name}`,
      `assume_role_policy = data.aws_iam_policy_document.${name}_trust.json`,
    ]),
  ].join('\n\n');
}

function formText({ principal }: IamRole, { id, body }: PolicyForm, created: boolean): string[] {
  const name = principal.variable;
  const label = `${name}_${id.replaceAll('-', '_')}`;
  const count = `count = var.${name} == "" ? 0 : 1`;
  const after = created ? [`depends_on = [aws_iam_role.${name}]`] : [];
  switch (body.kind) {
    case 'permissions':
      return [
        documentText(label, body.document.Statement),
        block(`resource "aws_iam_role_policy" ${quote(label)}`, [
          count,
          `name   = ${quote(`nextflow-secrets-${id}`)}`,
          `role   = var.${name}`,
          `policy = data.aws_iam_policy_document.${label}.json`,
          ...after,
        ]),
      ];
    case 'trust':
      return [];
    case 'managed':
      return [
        block(`resource "aws_iam_role_policy_attachment" ${quote(label)}`, [
          count,
          `role       = var.${name}`,
          `policy_arn = ${quote(body.arn)}`,
          ...after,
        ]),
      ];
    case 'google-role':
      return [member(label, name, quote(body.role))];
    case 'google-custom-role':
      return [
        block(`resource "google_project_iam_custom_role" ${quote(label)}`, [
          'project     = var.project',
          `role_id     = ${quote(body.roleId)}`,
          `title       = ${quote(body.title)}`,
          `permissions = ${list(body.permissions)}`,
        ]),
        member(label, name, `google_project_iam_custom_role.${label}.id`),
      ];
  }
}

function member(label: string, name: string, role: string): string {
  return block(`resource "google_project_iam_member" ${quote(label)}`, [
    `count   = var.${name} == "" ? 0 : 1`,
    'project = var.project',
    `role    = ${role}`,
    `member  = var.${name}`,
  ]);
}

function documentText(
  label: string,
  statements: readonly (PolicyStatement | TrustStatement)[],
): string {
  const blocks = statements.map(statement =>
    block('statement', [
      `sid     = ${quote(statement.Sid)}`,
      `effect  = ${quote(statement.Effect)}`,
      `actions = ${list(actionsOf(statement))}`,
      ...('Resource' in statement
        ? [`resources = ${list([statement.Resource])}`, ...conditions(statement)]
        : [
            block('principals', [
              'type        = "Service"',
              `identifiers = ${list([statement.Principal.Service])}`,
            ]),
          ]),
    ]),
  );
  return block(`data "aws_iam_policy_document" ${quote(label)}`, blocks);
}

function conditions({ Condition }: PolicyStatement): readonly string[] {
  return Object.entries(Condition?.StringEquals ?? {}).map(([variable, value]) =>
    block('condition', [
      'test     = "StringEquals"',
      `variable = ${quote(variable)}`,
      `values   = ${list([value])}`,
    ]),
  );
}

/** A block as `terraform fmt` has it. */
function block(header: string, lines: readonly string[]): string {
  const inner = aligned(lines.flatMap(text => text.split('\n')));
  return [`${header} {`, ...inner.map(line => `  ${line}`), '}'].join('\n');
}

/** Attributes that follow each other on lines of their own have their equals signs below each other. */
function aligned(lines: readonly string[]): readonly string[] {
  const parts = lines.map(line => /^(\w+) *= (.*[^[])$/.exec(line));
  return lines.map((line, at) => {
    const [, name = '', value = ''] = parts[at] ?? [];
    if (name === '') {
      return line.replace(/^(\w+) += \[$/, '$1 = [');
    }
    const from = parts.findLastIndex((part, before) => before < at && part === null) + 1;
    const to = parts.findIndex((part, behind) => behind > at && part === null);
    const chain = parts.slice(from, to === -1 ? undefined : to);
    const width = Math.max(...chain.map(part => part?.[1]?.length ?? 0));
    return `${name.padEnd(width)} = ${value}`;
  });
}

function list(texts: readonly string[]): string {
  return texts.length === 1
    ? `[${quote(texts[0] ?? '')}]`
    : `[\n${texts.map(text => `  ${quote(text)},`).join('\n')}\n]`;
}

/** A string of HCL, in which each placeholder reads its variable. */
function quote(text: string): string {
  return replacePlaceholders(
    JSON.stringify(text)
      .replaceAll('${', '$${')
      .replaceAll('%{', '%%{')
      .replaceAll('arn:aws:', 'arn:${data.aws_partition.current.partition}:'),
    placeholder => `\${var.${placeholder.toLowerCase()}}`,
  );
}
