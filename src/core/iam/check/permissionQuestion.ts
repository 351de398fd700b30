import type { CloudFailure } from '../../failure.ts';
import { actionsOf, fill } from '../policy.ts';
import {
  placeholdersIn,
  type PlaceholderValues,
  type PolicyPlaceholder,
} from '../policyPlaceholder.ts';
import type { IamRole, PolicyBody, PolicyForm } from '../roles/iamRole.ts';

/** Whether somebody may do one thing. */
export interface PermissionQuestion {
  /** Say `secretsmanager:CreateSecret`, `secretmanager.secrets.create`, or `sts:AssumeRole`. */
  readonly action: string;
  /** An ARN as the policy has it, a project, or the service that is to be trusted. */
  readonly resource: string;
}

/**
 * What is known of a question. `by` tells how: the cloud's own simulation of its policies, a
 * harmless attempt, or reading the document.
 */
export type PermissionAnswer =
  | { readonly verdict: 'allowed' | 'denied'; readonly by: 'simulation' | 'attempt' | 'document' }
  | { readonly verdict: 'unknown'; readonly because: UnknownReason };

export type UnknownReason =
  /** The cloud does not let us simulate, and no attempt would be harmless and sure. */
  | { readonly kind: 'no-harmless-way' }
  /** Google answers only for the caller. */
  | { readonly kind: 'only-the-caller' }
  | { readonly kind: 'role-not-named' }
  | { readonly kind: 'role-not-found'; readonly role: string }
  /** The resource is not known whole. */
  | { readonly kind: 'open'; readonly placeholder: PolicyPlaceholder }
  | { readonly kind: 'failed'; readonly failure: CloudFailure };

/** A statement of a policy document as questions. */
export interface StatementQuestions {
  readonly form: PolicyForm;
  /** The statement's Sid, the title of Google's role. */
  readonly title: string;
  readonly kind: PolicyBody['kind'];
  readonly questions: readonly PermissionQuestion[];
}

/** What the permissions of Google's predefined roles come to, for what we and the Platform do. */
const googleRolePermissions: Readonly<Record<string, readonly string[]>> = {
  'roles/secretmanager.admin': [
    'secretmanager.secrets.create',
    'secretmanager.secrets.delete',
    'secretmanager.secrets.get',
    'secretmanager.secrets.list',
    'secretmanager.versions.add',
  ],
  'roles/secretmanager.secretAccessor': ['secretmanager.versions.access'],
};

/** The questions of one document about a role, statement by statement. */
export function statementQuestions(
  form: PolicyForm,
  known: PlaceholderValues,
): readonly StatementQuestions[] {
  const { body } = form;
  switch (body.kind) {
    case 'permissions':
      return fill(body.document, known).Statement.map(statement => ({
        form,
        kind: body.kind,
        title: statement.Sid,
        questions: actionsOf(statement).map(action => ({ action, resource: statement.Resource })),
      }));
    case 'trust':
      return body.document.Statement.map(({ Sid, Action, Principal }) => ({
        form,
        kind: body.kind,
        title: Sid,
        questions: [{ action: Action, resource: Principal.Service }],
      }));
    case 'managed':
      return [];
    case 'google-role':
      return [google(form, body.role, googleRolePermissions[body.role] ?? [], known)];
    case 'google-custom-role':
      return [google(form, body.title, body.permissions, known)];
  }
}

function google(
  form: PolicyForm,
  title: string,
  permissions: readonly string[],
  known: PlaceholderValues,
): StatementQuestions {
  const resource = fill('<PROJECT>', known);
  const questions = permissions.map(action => ({ action, resource }));
  return { form, kind: form.body.kind, title, questions };
}

/** The answer to a question whose resource is not known whole; null where it is. */
export function openAnswer({ resource }: PermissionQuestion): PermissionAnswer | null {
  const [placeholder] = placeholdersIn(resource);
  return placeholder === undefined
    ? null
    : { verdict: 'unknown', because: { kind: 'open', placeholder } };
}

/**
 * A resource as one that a policy's pattern matches and that is never there: its name is none that
 * Nextflow takes. Attempts and simulations are about it.
 */
export function sampleResource(resource: string, account: string): string {
  return resource
    .replace(/:\*:secret:/, `:${account}:secret:`)
    .replace(/(?<=.)\*$/, '00000000000000/no-such-secret-AbCdEf');
}

/** Whether a trust policy lets a service take the role on; null for what is none. */
export function trusts(document: unknown, service: string): boolean | null {
  const statements = (document as { readonly Statement?: unknown } | null)?.Statement;
  if (statements === undefined) {
    return null;
  }
  return listOf(statements).some(statement => {
    const { Effect, Action, Principal } = statement as {
      readonly Effect?: unknown;
      readonly Action?: unknown;
      readonly Principal?: { readonly Service?: unknown } | null;
    };
    const assumes = listOf(Action).some(action =>
      ['sts:AssumeRole', 'sts:*', '*'].includes(String(action)),
    );
    return Effect === 'Allow' && assumes && listOf(Principal?.Service).includes(service);
  });
}

function listOf(one: unknown): readonly unknown[] {
  return Array.isArray(one) ? (one as unknown[]) : [one];
}

/** What exports call the role's identity, say `TowerForge-abc-ExecutionRole`; null where unknown. */
export function usualName({ principal }: IamRole, known: PlaceholderValues): string | null {
  const name = principal.usual === null ? null : fill(principal.usual, known);
  return name === null || placeholdersIn(name).length > 0 ? null : name;
}
