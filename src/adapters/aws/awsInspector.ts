import type { CloudFailure } from '../../core/failure.ts';
import {
  type PermissionAnswer,
  type PermissionQuestion,
  sampleResource,
  trusts,
} from '../../core/iam/check/permissionQuestion.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type {
  CloudIdentity,
  PermissionInspector,
  Subject,
} from '../../services/ports/permissionInspectors.ts';
import { awsAttempts } from './awsAttempts.ts';
import type { AwsConnection } from './awsConnection.ts';
import { isRefused } from './awsFailure.ts';
import type * as AwsSdk from './awsSdk.ts';

/** Simulates IAM's policies where that is allowed, and tries what is harmless otherwise. */
export class AwsInspector implements PermissionInspector {
  readonly #connection: AwsConnection;
  #caller: { readonly account: string; readonly arn: string } | null = null;

  constructor(connection: AwsConnection) {
    this.#connection = connection;
  }

  async identity(signal: AbortSignal): Promise<Result<CloudIdentity, CloudFailure>> {
    const caller = await this.#whoAmI(signal);
    return caller.ok
      ? ok({
          account: caller.value.account,
          name: caller.value.arn,
          region: this.#connection.region,
        })
      : caller;
  }

  async inspect(
    subject: Subject,
    questions: readonly PermissionQuestion[],
    signal: AbortSignal,
  ): Promise<readonly PermissionAnswer[]> {
    const caller = await this.#whoAmI(signal);
    if (!caller.ok) {
      return questions.map(() => failed(caller.error));
    }
    const { account, arn } = caller.value;
    const source =
      subject.kind === 'caller'
        ? await this.#sourceOf(arn, signal)
        : await this.#arnOf(subject.name, signal);
    const answer = async (question: PermissionQuestion): Promise<PermissionAnswer> => {
      const asked = { ...question, resource: sampleResource(question.resource, account) };
      const simulated = source.ok ? await this.#simulate(source.value, asked, signal) : source;
      if (simulated.ok) {
        return simulated.value;
      }
      return subject.kind === 'caller'
        ? this.#attempt(asked, signal)
        : roleAnswer(subject.name, simulated.error);
    };
    return Promise.all(questions.map(answer));
  }

  async trusted(role: string, service: string, signal: AbortSignal): Promise<PermissionAnswer> {
    const found = await this.#role(role, signal);
    if (!found.ok) {
      return roleAnswer(role, found.error);
    }
    const trusting = trusts(found.value.trust, service);
    return trusting === null
      ? { verdict: 'unknown', because: { kind: 'no-harmless-way' } }
      : { verdict: trusting ? 'allowed' : 'denied', by: 'document' };
  }

  dispose(): void {
    this.#connection.dispose();
  }

  async #whoAmI(
    signal: AbortSignal,
  ): Promise<Result<{ readonly account: string; readonly arn: string }, CloudFailure>> {
    if (this.#caller) {
      return ok(this.#caller);
    }
    const call = { action: 'GetCallerIdentity', resource: 'the caller' };
    const answer = await this.#connection.call(call, signal, ({ sdk, sts }, abortSignal) =>
      sts.send(new sdk.GetCallerIdentityCommand({}), { abortSignal }),
    );
    if (!answer.ok) {
      return answer;
    }
    this.#caller = { account: answer.value.Account ?? '', arn: answer.value.Arn ?? '' };
    return ok(this.#caller);
  }

  /** What policies hang on: a session's role rather than the session, whose ARN has no path. */
  async #sourceOf(arn: string, signal: AbortSignal): Promise<Result<string, CloudFailure>> {
    const role = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
    return role === undefined ? ok(arn) : this.#arnOf(role, signal);
  }

  async #arnOf(role: string, signal: AbortSignal): Promise<Result<string, CloudFailure>> {
    const found = await this.#role(role, signal);
    return found.ok ? ok(found.value.arn) : found;
  }

  async #role(
    name: string,
    signal: AbortSignal,
  ): Promise<Result<{ readonly arn: string; readonly trust: unknown }, CloudFailure>> {
    const answer = await this.#iam('GetRole', name, signal, (sdk, client, abortSignal) =>
      client.send(new sdk.GetRoleCommand({ RoleName: name }), { abortSignal }),
    );
    return answer.ok
      ? ok({
          arn: answer.value.Role?.Arn ?? '',
          trust: parsed(answer.value.Role?.AssumeRolePolicyDocument),
        })
      : answer;
  }

  async #simulate(
    source: string,
    { action, resource }: PermissionQuestion,
    signal: AbortSignal,
  ): Promise<Result<PermissionAnswer, CloudFailure>> {
    const input = {
      PolicySourceArn: source,
      ActionNames: [action],
      ResourceArns: [resource],
      ...(action === 'iam:PassRole' && { ContextEntries: [passedToJobs] }),
    };
    const answer = await this.#iam(
      'SimulatePrincipalPolicy',
      source,
      signal,
      (sdk, client, abortSignal) =>
        client.send(new sdk.SimulatePrincipalPolicyCommand(input), { abortSignal }),
    );
    if (!answer.ok) {
      return answer;
    }
    const decision = answer.value.EvaluationResults?.[0]?.EvalDecision;
    return decision === undefined
      ? err({
          kind: 'cloud-refused',
          cloud: 'aws',
          action: 'SimulatePrincipalPolicy',
          code: 'empty',
        })
      : ok({ verdict: decision === 'allowed' ? 'allowed' : 'denied', by: 'simulation' });
  }

  /** Tries it on what is never there: not being found comes only to those who may. */
  async #attempt(
    { action, resource }: PermissionQuestion,
    signal: AbortSignal,
  ): Promise<PermissionAnswer> {
    const attempt = awsAttempts[action];
    if (!attempt) {
      return { verdict: 'unknown', because: { kind: 'no-harmless-way' } };
    }
    const done = await this.#connection.call({ action, resource }, signal, (clients, abortSignal) =>
      attempt(clients, resource, abortSignal),
    );
    if (done.ok || isRefused(done.error, 'ResourceNotFoundException')) {
      return { verdict: 'allowed', by: 'attempt' };
    }
    return done.error.kind === 'cloud-denied'
      ? { verdict: 'denied', by: 'attempt' }
      : failed(done.error);
  }

  #iam<T>(
    action: string,
    resource: string,
    signal: AbortSignal,
    send: (sdk: typeof AwsSdk, client: AwsSdk.IAMClient, signal: AbortSignal) => Promise<T>,
  ): Promise<Result<T, CloudFailure>> {
    return this.#connection.call({ action, resource }, signal, async (clients, abortSignal) => {
      const { sdk, region, secrets } = clients;
      // Few tries: a simulation that does not answer is replaced by attempts.
      const client = new sdk.IAMClient({
        region,
        credentials: () => secrets.config.credentials(),
        maxAttempts: 2,
      });
      try {
        return await send(sdk, client, abortSignal);
      } finally {
        client.destroy();
      }
    });
  }
}

/** What the documents' condition on handing a role on is about. */
const passedToJobs = {
  ContextKeyName: 'iam:PassedToService',
  ContextKeyType: 'string' as const,
  ContextKeyValues: ['ecs-tasks.amazonaws.com'],
};

function failed(failure: CloudFailure): PermissionAnswer {
  return { verdict: 'unknown', because: { kind: 'failed', failure } };
}

function roleAnswer(role: string, failure: CloudFailure): PermissionAnswer {
  return isRefused(failure, 'NoSuchEntityException') || isRefused(failure, 'NoSuchEntity')
    ? { verdict: 'unknown', because: { kind: 'role-not-found', role } }
    : failed(failure);
}

/** IAM keeps a document URL-encoded. */
function parsed(document: string | undefined): unknown {
  try {
    return JSON.parse(decodeURIComponent(document ?? ''));
  } catch {
    return null;
  }
}
