import * as vscode from 'vscode';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import { isWriteOnly, type StoreFacts, storeText } from '../../../core/secrets/storeFacts.ts';
import { remarkDetail } from '../../../core/secrets/storeRemark.ts';
import type { SecretNode } from '../../../core/views/secretNode.ts';
import { scopeOwner, scopeReach } from '../../../core/words/scopeName.ts';
import { usedIn } from '../../../core/words/usedIn.ts';
import { inBrowser } from '../../ui/inBrowser.ts';

/** What a row tells when it is pointed at: scope, standing, dates. Never the value. */
export function secretTooltip(node: SecretNode): vscode.MarkdownString | string {
  if (node.kind === 'remark') {
    return remarkDetail(node.remark);
  }
  if (node.kind === 'scope') {
    return `${node.spoken}\n${scopeReach(node.scope)}`;
  }
  if (node.kind !== 'secret') {
    return node.spoken;
  }
  const { record, overriddenBy, overrides, uses } = node;
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${record.name}**  \n`);
  const lines = [
    scopeOwner(record.scope),
    keptBy(node.store),
    ...(overriddenBy ? [vscode.l10n.t('overridden by your user secret of the same name')] : []),
    ...(overrides.length > 0
      ? [vscode.l10n.t('overrides the workspace secret of the same name')]
      : []),
    usedIn(uses),
    ...dated('added', record.createdAt),
    ...dated('changed', record.updatedAt),
    ...lastUse(record),
    ...(isWriteOnly(record.store)
      ? [vscode.l10n.t('its value can be replaced, but not read back, copied or moved')]
      : []),
  ];
  for (const line of lines) {
    text.appendMarkdown('- ').appendText(line).appendMarkdown('\n');
  }
  return text;
}

function keptBy(store: StoreFacts): string {
  const { kind, place, account, readOnly, roles = [] } = store;
  if (kind === 'nextflow') {
    return vscode.l10n.t(
      'kept in Nextflow’s store, as plain text that only you can read: {0}',
      place ?? '',
    );
  }
  if (kind === 'editor') {
    return inBrowser()
      ? vscode.l10n.t('kept in this browser’s own storage')
      : vscode.l10n.t('kept by VS Code, encrypted');
  }
  return [
    account === null
      ? vscode.l10n.t('kept by {0}', storeText(store))
      : vscode.l10n.t('kept by {0}, {1}', storeText(store), account),
    ...(readOnly ? [vscode.l10n.t('you are not allowed to change it')] : []),
    ...(roles.length === 0 ? [] : [vscode.l10n.t('your role is {0}', roles.join(', '))]),
  ].join('; ');
}

/** Where the store tells of runs. */
function lastUse({ usedAt }: SecretRecord): string[] {
  return usedAt === undefined
    ? []
    : usedAt === null
      ? [vscode.l10n.t('no run has used it')]
      : dated(vscode.l10n.t('used by a run'), usedAt);
}

function dated(what: string, at: number | null): string[] {
  return at === null ? [] : [`${what} ${new Date(at).toLocaleString()}`];
}
