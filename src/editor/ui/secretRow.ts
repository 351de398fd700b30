import type { SecretNode } from '../../core/views/secretNode.ts';
import { type MissingName, rowOf } from '../commandArguments.ts';

const kinds: Readonly<Record<SecretNode['kind'], true>> = {
  scope: true,
  secret: true,
  missingGroup: true,
  optionalGroup: true,
  missing: true,
  remark: true,
  use: true,
};

/** What is read of the rows of the Secrets view; a link passes no more of a missing name. */
export type SecretRow = Exclude<SecretNode, { kind: 'missing' }> | MissingName;

/** The row of the Secrets view that a command is for; null where it is for none. */
export function secretRow(argument: unknown): SecretRow | null {
  return rowOf<SecretRow>(argument, kinds);
}
