import * as l10n from '@vscode/l10n';
import type { Misuse } from '../nextflow/misuse/misuse.ts';
import type { Finding } from './findFindings.ts';

/** What is told of a misuse. */
export function misuseFinding(misuse: Misuse): Finding {
  const { kind, span, name, fails, edits } = misuse;
  const severity = fails ? 'error' : 'warning';
  return { code: kind, severity, message: messageOf(misuse), span, name, replacements: [], edits };
}

function messageOf({ kind, name, fails }: Misuse): string {
  const example = name === '' ? 'NAME' : name;
  switch (kind) {
    case 'not-a-list':
      return l10n.t(
        "This fails when a task starts, whether the secret is there or not: Nextflow wants a list of names here, ['{0}'].",
        example,
      );
    case 'empty-list':
      return fails
        ? l10n.t(
            "An empty list is no argument of secret: the run ends with “wrong number of arguments”. Write '' for no secret.",
          )
        : l10n.t(
            "An empty list is no argument of secret: the run ends whenever this gives one with “wrong number of arguments”. Write '' for no secret.",
          );
    case 'misspelt-directive':
      return fails
        ? l10n.t('There is no directive secrets, and the run ends here: write secret.')
        : l10n.t('There is no directive secrets, and no task gets anything by it: write secret.');
    case 'no-setting':
      return l10n.t("A config assigns: write secret = ['{0}'].", example);
    case 'no-scope':
      return fails
        ? l10n.t(
            'Configs have no scope secrets, and the run ends here: secrets stand in the store, and a config reads them as secrets.{0}.',
            example,
          )
        : l10n.t(
            'Configs have no scope secrets, and nothing is set here: secrets stand in the store, and a config reads them as secrets.{0}.',
            example,
          );
    case 'empty-at-first':
      return l10n.t(
        "Nextflow 25.10 and newer read a config first with every secret empty, and this fails of an empty text: ask first whether it is there, as in secrets.{0} ? … : '…'.",
        example,
      );
    case 'never-in':
      return l10n.t('This is always false: ask for the value, secrets.{0}.', example);
    case 'no-method':
      return fails
        ? l10n.t(
            'secrets is no map and has no such method, so the run ends here: read secrets.{0}.',
            example,
          )
        : l10n.t(
            'secrets is no map and has no such method, so this always throws: read secrets.{0}.',
            example,
          );
  }
}
