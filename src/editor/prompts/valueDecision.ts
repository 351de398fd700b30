import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { isQuestionable, type ValueAdvice } from '../../core/runs/plan/valueAdvice.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { pick } from '../ui/pick.ts';
import { type StepHeading } from '../ui/step.ts';

/** What becomes of a value that would not arrive as it was given. */
export type ValueDecision = 'as-is' | 'exact' | 'base64' | 'trim' | 'restore' | 'lines' | 'change';

/** A value that is to be stored, and what is known of it. */
export interface ValueToStore {
  readonly name: SecretName;
  readonly advice: ValueAdvice;
  /** With the line ends that it has lost, where they are known. */
  readonly whole: string | null;
  /** Whether base64 would bring that there. */
  readonly wholeInBase64: boolean;
}

const inBase64 = vscode.l10n.t(
  'Arrives complete. The script decodes it with a line that you can copy',
);

type Choice = vscode.QuickPickItem & { readonly value: ValueDecision };

/** Says what would come of a value, and lets the developer choose; not where nothing would. */
export async function decide(
  considered: ValueToStore,
  heading: StepHeading,
): Promise<ValueDecision> {
  const { name, advice, whole } = considered;
  const lost = whole !== null || advice.lineEnds !== null;
  if (!lost && !isQuestionable(advice)) {
    return 'as-is';
  }
  const choices = lost ? lossChoices(considered) : arrivalChoices(advice);
  const texts = lost ? lossText(considered) : adviceTexts(advice);
  const answer = await pick(choices, heading, {
    placeholder: vscode.l10n.t(
      'The value of {0} would not arrive as it is. Choose what to do with it.',
      name,
    ),
    details: `${name}: ${texts.join('; ')}.`,
  });
  return answer === null || answer === 'back' ? 'change' : answer.value;
}

function adviceTexts({ consequences, padded }: ValueAdvice): readonly string[] {
  return [
    ...(padded ? [vscode.l10n.t('spaces or line breaks at its start or end')] : []),
    ...consequences.map(({ text }) => text),
  ];
}

function lossText({ advice, whole }: ValueToStore): readonly string[] {
  if (advice.lineEnds?.how === 'escapes') {
    return [
      vscode.l10n.t(
        'its line breaks are written as \\n, which programs that read keys do not understand',
      ),
    ];
  }
  return whole !== null && advice.lineEnds === null
    ? [vscode.l10n.t('line breaks are lost: this box has one line, and you pasted several')]
    : [vscode.l10n.t('a key without its line breaks, which no program can read')];
}

function lossChoices({ whole, wholeInBase64 }: ValueToStore): readonly Choice[] {
  const had = whole?.trimEnd().split(/\r\n|\r|\n/).length ?? 0;
  return [
    ...(whole === null
      ? []
      : [
          {
            label: wholeInBase64
              ? plural(
                  had,
                  vscode.l10n.t('Restore Its 1 Line and Store It in Base64'),
                  vscode.l10n.t('Restore Its {0} Lines and Store It in Base64', had),
                )
              : plural(
                  had,
                  vscode.l10n.t('Restore Its 1 Line'),
                  vscode.l10n.t('Restore Its {0} Lines', had),
                ),
            detail: wholeInBase64 ? inBase64 : vscode.l10n.t('As it was before pasting'),
            value: 'restore' as const,
          },
        ]),
    {
      label: vscode.l10n.t('Edit as Several Lines'),
      detail: vscode.l10n.t('To see and change it before anything is stored'),
      value: 'lines',
    },
    {
      label: vscode.l10n.t('Change the Value'),
      detail: vscode.l10n.t('Nothing is stored yet'),
      value: 'change',
    },
    {
      label: vscode.l10n.t('Store It as It Is'),
      detail: vscode.l10n.t('In one line'),
      value: 'as-is',
    },
  ];
}

function arrivalChoices(advice: ValueAdvice): readonly Choice[] {
  return [
    ...(advice.padded
      ? [
          {
            label: vscode.l10n.t('Trim It'),
            detail: vscode.l10n.t('Without the spaces and line breaks at its ends'),
            value: 'trim' as const,
          },
        ]
      : []),
    ...(advice.base64
      ? [
          {
            label: vscode.l10n.t('Store It in Base64'),
            detail: inBase64,
            value: 'base64' as const,
          },
        ]
      : []),
    ...(advice.exact
      ? [
          {
            label: vscode.l10n.t('Escape It in Runs'),
            detail: vscode.l10n.t(
              'Arrives exactly. Only for a secret that no computed name, such as secrets[…], can read',
            ),
            value: 'exact' as const,
          },
        ]
      : []),
    {
      label: vscode.l10n.t('Change the Value'),
      detail: vscode.l10n.t('Nothing is stored yet'),
      value: 'change',
    },
    {
      label: vscode.l10n.t('Store It as It Is'),
      detail:
        advice.consequences.length === 0
          ? vscode.l10n.t('Including the characters at its ends')
          : vscode.l10n.t('The effect stays as described'),
      value: 'as-is',
    },
  ];
}
