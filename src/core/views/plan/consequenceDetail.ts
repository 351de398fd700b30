import * as l10n from '@vscode/l10n';
import type { Consequence } from '../../arrival/consequence.ts';
import { shortened } from '../../count.ts';
import type { PlanRow } from './planRow.ts';

/** Characters that fit into one line of a list in a window of usual width. */
export const line = 84;
/** The same of the text above the list, which tells of the row that has the focus. */
export const paragraph = 300;

const ranks = { error: 0, warning: 1, info: 2 } as const;

interface WithConsequences {
  readonly consequences: readonly Consequence[];
}

/** The gravest consequence and how many more there are, and all of them. */
export function consequenceDetail(
  consequences: readonly Consequence[],
): Pick<PlanRow, 'detail' | 'explanation'> {
  const sorted = [...consequences].sort((a, b) => ranks[a.severity] - ranks[b.severity]);
  const [first, ...others] = sorted;
  if (!first) {
    return { detail: null, explanation: '' };
  }
  const more = others.length === 0 ? '' : ` · ${l10n.t('and {0} more', others.length)}`;
  const text = shortened(first.brief ?? first.text, line - more.length);
  return {
    detail: { icon: first.severity, text: `${text}${more}` },
    explanation: shortened(sorted.map(it => it.text).join('; '), paragraph),
  };
}

/** Those first without which the run or a task fails. */
export function gravestFirst<T extends WithConsequences>(secrets: readonly T[]): readonly T[] {
  return [...secrets].sort((a, b) => gravity(a) - gravity(b));
}

/** The icon of a secret that is missing: `error` where the run or a task fails without it. */
export function missingIcon(secret: WithConsequences & { readonly optional: boolean }): string {
  return secret.optional ? 'info' : gravity(secret) === ranks.error ? 'error' : 'warning';
}

function gravity({ consequences }: WithConsequences): number {
  return Math.min(3, ...consequences.map(({ severity }) => ranks[severity]));
}
