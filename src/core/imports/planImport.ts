import { naturalOrder } from '../naturalOrder.ts';
import type { ValueAdvice } from '../runs/plan/valueAdvice.ts';
import { parseSecretName, type SecretName, suggestName } from '../secrets/secretName.ts';
import { SecretValue } from '../secrets/secretValue.ts';
import type { FileEntries, LeftOut } from './fileEntry.ts';

/** A secret of a file that can be taken over. */
export interface ImportRow {
  readonly name: SecretName;
  /** What the file calls it, where that is no legal name. */
  readonly calledThere: string | null;
  /** Whether the scope has one of that name already. */
  readonly replaces: boolean;
  readonly value: SecretValue;
  /** With its line ends again, where a key has lost them. */
  readonly restored: SecretValue | null;
  /** Of the value as it would be stored at best: restored, where it can be. */
  readonly advice: ValueAdvice;
}

/** What of a file's entries can become secrets, and what cannot, each in the file's order. */
export function planImport(
  file: FileEntries,
  existing: ReadonlySet<string>,
  advise: (name: SecretName, value: string) => ValueAdvice,
): { readonly rows: readonly ImportRow[]; readonly leftOut: readonly LeftOut[] } {
  const rows = new Map<SecretName, { row: ImportRow; calledThere: string; at: string }>();
  const leftOut: LeftOut[] = [...file.leftOut];
  for (const { name: calledThere, value, at } of file.entries) {
    const parsed = parseSecretName(calledThere);
    const name = parsed.ok ? parsed.value : suggestName(calledThere);
    if (name === null || value === '') {
      leftOut.push({ calledThere, at, because: name === null ? 'illegal' : 'empty' });
      continue;
    }
    const before = rows.get(name);
    if (before) {
      leftOut.push({ calledThere: before.calledThere, at: before.at, because: 'twice' });
    }
    const restored = advise(name, value).lineEnds?.restored ?? null;
    const row = {
      name,
      calledThere: parsed.ok ? null : calledThere,
      replaces: existing.has(name),
      value: new SecretValue(value),
      restored: restored === null ? null : new SecretValue(restored),
      advice: advise(name, restored ?? value),
    };
    rows.set(name, { row, calledThere, at });
  }
  leftOut.sort((a, b) => naturalOrder(a.at, b.at));
  return { rows: [...rows.values()].map(({ row }) => row), leftOut };
}
