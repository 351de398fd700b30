import * as l10n from '@vscode/l10n';
import { fill } from '../policy.ts';
import {
  fillText,
  optionalPlaceholders,
  placeholdersIn,
  placeholderTitle,
  type PlaceholderValues,
} from '../policyPlaceholder.ts';
import type { IamRole, PolicyBody, PolicyForm } from '../roles/iamRole.ts';
import { iamRoles } from '../roles/iamRoles.ts';

/** Every policy document as Markdown, with what is known filled in. */
export function iamText(known: PlaceholderValues): string {
  return [
    `# ${l10n.t('IAM policies for the secrets of pipelines')}`,
    l10n.t(
      'Who needs which permissions, so that secrets reach the tasks of a run and their copies are deleted afterwards. Names of copies begin with {0}.',
      '`tower-`',
    ),
    ...filledIn(known),
    '- [AWS](#aws)\n- [Google Cloud](#google-cloud)',
    '# AWS',
    ...iamRoles.filter(({ cloud }) => cloud === 'aws').flatMap(role => roleText(role, known)),
    '# Google Cloud',
    l10n.t(
      'Enable Secret Manager first: {0}.',
      '`gcloud services enable secretmanager.googleapis.com`',
    ),
    ...iamRoles.filter(({ cloud }) => cloud === 'google').flatMap(role => roleText(role, known)),
  ].join('\n\n');
}

function filledIn(known: PlaceholderValues): string[] {
  const used = placeholdersIn(iamRoles);
  const rows = used.map(
    placeholder =>
      `| ${placeholderTitle(placeholder)} | \`${known[placeholder] ?? `<${placeholder}>`}\` |`,
  );
  const open = used.filter(
    placeholder => known[placeholder] === undefined && !optionalPlaceholders.includes(placeholder),
  );
  return [
    [`| ${l10n.t('filled in')} | |`, '| --- | --- |', ...rows].join('\n'),
    ...(open.length === 0
      ? []
      : [
          l10n.t(
            'What stands in angle brackets is not known: replace it before you use a document.',
          ),
        ]),
  ];
}

function roleText(role: IamRole, known: PlaceholderValues): string[] {
  const { variable, description, usual } = role.principal;
  const name = `\`${variable}\``;
  return [
    `## ${role.title}`,
    role.purpose,
    usual === null
      ? l10n.t('In exported files: {0} ({1}).', name, description)
      : l10n.t(
          'In exported files: {0} ({1}, usually {2}).',
          name,
          description,
          `\`${fillText(usual, known)}\``,
        ),
    ...role.forms.flatMap(form => formText(form, known)),
  ];
}

function formText({ title, explanation, body }: PolicyForm, known: PlaceholderValues): string[] {
  return [`### ${title}`, explanation, bodyText(body, known)];
}

function bodyText(body: PolicyBody, known: PlaceholderValues): string {
  switch (body.kind) {
    case 'permissions':
    case 'trust':
      return fence('json', formatDocument(body.document, known));
    case 'managed':
      return fence('text', body.arn);
    case 'google-role':
      return fence('text', body.role);
    case 'google-custom-role':
      return fence('text', body.permissions.join('\n'));
  }
}

/** A policy document as it is pasted into the console. */
export function formatDocument(document: object, known: PlaceholderValues): string {
  return JSON.stringify(fill(document, known), null, 4);
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
