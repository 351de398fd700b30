import * as l10n from '@vscode/l10n';
import type { Misuse, OlderForm } from '../nextflow/misuse/misuse.ts';
import type { StrictParser } from '../nextflow/misuse/strictParser.ts';
import type { Finding } from './findFindings.ts';

/** What is told of a misuse. */
export function misuseFinding(misuse: Misuse): Finding {
  const { kind, span, name, fails, edits } = misuse;
  const severity = fails ? 'error' : 'warning';
  return { code: kind, severity, message: messageOf(misuse), span, name, replacements: [], edits };
}

function messageOf({ kind, name, fails, older }: Misuse): string {
  const example = name === '' ? 'NAME' : name;
  return texts[kind](example, fails, older ?? 'owner');
}

/** What is said of each kind, by the name that is meant and by whether the run ends. */
const texts: Readonly<
  Record<Misuse['kind'], (name: string, fails: boolean, older: OlderForm) => string>
> = {
  'not-a-list': name =>
    l10n.t(
      "This fails when a task starts, even if the secret is defined. Nextflow expects a list of names here: ['{0}'].",
      name,
    ),
  'empty-list': (_, fails) => emptyListText(fails),
  'misspelt-directive': (_, fails) =>
    fails
      ? l10n.t('There is no such directive, so the run ends here. Write secret.')
      : l10n.t('There is no such directive, so tasks get no secret from it. Write secret.'),
  'misplaced-directive': (name, fails) =>
    fails
      ? l10n.t(
          "The directive secret belongs in a process, before script:. Here it is an unknown function, and the run ends. Write secret '{0}' there.",
          name,
        )
      : l10n.t(
          'The directive secret belongs in a process. Here no task gets the secret {0} from it.',
          name,
        ),
  'no-directive': (name, fails) =>
    fails
      ? l10n.t("This is no directive, so the run ends here. Write secret '{0}'.", name)
      : l10n.t("This gives the task no secret. Write secret '{0}'.", name),
  'unquoted-name': name =>
    l10n.t(
      "Without quotes {0} is a variable, and nothing in this file sets it: the run ends here. Write '{0}' in quotes.",
      name,
    ),
  'value-as-name': name =>
    l10n.t(
      "Nextflow expects a name here and takes the value of {0} for one. When the secret is defined, the run ends, and its error contains the value. Write '{0}'.",
      name,
    ),
  'no-setting': name => l10n.t("A config needs an assignment: write secret = ['{0}'].", name),
  'no-scope': (name, fails) =>
    fails
      ? l10n.t(
          'Configs have no scope for secrets, so the run ends here. Secrets are defined in a store, and a config reads them as secrets.{0}.',
          name,
        )
      : l10n.t(
          'Configs have no scope for secrets, so nothing is set here. Secrets are defined in a store, and a config reads them as secrets.{0}.',
          name,
        ),
  'no-selector': (name, fails) =>
    fails
      ? l10n.t(
          "This is not a selector, and Nextflow cannot read the config, so the run ends here. Write withName: 'NAME' { secret = ['{0}'] } in the scope process.",
          name,
        )
      : l10n.t(
          "This selects no process, so no task gets the secret {0} from it. Write withName: 'NAME' { secret = ['{0}'] } in the scope process.",
          name,
        ),
  'empty-at-first': name =>
    l10n.t(
      "Nextflow 25.10 and newer first read a config with every secret empty, and this expression fails with an empty text. Check first whether the secret is set, as in secrets.{0} ? … : '…'.",
      name,
    ),
  'never-in': name => l10n.t('This is always false. Check the value itself: secrets.{0}.', name),
  'no-method': (name, fails) =>
    fails
      ? l10n.t(
          'secrets is not a map and has no such method, so the run ends here: read secrets.{0}.',
          name,
        )
      : l10n.t(
          'secrets is not a map and has no such method, so this always throws: read secrets.{0}.',
          name,
        ),
  'not-a-map': (name, fails) =>
    fails
      ? l10n.t(
          'secrets is not a map or a list and cannot be used as one, so the run ends here: read secrets.{0}.',
          name,
        )
      : l10n.t(
          'secrets is not a map or a list and cannot be used as one, so this always throws: read secrets.{0}.',
          name,
        ),
  'read-only': (_, fails) =>
    fails
      ? l10n.t('A script can only read secrets, so the run ends here. Use a variable of its own.')
      : l10n.t('A script can only read secrets, so this always throws. Use a variable of its own.'),
  'not-in-handler': name =>
    l10n.t(
      'This handler cannot read secrets.{0}, even if it is defined: a workflow block passes it to workflow.onComplete or workflow.onError, so it fails or gets null. Assign it instead: workflow.onComplete = {…}.',
      name,
    ),
  'not-in-class': (_, fails) =>
    fails
      ? l10n.t(
          'Only scripts and configs have secrets, so this class cannot be compiled: a run ends when a script names it. Give the method the value as an argument.',
        )
      : l10n.t(
          'Only scripts and configs have secrets, so this throws “No such variable: secrets”. Give the method the value as an argument.',
        ),
  'older-syntax': (name, _, older) => olderText(older, name),
};

function emptyListText(fails: boolean): string {
  return fails
    ? l10n.t(
        "The directive secret does not accept an empty list. The run ends with “wrong number of arguments”. Write '' for no secret.",
      )
    : l10n.t(
        "The directive secret does not accept an empty list. When this expression gives one, the run ends with “wrong number of arguments”. Write '' for no secret.",
      );
}

/** What of the syntax is older, and what is written instead. */
function olderText(form: OlderForm, name: string): string {
  switch (form) {
    case 'in-section':
      return l10n.t(
        "The strict parser of Nextflow rejects a directive after input: or output:. Move secret '{0}' in front of them.",
        name,
      );
    case 'in-branch':
      return l10n.t(
        "The strict parser of Nextflow rejects statements among the directives. Write secret condition ? '{0}' : ''.",
        name,
      );
    case 'assigned':
      return l10n.t(
        "The strict parser of Nextflow rejects a directive with an equals sign. Write secret '{0}'.",
        name,
      );
    case 'on-brace-line':
      return l10n.t(
        'The strict parser of Nextflow rejects a directive on the line of the brace. Start a new line.',
      );
    case 'no-label':
      return l10n.t(
        'The strict parser of Nextflow requires a script: label in a process with directives.',
      );
    case 'member':
      return l10n.t(
        'The strict parser of Nextflow rejects this form. Write secrets[…] for a computed name.',
      );
    case 'owner':
      return l10n.t(
        'The strict parser of Nextflow knows only secrets itself. Write secrets.{0}.',
        name,
      );
    case 'slashy':
      return l10n.t(
        'The strict parser of Nextflow rejects an expression in a slashy string. Use double quotes.',
      );
    case 'lazy':
      return l10n.t(
        'The strict parser of Nextflow rejects an arrow in a string. Write the expression alone.',
      );
    case 'comment':
      return l10n.t('The strict parser of Nextflow rejects a comment here. Move it.');
    case 'dollar':
      return l10n.t(
        "The strict parser of Nextflow rejects a string in $/…/$. Write '{0}' in quotes.",
        name,
      );
    case 'cast':
      return l10n.t(
        'The strict parser of Nextflow rejects a type in front of a value. Write secrets.{0} as Type.',
        name,
      );
    case 'list':
      return l10n.t(
        'The strict parser of Nextflow does not let a config change or read a list. Write one list with all names.',
      );
  }
}

/**
 * What of findings is told where a parser reads the script: older syntax is an error where the strict
 * one does, a hint where it may be chosen, and nothing where nobody can tell.
 */
export function withParser<T extends Finding>(
  findings: readonly T[],
  parser: () => StrictParser,
): readonly T[] {
  const isOlder = ({ code }: T): boolean => code === 'older-syntax';
  if (!findings.some(isOlder)) {
    return findings;
  }
  const reads = parser();
  return reads === null
    ? findings.filter(each => !isOlder(each))
    : findings.map(each =>
        isOlder(each) ? { ...each, severity: reads === 'in-force' ? 'error' : 'info' } : each,
      );
}
