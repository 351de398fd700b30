import { parseSecretName, suggestName, type SecretName } from './name.ts';
import { SecretValue } from './value.ts';
import type { ValueAdvice } from './valueAdvice.ts';

/** A secret of a file that can be taken over. */
export interface ImportRow {
  readonly name: SecretName;
  /** What the file calls it, where that is no legal name. */
  readonly calledThere: string | null;
  /** Whether the scope has one of that name already. */
  readonly replaces: boolean;
  readonly value: SecretValue;
  readonly advice: ValueAdvice;
}

/** An entry that cannot be taken over; `twice` stands before another of the same name, which wins. */
export interface LeftOut {
  readonly calledThere: string;
  readonly because: 'empty' | 'illegal' | 'twice';
}

/** What of a file's entries can become secrets, in its order, and what cannot. */
export function planImport(
  entries: readonly { readonly name: string; readonly value: string }[],
  existing: ReadonlySet<string>,
  advise: (name: SecretName, value: string) => ValueAdvice,
): { readonly rows: readonly ImportRow[]; readonly leftOut: readonly LeftOut[] } {
  const rows = new Map<SecretName, { row: ImportRow; calledThere: string }>();
  const leftOut: LeftOut[] = [];
  for (const { name: calledThere, value } of entries) {
    const parsed = parseSecretName(calledThere);
    const name = parsed.ok ? parsed.value : suggestName(calledThere);
    if (name === null || value === '') {
      leftOut.push({ calledThere, because: name === null ? 'illegal' : 'empty' });
      continue;
    }
    const before = rows.get(name);
    if (before) {
      leftOut.push({ calledThere: before.calledThere, because: 'twice' });
    }
    const row = {
      name,
      calledThere: parsed.ok ? null : calledThere,
      replaces: existing.has(name),
      value: new SecretValue(value),
      advice: advise(name, value),
    };
    rows.set(name, { row, calledThere });
  }
  return { rows: [...rows.values()].map(({ row }) => row), leftOut };
}
