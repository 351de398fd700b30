import * as vscode from 'vscode';
import { toBase64 } from '../../core/arrival/toBase64.ts';
import { plural } from '../../core/count.ts';
import type { ImportRow } from '../../core/imports/planImport.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import type { NewSecret } from '../../services/ports/ports.ts';
import { pick } from '../ui/step.ts';

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
        : vscode.l10n.t('Restore Their Line Ends'),
      detail: [
        ...(encoded ? [vscode.l10n.t('They arrive whole; the script decodes them')] : []),
        ...(lost ? [vscode.l10n.t('keys on one line get their line ends back')] : []),
      ].join('; '),
      value: 'mended' as const,
    },
    { label: vscode.l10n.t('Store Them as They Are'), value: 'as-is' as const },
  ];
  const answer = await pick<Form>(
    items,
    { title, step: 1, of: 1 },
    {
      placeholder: plural(
        delicate.length,
        vscode.l10n.t('What becomes of 1 value that would not arrive as in the file?'),
        vscode.l10n.t(
          'What becomes of {0} values that would not arrive as in the file?',
          delicate.length,
        ),
      ),
      details: delicate.map(({ name }) => name).join(', '),
    },
  );
  return answer === null || answer === 'back' ? null : answer.value;
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
