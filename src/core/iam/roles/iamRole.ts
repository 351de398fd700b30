import type { Cloud } from '../../failure.ts';
import type { PolicyDocument, PolicyStatement, TrustStatement } from '../policy.ts';

/**
 * Which documents are exported together:
 * - `page`: word for word as Seqera's page on secrets has them.
 * - `current`: as its newer pages and repositories have them: narrower where that can be, and
 *   with what a run needs besides.
 */
export type Variant = 'page' | 'current';

/** Somebody who needs permissions: an identity of a cloud. */
export interface IamRole {
  /** Used in names of files, variables and policies: `execution`. */
  readonly id: string;
  readonly cloud: Cloud;
  readonly title: string;
  /** Who this is and what for, in Markdown. */
  readonly purpose: string;
  readonly principal: Principal;
  readonly forms: readonly PolicyForm[];
}

/** How exported text names the identity: a variable, and its usual name where there is one. */
export interface Principal {
  /** Say `execution_role`. */
  readonly variable: string;
  /** What it is, say `name of the execution role`. */
  readonly description: string;
  /** With placeholders, say `<BATCH_CLUSTER>-ExecutionRole`. */
  readonly usual: string | null;
}

/** One document about a role, and why it is as it is. */
export interface PolicyForm {
  /** Unique in its role; used in names: `tower-secrets`. */
  readonly id: string;
  readonly title: string;
  /** In words, in Markdown: how it differs from the other forms. */
  readonly explanation: string;
  /** The sets of documents that it belongs to; none for one that is only shown. */
  readonly variants: readonly Variant[];
  readonly body: PolicyBody;
}

export type PolicyBody =
  | { readonly kind: 'permissions'; readonly document: PolicyDocument<PolicyStatement> }
  | { readonly kind: 'trust'; readonly document: PolicyDocument<TrustStatement> }
  | { readonly kind: 'managed'; readonly arn: string }
  | { readonly kind: 'google-role'; readonly role: string }
  | {
      readonly kind: 'google-custom-role';
      /** Letters and digits, say `nextflowSecretsPlatform`. */
      readonly roleId: string;
      readonly title: string;
      readonly permissions: readonly string[];
    };

export const bothVariants: readonly Variant[] = ['page', 'current'];
