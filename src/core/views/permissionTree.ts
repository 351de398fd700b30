import * as l10n from '@vscode/l10n';
import type { Cloud, CloudFailure } from '../failure.ts';
import {
  type CheckedRole,
  type CheckedStatement,
  missingText,
  type Verdict,
  verdictOf,
} from '../iam/check/checkedRole.ts';
import {
  type PermissionAnswer,
  statementQuestions,
  type UnknownReason,
} from '../iam/check/permissionQuestion.ts';
import { placeholderTitle, type PlaceholderValues } from '../iam/policyPlaceholder.ts';
import type { IamRole } from '../iam/roles/iamRole.ts';
import { isOfPage, policyForms } from '../iam/roles/iamRoles.ts';
import { cloudName } from '../words/cloudName.ts';
import { failureMessage, failureReason } from '../words/failureMessage.ts';
import { notLookedAt } from '../words/notLookedAt.ts';
import type { Row } from './row.ts';

/** A row, as data. */
export interface PermissionNode extends Row<PermissionNode> {
  readonly tooltip: string;
  readonly kind: 'role' | 'unnamedRole' | 'missing' | 'statement' | 'action' | 'unchecked' | 'step';
  /** The role that a command on this row is about; none where nothing was checked. */
  readonly role: string;
  /** The smallest statement that is missing, to be copied. */
  readonly missing: string | null;
  /** What choosing this row does. */
  readonly step?: NextStep;
}

/** A command of the editor that changes what stood in the way. */
export interface NextStep {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

export interface PermissionTreeInput {
  readonly roles: readonly CheckedRole[];
  readonly known: PlaceholderValues;
}

/** The Permissions view: a row for each identity, its statements, and their actions. */
export function permissionTree(input: PermissionTreeInput): readonly PermissionNode[] {
  return input.roles.map(role => roleNode(role, input));
}

export interface UncheckedInput {
  readonly cloud: Cloud;
  readonly failure: CloudFailure;
  readonly steps: readonly NextStep[];
}

/** The Permissions view where nothing could be looked at: why, and a row for each next step. */
export function uncheckedTree(input: UncheckedInput): readonly PermissionNode[] {
  const { cloud, failure, steps } = input;
  const message = failureMessage(failure);
  const id = `unchecked:${cloud}`;
  const bare = { role: '', missing: null } as const;
  const description =
    failure.kind === 'cloud-not-set-up' && failure.missing !== 'execution role'
      ? notLookedAt(cloud)
      : l10n.t('not looked at: {0}', failureReason(failure));
  return [
    node('unknown', {
      ...bare,
      id,
      label: cloudName[cloud],
      description,
      tooltip: message,
      kind: 'unchecked',
      children: steps.map(step => ({
        ...bare,
        id: `${id}/${step.title}`,
        label: step.title,
        description: '',
        tooltip: step.title,
        icon: 'arrow-right',
        color: null,
        kind: 'step',
        step,
        children: [],
        spoken: step.title,
      })),
    }),
  ];
}

function roleNode(checked: CheckedRole, input: PermissionTreeInput): PermissionNode {
  const { role, subject, statements } = checked;
  const verdict = verdictOf(statements);
  const named = subject !== null || role.cloud === 'google';
  return node(named ? verdict : 'unknown', {
    id: role.id,
    label: role.title,
    description: named
      ? `${verdictText(verdict)}${subject === null ? '' : ` · ${subject}`}`
      : l10n.t('no role named'),
    tooltip: subject ?? role.purpose,
    kind: named ? 'role' : 'unnamedRole',
    role: role.id,
    missing: null,
    children: named ? statements.map(statement => statementNode(checked, statement, input)) : [],
  });
}

function statementNode(
  checked: CheckedRole,
  statement: CheckedStatement,
  input: PermissionTreeInput,
): PermissionNode {
  const { answers, title, form, kind } = statement;
  const verdict = verdictOf([statement]);
  const missing = missingText(checked, statement, input.known);
  const id = `${checked.role.id}/${form.id}/${title}`;
  const resource = answers[0]?.question.resource ?? '';
  const onPage = pageActions(checked.role);
  const beyond = (action: string): string =>
    onPage.size === 0 || onPage.has(action) ? '' : ` · ${l10n.t('not on the documentation page')}`;
  return node(verdict, {
    id,
    label: title,
    description: `${verdictText(verdict)} · ${kind === 'trust' ? l10n.t('trusts {0}', resource) : resource}`,
    tooltip: missing === null ? resource : `Missing:\n${missing}`,
    kind: missing === null ? 'statement' : 'missing',
    role: checked.role.id,
    missing,
    children: answers.map(({ question, answer }) =>
      node(answer.verdict, {
        id: `${id}/${question.action}`,
        label: question.action,
        description: `${answerText(answer)}${beyond(question.action)}`,
        tooltip: l10n.t('{0} on {1}\n{2}', question.action, question.resource, answerText(answer)),
        kind: 'action',
        role: checked.role.id,
        missing: null,
        children: [],
      }),
    ),
  });
}

/** What Seqera's page asks for a role; nothing for roles that it does not have. */
function pageActions(role: IamRole): ReadonlySet<string> {
  const forms = isOfPage(role) ? policyForms(role, 'page', {}) : [];
  return new Set(
    forms
      .flatMap(form => statementQuestions(form, {}))
      .flatMap(({ questions }) => questions.map(({ action }) => action)),
  );
}

function verdictText(verdict: Verdict): string {
  switch (verdict) {
    case 'allowed':
      return l10n.t('allowed');
    case 'denied':
      return l10n.t('missing');
    case 'unknown':
      return l10n.t('not known');
  }
}

const ways = {
  simulation: l10n.t('by simulation of the policies'),
  attempt: l10n.t('by a read-only request'),
  document: l10n.t('by the policy document'),
} as const;

function answerText(answer: PermissionAnswer): string {
  return answer.verdict === 'unknown'
    ? l10n.t('not known: {0}', unknownText(answer.because))
    : `${verdictText(answer.verdict)}, ${ways[answer.by]}`;
}

function unknownText(because: UnknownReason): string {
  switch (because.kind) {
    case 'no-harmless-way':
      return l10n.t(
        'no read-only request can check this. Allow iam:SimulatePrincipalPolicy to check it',
      );
    case 'only-the-caller':
      return l10n.t('Google Cloud shows it only to the account itself');
    case 'role-not-named':
      return l10n.t('no role named');
    case 'role-not-found':
      return l10n.t('there is no role {0}', because.role);
    case 'open':
      return l10n.t(
        'it depends on the {0}',
        placeholderTitle(because.placeholder)
          .replace(/^Name/, 'name')
          .replace(/^Region/, 'region'),
      );
    case 'failed':
      return failureMessage(because.failure);
  }
}

const looks = {
  allowed: { icon: 'pass', color: 'testing.iconPassed' },
  denied: { icon: 'error', color: 'testing.iconFailed' },
  unknown: { icon: 'question', color: 'disabledForeground' },
} as const;

function node(
  verdict: Verdict,
  parts: Omit<PermissionNode, 'icon' | 'color' | 'spoken'>,
): PermissionNode {
  const { label, description } = parts;
  const spoken = `${label}, ${description.replaceAll(' · ', ', ')}`;
  return { ...parts, ...looks[verdict], spoken };
}
