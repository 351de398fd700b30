import * as l10n from '@vscode/l10n';
import type { Catalog } from '../secrets/catalog.ts';
import { nameProblemText } from '../secrets/nameProblemText.ts';
import { parseSecretName, type SecretName, suggestName } from '../secrets/secretName.ts';
import { sameScope, type SecretScope } from '../secrets/secretScope.ts';
import { similarNames } from '../secrets/similarNames.ts';
import { isOptional, type MissingNode } from './secretNode.ts';

/** A row of the list in which a new secret gets its name, as data. */
export interface NameRow {
  readonly label: string;
  readonly description: string;
  /** Null where the row only says why there can be no such secret. */
  readonly name: SecretName | null;
  readonly group: 'missing' | 'optional' | 'typed';
  /** Shown whatever is typed. */
  readonly always: boolean;
}

/** What a new secret is named against. */
export interface NameContext {
  readonly catalog: Catalog;
  /** Where the secret is to be kept. */
  readonly scope: SecretScope;
  /** What the code names and nobody has defined. */
  readonly missing: readonly MissingNode[];
}

/** The names that the code waits for, and what is typed, where that is not one of them. */
export function nameRows(context: NameContext, typed: string): readonly NameRow[] {
  const offered = offeredRows(context);
  const parsed = parseSecretName(typed);
  const meant = parsed.ok ? null : suggestName(typed);
  const near = similarNames(
    typed,
    offered.flatMap(({ name }) => name ?? []),
  );
  const rows = offered.map(row =>
    row.name === meant && !parsed.ok
      ? { ...row, description: nameProblemText(parsed.error), always: true }
      : row.label !== typed && near.some(name => name === row.name)
        ? {
            ...row,
            description: l10n.t('did you mean this? {0}', row.description),
            always: true,
          }
        : row,
  );
  const known = rows.some(({ name }) => name === (parsed.ok ? parsed.value : meant));
  return typed === '' || known ? rows : [...rows, typedRow(context, typed, near)];
}

/** The missing ones first; each name once, however many folders wait for it. */
function offeredRows({ scope, missing }: NameContext): readonly NameRow[] {
  const rows = missing
    .filter(({ folder }) => scope.kind === 'user' || folder === scope.folder)
    .flatMap((node): NameRow[] => {
      const parsed = parseSecretName(node.name);
      const group = isOptional(node) ? 'optional' : 'missing';
      const { name: label, description } = node;
      return parsed.ok ? [{ label, description, name: parsed.value, group, always: false }] : [];
    });
  const ordered = [
    ...rows.filter(({ group }) => group === 'missing'),
    ...rows.filter(({ group }) => group === 'optional'),
  ];
  return ordered.filter(
    ({ label }, at) => ordered.findIndex(other => other.label === label) === at,
  );
}

function typedRow(context: NameContext, typed: string, near: readonly SecretName[]): NameRow {
  const parsed = parseSecretName(typed);
  if (parsed.ok) {
    return judged(context, parsed.value, near);
  }
  const problem = nameProblemText(parsed.error);
  const suggestion = suggestName(typed);
  if (suggestion === null) {
    return refused(typed, problem);
  }
  const row = judged(context, suggestion, []);
  return { ...row, description: row.name === null ? row.description : problem };
}

function judged(
  { catalog, scope }: NameContext,
  name: SecretName,
  near: readonly SecretName[],
): NameRow {
  const holders = catalog.scopes.filter(
    ({ state }) => state.kind === 'loaded' && state.records.some(record => record.name === name),
  );
  if (holders.some(entry => sameScope(entry.scope, scope))) {
    return refused(name, l10n.t('already exists: update its value instead'));
  }
  const description =
    holders.length === 0
      ? newText(name, catalog, near)
      : scope.kind === 'user'
        ? l10n.t('overrides the workspace secret of the same name')
        : l10n.t('is overridden by your user secret of the same name');
  return { label: name, description, name, group: 'typed', always: true };
}

/** A mistyped name is a secret that nothing ever reads. */
function newText(name: SecretName, catalog: Catalog, near: readonly SecretName[]): string {
  const known = similarNames(name, catalog.names);
  const similar = [
    ...near.map(other => l10n.t('{0}, which the code is waiting for', other)),
    ...known.map(other => l10n.t('{0}, which exists', other)),
  ];
  return similar.length === 0
    ? l10n.t('new')
    : l10n.t('new, but similar to {0}', similar.slice(0, 2).join('; '));
}

function refused(label: string, description: string): NameRow {
  return { label, description, name: null, group: 'typed', always: true };
}
