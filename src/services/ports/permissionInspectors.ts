import type { CloudFailure } from '../../core/failure.ts';
import type {
  PermissionAnswer,
  PermissionQuestion,
} from '../../core/iam/check/permissionQuestion.ts';
import type { Result } from '../../core/result.ts';

/** Who the current credentials of a cloud are. */
export interface CloudIdentity {
  /** The account of AWS, the project of Google. */
  readonly account: string;
  /** For people: an ARN, or an e-mail. */
  readonly name: string;
  /** The region of AWS; null for Google. */
  readonly region: string | null;
}

/** Who is asked about: the current credentials, or a role by its name. */
export type Subject =
  { readonly kind: 'caller' } | { readonly kind: 'role'; readonly name: string };

/** Finds out what somebody may do, without doing it: nothing is ever made, changed or read. */
export interface PermissionInspector {
  identity(signal: AbortSignal): Promise<Result<CloudIdentity, CloudFailure>>;
  /** An answer for each question, in their order. */
  inspect(
    subject: Subject,
    questions: readonly PermissionQuestion[],
    signal: AbortSignal,
  ): Promise<readonly PermissionAnswer[]>;
  /** Whether a role may be taken on by a service, say `ecs-tasks.amazonaws.com`. */
  trusted(role: string, service: string, signal: AbortSignal): Promise<PermissionAnswer>;
  dispose(): void;
}

/** How a cloud is reached for a check. */
export type InspectorChoice =
  | { readonly cloud: 'aws'; readonly profile: string | null; readonly region: string | null }
  | {
      readonly cloud: 'google';
      readonly project: string | null;
      readonly credentialsFile: string | null;
    };

export interface PermissionInspectors {
  open(choice: InspectorChoice): PermissionInspector;
}
