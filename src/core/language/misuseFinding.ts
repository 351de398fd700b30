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
        "This fails when a task starts, even if the secret is defined. Nextflow expects a list of names here: ['{0}'].",
        example,
      );
    case 'empty-list':
      return fails
        ? l10n.t(
            "The directive secret does not accept an empty list. The run ends with “wrong number of arguments”. Write '' for no secret.",
          )
        : l10n.t(
            "The directive secret does not accept an empty list. When this expression gives one, the run ends with “wrong number of arguments”. Write '' for no secret.",
          );
    case 'misspelt-directive':
      return fails
        ? l10n.t('There is no such directive, so the run ends here. Write secret.')
        : l10n.t('There is no such directive, so tasks get no secret from it. Write secret.');
    case 'no-setting':
      return l10n.t("A config needs an assignment: write secret = ['{0}'].", example);
    case 'no-scope':
      return fails
        ? l10n.t(
            'Configs have no scope named secrets, so the run ends here. Secrets are defined in a store, and a config reads them as secrets.{0}.',
            example,
          )
        : l10n.t(
            'Configs have no scope named secrets, so nothing is set here. Secrets are defined in a store, and a config reads them as secrets.{0}.',
            example,
          );
    case 'empty-at-first':
      return l10n.t(
        "Nextflow 25.10 and newer first read a config with every secret empty, and this expression fails with an empty text. Check first whether the secret is set, as in secrets.{0} ? … : '…'.",
        example,
      );
    case 'never-in':
      return l10n.t('This is always false. Check the value itself: secrets.{0}.', example);
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
