import * as l10n from '@vscode/l10n';
import type { FindingCode } from './findFindings.ts';

/** What findings of a code are about, in few words. */
export function findingTitle(code: FindingCode): string {
  return titles[code];
}

const titles: Readonly<Record<FindingCode, string>> = {
  'missing-secret': l10n.t('A secret that is used but not defined'),
  'malformed-name': l10n.t('A name that no secret can have'),
  'value-in-script': l10n.t('A value that is written into .command.sh'),
  'value-in-environment': l10n.t('A value that is written into .command.run of every task'),
  'value-in-wrapper': l10n.t('A value that is written into .command.run'),
  'value-in-output': l10n.t('A value that is printed'),
  'value-in-file': l10n.t('A value that is written into a file'),
  'not-in-exec': l10n.t('A declared secret in a process that runs inside Nextflow'),
  'custom-job-definition': l10n.t('A secret in a task with a custom job definition'),
  'not-a-list': l10n.t('A name where Nextflow expects a list of names'),
  'empty-list': l10n.t('An empty list where Nextflow expects a name'),
  'misspelt-directive': l10n.t('A misspelled secret directive'),
  'misplaced-directive': l10n.t('A secret directive outside of the directives of a process'),
  'no-directive': l10n.t('A form that is no secret directive'),
  'unquoted-name': l10n.t('A name of a secret without quotes'),
  'value-as-name': l10n.t('A value where Nextflow expects a name'),
  'no-setting': l10n.t('A directive of processes in a config'),
  'no-scope': l10n.t('A scope that does not exist in configs'),
  'no-selector': l10n.t('A selector that selects no process'),
  'empty-at-first': l10n.t('A config that fails with an empty secret'),
  'never-in': l10n.t('A condition that is always false'),
  'no-method': l10n.t('A method that secrets does not have'),
  'not-a-map': l10n.t('Secrets that are taken for a map or a list'),
  'read-only': l10n.t('A value that is assigned to a secret'),
  'not-in-handler': l10n.t('A secret in a handler that cannot read secrets'),
  'not-in-class': l10n.t('A secret that is read in a class of lib'),
  'older-syntax': l10n.t('Syntax that newer versions of Nextflow reject'),
};
