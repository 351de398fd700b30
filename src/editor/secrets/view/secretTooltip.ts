import * as vscode from 'vscode';
import { count } from '../../../core/count.ts';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import { isWriteOnly, type StoreFacts, storeText } from '../../../core/secrets/storeFacts.ts';
import { remarkDetail } from '../../../core/secrets/storeRemark.ts';
import type { SecretNode } from '../../../core/views/secretTree.ts';
import { inBrowser } from '../../ui/inBrowser.ts';

/** What a row tells when it is pointed at: scope, standing, dates. Never the value. */
export function secretTooltip(node: SecretNode): vscode.MarkdownString | string {
  if (node.kind === 'remark') {
    return remarkDetail(node.remark);
  }
  if (node.kind !== 'secret') {
    return [node.label, node.description].filter(text => text !== '').join('\n');
  }
  const { record, overriddenBy, overrides, uses } = node;
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${record.name}**  \n`);
  const lines = [
    record.scope.kind === 'user' ? 'yours, in every folder' : 'of this workspace folder',
    keptBy(node.store),
    ...(overriddenBy ? ['overridden by your secret of the same name'] : []),
    ...(overrides.length > 0 ? ['overrides the workspace’s secret of the same name'] : []),
    `used in ${count(uses, 'place')}`,
    ...dated('added', record.createdAt),
    ...dated('changed', record.updatedAt),
    ...lastUse(record),
    ...(isWriteOnly(record.store)
      ? ['its value can be replaced, and not be read back, copied or moved']
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
    return `kept in Nextflow’s store, as plain text that only you can read: ${place ?? ''}`;
  }
  if (kind === 'editor') {
    return inBrowser() ? 'kept in this browser’s own storage' : 'kept by VS Code, encrypted';
  }
  return `kept by ${storeText(store)}${account === null ? '' : `, ${account}`}${readOnly ? '; you may not change it' : ''}${roles.length === 0 ? '' : `; your role is ${roles.join(', ')}`}`;
}

/** Where the store tells of runs. */
function lastUse({ usedAt }: SecretRecord): string[] {
  return usedAt === undefined
    ? []
    : usedAt === null
      ? ['no run has used it']
      : dated('used by a run', usedAt);
}

function dated(what: string, at: number | null): string[] {
  return at === null ? [] : [`${what} ${new Date(at).toLocaleString()}`];
}
