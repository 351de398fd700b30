import type { PlaceholderValues } from '../policyPlaceholder.ts';
import type { IamRole } from '../roles/iamRole.ts';
import type {
  PermissionAnswer,
  PermissionQuestion,
  StatementQuestions,
} from './permissionQuestion.ts';

/** What a check found out about one identity. */
export interface CheckedRole {
  readonly role: IamRole;
  /** Who was asked about, for people: an ARN, a role's name, an e-mail; null where nobody is named. */
  readonly subject: string | null;
  readonly statements: readonly CheckedStatement[];
}

export interface CheckedStatement extends Omit<StatementQuestions, 'questions'> {
  readonly answers: readonly {
    readonly question: PermissionQuestion;
    readonly answer: PermissionAnswer;
  }[];
}

export type Verdict = PermissionAnswer['verdict'];

/** One verdict for several: red where one is denied, green only where all are known to be allowed. */
export function verdictOf(statements: readonly CheckedStatement[]): Verdict {
  const verdicts = statements.flatMap(({ answers }) => answers.map(({ answer }) => answer.verdict));
  if (verdicts.includes('denied')) {
    return 'denied';
  }
  return verdicts.length > 0 && verdicts.every(verdict => verdict === 'allowed')
    ? 'allowed'
    : 'unknown';
}

/**
 * The least that is missing of a statement, ready to be pasted: a statement of AWS with only the
 * denied actions, or the command of Google's that adds them. Null where nothing is denied.
 */
export function missingText(
  { role, subject }: CheckedRole,
  { title, form, answers }: CheckedStatement,
  known: PlaceholderValues,
): string | null {
  const denied = answers.filter(({ answer }) => answer.verdict === 'denied');
  const [first] = denied;
  if (!first) {
    return null;
  }
  const actions = denied.map(({ question }) => question.action);
  const project = known.PROJECT ?? '<PROJECT>';
  switch (form.body.kind) {
    case 'trust':
      return pretty(form.body.document.Statement.find(({ Sid }) => Sid === title));
    case 'permissions': {
      const { Condition } = form.body.document.Statement.find(({ Sid }) => Sid === title) ?? {};
      return pretty({
        Sid: title,
        Effect: 'Allow',
        Action: actions.length === 1 ? actions[0] : actions,
        Resource: first.question.resource,
        ...(Condition && { Condition }),
      });
    }
    case 'managed':
      return form.body.arn;
    case 'google-role':
      return `gcloud projects add-iam-policy-binding ${project} --member "${member(role, subject)}" --role ${form.body.role} --condition None`;
    case 'google-custom-role':
      return `gcloud iam roles update ${form.body.roleId} --project ${project} --add-permissions ${actions.join(',')}`;
  }
}

function member({ principal }: IamRole, subject: string | null): string {
  return subject === null
    ? `<${principal.variable}>`
    : `${/gserviceaccount\.com$/.test(subject) ? 'serviceAccount' : 'user'}:${subject}`;
}

function pretty(data: unknown): string {
  return JSON.stringify(data, null, 4);
}
