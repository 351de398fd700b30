import * as l10n from '@vscode/l10n';

/** What to do where the system refuses to write more, by its code; null for every other code. */
export function diskAdvice(code: string): string | null {
  switch (code) {
    case 'ENOSPC':
      return l10n.t('The disk is full. Free some space, or change the run directory.');
    case 'EDQUOT':
      return l10n.t('Your disk quota is used up. Free some space, or change the run directory.');
    case 'EROFS':
      return l10n.t('The file system is read-only. Change the run directory.');
    case 'EFBIG':
      return l10n.t(
        'The size of files is limited (ulimit -f). Raise the limit where VS Code is started.',
      );
    default:
      return null;
  }
}
