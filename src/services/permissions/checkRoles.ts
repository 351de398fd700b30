import type { CloudFailure } from '../../core/failure.ts';
import type { CheckedRole, CheckedStatement } from '../../core/iam/check/checkedRole.ts';
import {
  openAnswer,
  type PermissionAnswer,
  type StatementQuestions,
  statementQuestions,
  type UnknownReason,
  usualName,
} from '../../core/iam/check/permissionQuestion.ts';
import { parseKnown, type PlaceholderValues } from '../../core/iam/policyPlaceholder.ts';
import type { IamRole } from '../../core/iam/roles/iamRole.ts';
import { iamRoles, policyForms } from '../../core/iam/roles/iamRoles.ts';
import { ok, type Result } from '../../core/result.ts';
import { bounded } from '../async/bounded.ts';
import type { CloudIdentity, PermissionInspector, Subject } from '../ports/permissionInspectors.ts';

export interface CheckInput {
  readonly inspector: PermissionInspector;
  readonly cloud: IamRole['cloud'];
  /** What is known besides what the credentials tell. */
  readonly known: PlaceholderValues;
  /** Names of roles by the id of what they are for, say `{ execution: 'my-execution' }`. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a check found out; `known` has what the credentials told, too. */
export interface CheckedRoles {
  readonly roles: readonly CheckedRole[];
  readonly known: PlaceholderValues;
}

/** Checks every identity of one cloud, statement by statement; fails where nobody is signed in. */
export async function checkRoles(
  input: CheckInput,
  signal: AbortSignal,
): Promise<Result<CheckedRoles, CloudFailure>> {
  const identity = await input.inspector.identity(signal);
  if (!identity.ok) {
    return identity;
  }
  const known = knownOf(input, identity.value);
  // The caller first: that is who looks.
  const asked = iamRoles.filter(({ cloud }) => cloud === input.cloud).sort(callerFirst);
  const roles = await bounded(
    asked,
    concurrency,
    role => checkRole(role, { ...input, known }, identity.value, signal),
    signal,
  );
  signal.throwIfAborted();
  return ok({ roles, known });
}

/** The placeholders as they are known when the credentials have told who they are. */
export function knownOf(
  { cloud, known }: Pick<CheckInput, 'cloud' | 'known'>,
  identity: CloudIdentity,
): PlaceholderValues {
  const reported =
    cloud === 'aws'
      ? { ACCOUNT: identity.account, COMPUTE_REGION: known.COMPUTE_REGION ?? identity.region }
      : { PROJECT: identity.account };
  return { ...known, ...parseKnown(reported) };
}

function callerFirst(a: IamRole, b: IamRole): number {
  return Number(isCaller(b)) - Number(isCaller(a));
}

function isCaller({ id }: IamRole): boolean {
  return id.startsWith('extension');
}

async function checkRole(
  role: IamRole,
  input: CheckInput,
  identity: CloudIdentity,
  signal: AbortSignal,
): Promise<CheckedRole> {
  const { inspector, known, names } = input;
  const asked = policyForms(role, 'current', known).flatMap(form =>
    statementQuestions(form, known),
  );
  if (isCaller(role)) {
    const statements = await answer(inspector, { kind: 'caller' }, asked, signal);
    return { role, subject: identity.name, statements };
  }
  const name = names[role.id] ?? usualName(role, known);
  if (input.cloud === 'google' || name === null) {
    const because = input.cloud === 'google' ? 'only-the-caller' : 'role-not-named';
    return {
      role,
      subject: null,
      statements: asked.map(one => unanswered(one, { kind: because })),
    };
  }
  return {
    role,
    subject: name,
    statements: await answer(inspector, { kind: 'role', name }, asked, signal),
  };
}

async function answer(
  inspector: PermissionInspector,
  subject: Subject,
  asked: readonly StatementQuestions[],
  signal: AbortSignal,
): Promise<readonly CheckedStatement[]> {
  const check = async ({
    questions,
    ...statement
  }: StatementQuestions): Promise<CheckedStatement> => {
    const answers =
      statement.kind === 'trust' && subject.kind === 'role'
        ? await Promise.all(
            questions.map(({ resource }) => inspector.trusted(subject.name, resource, signal)),
          )
        : await inspectKnown(inspector, subject, questions, signal);
    return {
      ...statement,
      answers: questions.map((question, at) => ({
        question,
        answer: answers[at] ?? noAnswer,
      })),
    };
  };
  const checked = await bounded(asked, concurrency, check, signal);
  signal.throwIfAborted();
  return checked;
}

/** Roles, and statements of each, that are asked about at once: no answer waits for another's. */
const concurrency = 4;

const noAnswer: PermissionAnswer = { verdict: 'unknown', because: { kind: 'no-harmless-way' } };

/** A question about a resource that is not known whole is not asked. */
async function inspectKnown(
  inspector: PermissionInspector,
  subject: Subject,
  questions: StatementQuestions['questions'],
  signal: AbortSignal,
): Promise<readonly PermissionAnswer[]> {
  const whole = questions.filter(question => openAnswer(question) === null);
  const answers = whole.length === 0 ? [] : await inspector.inspect(subject, whole, signal);
  return questions.map(
    question => openAnswer(question) ?? answers[whole.indexOf(question)] ?? noAnswer,
  );
}

function unanswered(
  { questions, ...statement }: StatementQuestions,
  because: UnknownReason,
): CheckedStatement {
  return {
    ...statement,
    answers: questions.map(question => ({ question, answer: { verdict: 'unknown', because } })),
  };
}
