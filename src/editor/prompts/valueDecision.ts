import type * as vscode from 'vscode';
import { count } from '../../core/count.ts';
import { isQuestionable, type ValueAdvice } from '../../core/runs/plan/valueAdvice.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { pick, type StepHead } from '../ui/step.ts';

/** What becomes of a value that would not arrive as it was given. */
export type ValueDecision = 'as-is' | 'exact' | 'base64' | 'trim' | 'restore' | 'lines' | 'change';

/** A value that is to be stored, and what is known of it. */
export interface Considered {
  readonly name: SecretName;
  readonly advice: ValueAdvice;
  /** With the line ends that it has lost, where they are known. */
  readonly whole: string | null;
  /** Whether base64 would bring that there. */
  readonly wholeInBase64: boolean;
}

const inBase64 = 'Arrives whole; the script decodes it, by a line that you get to copy';

type Choice = vscode.QuickPickItem & { readonly value: ValueDecision };

/** Says what would come of a value, and lets the developer choose; not where nothing would. */
export async function decide(considered: Considered, headed: StepHead): Promise<ValueDecision> {
  const { name, advice, whole } = considered;
  const lost = whole !== null || advice.lineEnds !== null;
  if (!lost && !isQuestionable(advice)) {
    return 'as-is';
  }
  const choices = lost ? lossChoices(considered) : arrivalChoices(advice);
  const texts = lost ? lossText(considered) : adviceTexts(advice);
  const answer = await pick(choices, headed, {
    placeholder: `What becomes of the value of ${name}?`,
    details: `${name}: ${texts.join('; ')}.`,
  });
  return answer === null || answer === 'back' ? 'change' : answer.value;
}

function adviceTexts({ consequences, padded }: ValueAdvice): readonly string[] {
  return [
    ...(padded ? ['blanks or line ends stand at an end of it'] : []),
    ...consequences.map(({ text }) => text),
  ];
}

function lossText({ advice, whole }: Considered): readonly string[] {
  if (advice.lineEnds?.how === 'escapes') {
    return ['its line ends are written \\n, which nothing that reads keys understands'];
  }
  return whole !== null && advice.lineEnds === null
    ? ['line ends are lost: a box has one line, and you pasted several']
    : ['a key without its line ends, which nothing can read: a box has one line'];
}

function lossChoices({ whole, wholeInBase64 }: Considered): readonly Choice[] {
  const had = whole?.trimEnd().split(/\r\n|\r|\n/).length ?? 0;
  return [
    ...(whole === null
      ? []
      : [
          {
            label: `Restore Its ${count(had, 'Line')}${wholeInBase64 ? ' and Store It in Base64' : ''}`,
            detail: wholeInBase64 ? inBase64 : 'As it was before it was pasted',
            value: 'restore' as const,
          },
        ]),
    {
      label: 'Open It in Several Lines',
      detail: 'To see and change it before anything is stored',
      value: 'lines',
    },
    { label: 'Change the Value', detail: 'Nothing is stored yet', value: 'change' },
    { label: 'Store It as It Is', detail: 'In one line', value: 'as-is' },
  ];
}

function arrivalChoices(advice: ValueAdvice): readonly Choice[] {
  return [
    ...(advice.padded
      ? [
          {
            label: 'Trim It',
            detail: 'Without the blanks and line ends at its ends',
            value: 'trim' as const,
          },
        ]
      : []),
    ...(advice.base64
      ? [
          {
            label: 'Store It in Base64',
            detail: inBase64,
            value: 'base64' as const,
          },
        ]
      : []),
    ...(advice.exact
      ? [
          {
            label: 'Let Runs Escape It',
            detail: 'Arrives exactly. For a secret that no computed name means: secrets[…]',
            value: 'exact' as const,
          },
        ]
      : []),
    { label: 'Change the Value', detail: 'Nothing is stored yet', value: 'change' },
    {
      label: 'Store It as It Is',
      detail:
        advice.consequences.length === 0 ? 'With what stands at its ends' : 'And live with it',
      value: 'as-is',
    },
  ];
}
