import * as l10n from '@vscode/l10n';
import { type Consequence } from './consequence.ts';
import type { ArrivalProblem } from './valueTraits.ts';

/**
 * What happens to a value on its way to those who read it. The cause comes first and is short: the
 * end of a row may be cut off.
 */
export function arrivalConsequence(problem: ArrivalProblem, readers: string): Consequence {
  switch (problem.kind) {
    case 'executes':
      return {
        severity: 'error',
        text: l10n.t('backticks or quotes: part of it would run as a command in {0}', readers),
      };
    case 'loses-quotes':
      return {
        severity: 'warning',
        text: l10n.t('double quotes: they are lost in {0}', readers),
      };
    case 'loses-backslashes':
      return {
        severity: 'warning',
        text: l10n.t('backslashes: some are lost in {0}', readers),
      };
    case 'task-fails':
      return {
        severity: 'error',
        text: l10n.t(
          '{0}: {1} will fail before the script starts',
          failing[problem.because],
          readers,
        ),
      };
    case 'withholds-all':
      return {
        severity: 'error',
        text: l10n.t('a NUL character: no task of the run gets any secret'),
      };
    case 'leaks':
      return {
        severity: 'warning',
        text: l10n.t(
          'it contains the name {0}: tasks that declare {0} also get it',
          problem.into.join(', '),
        ),
      };
  }
}

/** Of a value that cannot be copied to where tasks of a cloud would read it. */
export const tooLargeForCloud: Consequence = {
  severity: 'error',
  text: l10n.t(
    'over 64 KiB, the limit of a secret in AWS or Google Cloud. Nothing will be started',
  ),
};

/** What to tell of a delicate value where no test has shown what this Nextflow does with it. */
export function unknownArrival(version: string | null, readers: string): Consequence {
  const which =
    version === null
      ? l10n.t('this Nextflow, whose version is not known')
      : l10n.t('Nextflow {0}', version);
  return {
    severity: 'warning',
    text: l10n.t(
      'quotes, backslashes, backticks or dollar signs: not tested in {0} with {1}',
      readers,
      which,
    ),
  };
}

/** Of a value that was a key of several lines. */
export const brokenKeyConsequence: Consequence = {
  severity: 'warning',
  text: l10n.t('a key without its line breaks: no program can read it'),
};

/** Of a value that stays visible wherever the run shows it. */
export const shortConsequence: Consequence = {
  severity: 'info',
  text: l10n.t('is too short to be redacted from the output or searched for'),
};

/** Of a value that any run prints, secret or not. */
export const commonConsequence: Consequence = {
  severity: 'warning',
  text: l10n.t(
    'a common word or number, or a name of this pipeline, its paths, its user or machine. It is not redacted from the output and not searched for, because it also occurs in harmless text',
  ),
  brief: l10n.t('a common word, number or name: not redacted and not searched for'),
};

const failing: Readonly<
  Record<Extract<ArrivalProblem, { kind: 'task-fails' }>['because'], string>
> = {
  newline: l10n.t('several lines'),
  quote: l10n.t('an unclosed double quote'),
  backslash: l10n.t('a backslash at its end or before a dollar sign'),
  backtick: l10n.t('an unclosed backtick'),
  'too-long': l10n.t('over 128 KiB, the limit of an environment variable'),
};
