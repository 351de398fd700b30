import * as vscode from 'vscode';
import { toBase64 } from '../../core/arrival/toBase64.ts';
import { plural } from '../../core/count.ts';
import { hasSeveralLines } from '../../core/lineEnds/hasSeveralLines.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import type { StoreKind } from '../../core/secrets/storeFacts.ts';
import type { StoredForm } from '../../services/catalog/copyAll.ts';
import { pickOne } from '../ui/pick.ts';
import { working } from '../ui/working.ts';
import { offerDecodeLines } from './offerDecodeLines.ts';

const asIs: StoredForm = value => value;
const inBase64: StoredForm = value =>
  hasSeveralLines(value.reveal()) ? new SecretValue(toBase64(value.reveal())) : value;

/**
 * The form in which values go to a store of a kind. Seqera Platform takes several lines in base64
 * alone, so that is asked before anything goes there; `delicate` finds the names of such values. Null
 * where it was left.
 */
export async function chooseStoredForm(
  kind: StoreKind | null,
  title: string,
  delicate: (signal: AbortSignal) => Promise<readonly SecretName[]>,
): Promise<StoredForm | null> {
  if (kind !== 'seqera') {
    return asIs;
  }
  const names = await working(vscode.l10n.t('Reading secrets'), delicate);
  if (names === null || names.length === 0) {
    return names && asIs;
  }
  const items = [
    {
      label: vscode.l10n.t('Store Them in Base64'),
      detail: vscode.l10n.t('They arrive complete. The script decodes them'),
      value: inBase64,
    },
    { label: vscode.l10n.t('Store Them as They Are'), value: asIs },
  ];
  const form = await pickOne(items, title, {
    placeholder: plural(
      names.length,
      vscode.l10n.t('1 value has several lines, which Seqera Platform takes in base64 only.'),
      vscode.l10n.t(
        '{0} values have several lines, which Seqera Platform takes in base64 only.',
        names.length,
      ),
    ),
    details: names.join(', '),
  });
  if (form === inBase64) {
    void offerDecodeLines(names); // Settles when it is answered.
  }
  return form;
}
