import type { CloudFailure } from '../../src/core/failure.ts';
import {
  type PermissionAnswer,
  type PermissionQuestion,
  sampleResource,
  trusts,
} from '../../src/core/iam/check/permissionQuestion.ts';
import { ok, type Result } from '../../src/core/result.ts';
import type {
  CloudIdentity,
  PermissionInspector,
  Subject,
} from '../../src/services/ports/permissionInspectors.ts';

interface AnyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string;
}

/** What an identity has, as IAM keeps it. */
export interface MemoryIdentity {
  readonly statements: readonly AnyStatement[];
  readonly trust?: unknown;
}

/** Evaluates policies as AWS does: a denial wins, and what nothing allows is denied. */
export class MemoryInspector implements PermissionInspector {
  readonly caller: MemoryIdentity;
  readonly roles: Readonly<Record<string, MemoryIdentity>>;
  readonly asked: PermissionQuestion[] = [];
  disposed = false;
  identityAnswer: Result<CloudIdentity, CloudFailure> = ok({
    account: '123456789012',
    name: 'arn:aws:iam::123456789012:user/ada',
    region: 'eu-west-1',
  });

  constructor(caller: MemoryIdentity, roles: Readonly<Record<string, MemoryIdentity>>) {
    this.caller = caller;
    this.roles = roles;
  }

  dispose(): void {
    this.disposed = true;
  }

  identity(): Promise<Result<CloudIdentity, CloudFailure>> {
    return Promise.resolve(this.identityAnswer);
  }

  inspect(
    subject: Subject,
    questions: readonly PermissionQuestion[],
  ): Promise<readonly PermissionAnswer[]> {
    this.asked.push(...questions);
    const identity = subject.kind === 'caller' ? this.caller : this.roles[subject.name];
    return Promise.resolve(
      questions.map(question =>
        identity ? evaluate(identity.statements, question) : notFound(subject),
      ),
    );
  }

  trusted(role: string, service: string): Promise<PermissionAnswer> {
    const trusted = trusts(this.roles[role]?.trust, service);
    return Promise.resolve(
      trusted === null
        ? { verdict: 'unknown', because: { kind: 'role-not-found', role } }
        : { verdict: trusted ? 'allowed' : 'denied', by: 'document' },
    );
  }
}

function evaluate(
  statements: readonly AnyStatement[],
  { action, resource }: PermissionQuestion,
): PermissionAnswer {
  const sample = sampleResource(resource, '123456789012');
  const matching = statements.filter(
    ({ Action, Resource }) =>
      [Action].flat().some(pattern => matches(pattern, action)) && matches(Resource, sample),
  );
  const allowed =
    matching.some(({ Effect }) => Effect === 'Allow') &&
    !matching.some(({ Effect }) => Effect === 'Deny');
  return { verdict: allowed ? 'allowed' : 'denied', by: 'simulation' };
}

function notFound(subject: Subject): PermissionAnswer {
  const role = subject.kind === 'role' ? subject.name : '';
  return { verdict: 'unknown', because: { kind: 'role-not-found', role } };
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}
