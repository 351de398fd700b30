import * as vscode from 'vscode';
import { toBase64 } from '../../core/arrival/toBase64.ts';
import { plural } from '../../core/count.ts';
import type { ImportRow } from '../../core/imports/planImport.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import type { NewSecret } from '../../services/ports/stores/secretStore.ts';
import { pickOne } from '../ui/pick.ts';

/** How values that would not arrive whole are stored: as in the file, or so that they do. */
export type Form = 'as-is' | 'mended';

/** Asks once what to do with the values that would not arrive whole; null to leave. */
export async function chooseForm(rows: readonly ImportRow[], title: string): Promise<Form | null> {
  const delicate = rows.filter(needsCare);
  if (delicate.length === 0) {
    return 'as-is';
  }
  const lost = delicate.some(({ restored }) => restored !== null);
  const encoded = delicate.some(({ advice }) => advice.base64);
  const items = [
    {
      label: encoded
        ? vscode.l10n.t('Store Them in Base64')
        : vscode.l10n.t('Restore Their Line Breaks'),
      detail: [
        ...(encoded ? [vscode.l10n.t('They arrive complete. The script decodes them')] : []),
        ...(lost ? [vscode.l10n.t('restores the line breaks of keys on one line')] : []),
      ].join('; '),
      value: 'mended' as const,
    },
    { label: vscode.l10n.t('Store Them as They Are'), value: 'as-is' as const },
  ];
  return pickOne<Form>(items, title, {
    placeholder: plural(
      delicate.length,
      vscode.l10n.t('1 value would not arrive as it is in the file. Choose what to do with it.'),
      vscode.l10n.t(
        '{0} values would not arrive as they are in the file. Choose what to do with them.',
        delicate.length,
      ),
    ),
    details: delicate.map(({ name }) => name).join(', '),
  });
}

/** What is stored of a row. */
export function entryOf({ name, value, restored, advice }: ImportRow, form: Form): NewSecret {
  if (form === 'as-is') {
    return { name, value };
  }
  const whole = restored ?? value;
  return { name, value: advice.base64 ? new SecretValue(toBase64(whole.reveal())) : whole };
}

function needsCare({ advice, restored }: ImportRow): boolean {
  return advice.base64 || restored !== null;
}
