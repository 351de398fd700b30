import * as l10n from '@vscode/l10n';
import type { Severity } from '../arrival/consequence.ts';
import { plural } from '../count.ts';
import { naturalOrder } from '../naturalOrder.ts';
import { parseSecretName } from '../secrets/secretName.ts';
import { usedIn } from '../words/usedIn.ts';
import { isOptional, type MissingNode, type SecretNode } from './secretNode.ts';
import {
  folderName,
  joined,
  secretCount,
  type SecretTreeInput,
  useRows,
  usesOf,
} from './useRows.ts';

/** The groups of what the code names and nobody has defined: what is missing, what it copes without. */
export function missingRows(input: SecretTreeInput): readonly SecretNode[] {
  const undefinedNames = missingNodes(input);
  const optional = undefinedNames.filter(isOptional);
  const missing = undefinedNames.filter(node => !isOptional(node));
  return [
    ...(missing.length === 0 ? [] : [missingGroup(missing)]),
    ...(optional.length === 0 ? [] : [optionalGroup(optional)]),
  ];
}

/** Every name that is defined nowhere, optional ones too, with the folder whose code has it. */
export function missingNodes(input: SecretTreeInput): readonly MissingNode[] {
  if (!input.indexed) {
    return [];
  }
  return [...new Set(input.uses.map(({ folder }) => folder))].flatMap(folder => {
    const catalog = input.catalog.forFolder(folder);
    const uses = input.uses.filter(use => use.folder === folder);
    const names = [...new Set(uses.flatMap(({ name }) => name ?? []))].sort(naturalOrder);
    return names
      .filter(name => catalog.resolve(name).kind === 'missing')
      .map(name => missingNode(name, folder, input));
  });
}

/** What stands before a name that nobody has defined, by what comes of it. */
const signs: Readonly<Record<Severity, Pick<SecretNode, 'icon' | 'color'>>> = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  info: { icon: 'circle-slash', color: null },
};

function missingGroup(children: readonly MissingNode[]): SecretNode {
  const severity = worst(children.map(child => child.severity));
  return {
    kind: 'missingGroup',
    ...signs[severity],
    severity,
    id: 'missing',
    label: l10n.t('Missing'),
    description: secretCount(children.length),
    spoken: plural(
      children.length,
      l10n.t('Missing, 1 secret that the code uses and that is not defined'),
      l10n.t('Missing, {0} secrets that the code uses and that are not defined', children.length),
    ),
    children,
  };
}

function optionalGroup(children: readonly MissingNode[]): SecretNode {
  return {
    kind: 'optionalGroup',
    ...signs.info,
    id: 'optional',
    label: l10n.t('Optional, not set'),
    description: secretCount(children.length),
    spoken: plural(
      children.length,
      l10n.t('Optional, not set, 1 secret that the code can do without'),
      l10n.t('Optional, not set, {0} secrets that the code can do without', children.length),
    ),
    children,
  };
}

function missingNode(name: string, folder: string | null, input: SecretTreeInput): MissingNode {
  const uses = usesOf(name, folder, input);
  const severity = worst(uses.map(({ absence }) => absence));
  const legal = parseSecretName(name).ok;
  const id = `missing/${folder ?? ''}/${name}`;
  const resolution = input.catalog.forFolder(folder).resolve(name);
  const parts = [
    folderName(folder, input),
    legal ? '' : l10n.t('not a valid secret name'),
    resolution.kind === 'missing' && resolution.away ? l10n.t('not in this browser') : '',
    usedIn(uses.length),
  ];
  return {
    kind: 'missing',
    ...signs[severity],
    name,
    folder,
    severity,
    legal,
    id,
    label: name,
    description: joined(parts),
    spoken: [name, spokenSeverity[severity], ...parts].filter(part => part !== '').join(', '),
    children: useRows(uses, id, input),
  };
}

const spokenSeverity: Readonly<Record<Severity, string>> = {
  error: l10n.t('missing, a task will fail'),
  warning: l10n.t('missing'),
  info: l10n.t('optional, not set'),
};

function worst(severities: readonly Severity[]): Severity {
  return (['error', 'warning'] as const).find(one => severities.includes(one)) ?? 'info';
}
