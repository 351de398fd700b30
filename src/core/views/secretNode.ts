import type { Severity } from '../arrival/consequence.ts';
import type { SecretRecord } from '../secrets/secretRecord.ts';
import type { SecretScope } from '../secrets/secretScope.ts';
import type { StoreFacts } from '../secrets/storeFacts.ts';
import type { StoreRemark } from '../secrets/storeRemark.ts';
import type { Row } from './row.ts';

/** A place in the workspace that names a secret. */
export interface ShownUse {
  readonly name: string | null;
  /** URI of the workspace folder that holds it. */
  readonly folder: string | null;
  readonly uri: string;
  /** Relative to its folder, say `modules/align.nf`. */
  readonly path: string;
  /** From 1, as `column` is. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** How grave it is here that the secret is missing; `info` where the code copes with it. */
  readonly absence: Severity;
}

/** A row, of the Secrets view. Never a value. */
export type SecretNode =
  | (Row<SecretNode> & {
      readonly kind: 'scope';
      readonly scope: SecretScope;
      readonly store: StoreFacts;
      readonly failed: boolean;
    })
  | (Row<SecretNode> & {
      readonly kind: 'secret';
      readonly record: SecretRecord;
      readonly store: StoreFacts;
      /** What a run takes instead, where another scope overrides this one. */
      readonly overriddenBy: SecretRecord | null;
      readonly overrides: readonly SecretRecord[];
      readonly uses: number;
    })
  | (Row<SecretNode> & { readonly kind: 'missingGroup'; readonly severity: Severity })
  | (Row<SecretNode> & { readonly kind: 'optionalGroup' })
  | (Row<SecretNode> & {
      readonly kind: 'missing';
      readonly name: string;
      readonly folder: string | null;
      /** The worst that comes of it; `info` where all the code copes: the secret is optional. */
      readonly severity: Severity;
      /** Whether a secret can have this name, so that it can be added. */
      readonly legal: boolean;
    })
  /** What its store has, or should have, and cannot show as a secret. */
  | (Row<SecretNode> & {
      readonly kind: 'remark';
      readonly scope: SecretScope;
      readonly remark: StoreRemark;
    })
  | (Row<SecretNode> & { readonly kind: 'use'; readonly use: ShownUse });

/** A secret that the code names and nobody has defined. */
export type MissingNode = SecretNode & { readonly kind: 'missing' };

/** Whether all the code that names a secret copes without it. */
export function isOptional({ severity }: MissingNode): boolean {
  return severity === 'info';
}
