import * as l10n from '@vscode/l10n';
import { nameProblemText } from './nameProblemText.ts';
import { parseSecretName } from './secretName.ts';

/** What a store has, or should have, and cannot show as a secret. */
export type StoreRemark =
  /** An entry has a name that our rule refuses, though its store does not. */
  | { readonly kind: 'illegal-name'; readonly name: string }
  /** The entry of a file has no value, so that Nextflow gives none to a run. */
  | { readonly kind: 'no-value'; readonly name: string }
  /** Another window has changed it since this one was opened; `here` where this one has it too. */
  | { readonly kind: 'elsewhere'; readonly name: string; readonly here: boolean }
  /** It was stored, and is not there: another window has overwritten it, or another browser has it. */
  | { readonly kind: 'gone'; readonly name: string }
  /** It was given another value, and has the one of before. */
  | { readonly kind: 'older'; readonly name: string }
  /** It was removed, and is there. */
  | { readonly kind: 'back'; readonly name: string };

/** A remark in few words, for a row under the name. */
export function remarkText({ kind }: StoreRemark): string {
  switch (kind) {
    case 'illegal-name':
      return l10n.t('not a valid name');
    case 'no-value':
      return l10n.t('has no value');
    case 'elsewhere':
      return l10n.t('changed in another window');
    case 'gone':
      return l10n.t('not in this browser');
    case 'older':
      return l10n.t('an older value is in this browser');
    case 'back':
      return l10n.t('was removed, and is still in this browser');
  }
}

/** The same in sentences: what it means, and what helps. */
export function remarkDetail(remark: StoreRemark): string {
  const { name } = remark;
  switch (remark.kind) {
    case 'illegal-name': {
      const parsed = parseSecretName(name);
      const why = parsed.ok ? '' : ` ${nameProblemText(parsed.error)}`;
      return l10n.t(
        'The store has an entry {0}, which is not a valid secret name.{1} It is left unchanged.',
        name,
        why,
      );
    }
    case 'no-value':
      return l10n.t(
        'The store file has an entry {0} without a value, so runs do not get it. Add {1} to give it a value.',
        name,
        name,
      );
    case 'elsewhere':
      return l10n.t(
        '{0} was changed in another window or browser since this window was opened. After a reload, this window has what the browser has.',
        name,
      );
    case 'gone':
      return l10n.t(
        '{0} was stored in another window or browser, and this one does not have it. A browser keeps secrets in its own storage, which another window can overwrite.',
        name,
      );
    case 'older':
      return l10n.t(
        '{0} was updated in another window or browser, and this one still has the old value.',
        name,
      );
    case 'back':
      return l10n.t(
        '{0} was removed in another window or browser, and this one still has it.',
        name,
      );
  }
}

/** Whether a browser's storage is the reason, so that another store would help. */
export function isOfBrowser({ kind }: StoreRemark): boolean {
  return kind !== 'illegal-name' && kind !== 'no-value';
}

/** Whether a secret was stored and cannot be shown, so that it is not just missing. */
export function isAway(remark: StoreRemark): boolean {
  return remark.kind === 'gone' || (remark.kind === 'elsewhere' && !remark.here);
}
