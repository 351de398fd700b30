import * as vscode from 'vscode';
import { toBase64 } from '../../core/base64.ts';
import type { SecretName } from '../../core/name.ts';
import { SecretValue } from '../../core/value.ts';
import { decodeLine, type ValueAdvice } from '../../core/valueAdvice.ts';
import { offerDecodeLines } from './decodeLines.ts';
import { askFileValue } from './fileValue.ts';
import { askLines } from './linesPanel.ts';
import { head, pick, type Answer, type StepHead } from './step.ts';
import { escapeIcons } from '../../core/iconLabel.ts';

/** What a value is checked against. */
export type Advise = (name: SecretName, value: string) => ValueAdvice;

/** An answer of the value prompt: a value, or the wish to leave this one out. */
export type ValueAnswer = SecretValue | 'skip';

const reveal: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('eye'),
  tooltip: 'Show what is typed',
};
const conceal: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('eye-closed'),
  tooltip: 'Hide what is typed',
};
const lines: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('list-flat'),
  tooltip: 'Several lines…',
};
const file: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('file'),
  tooltip: 'From a file…',
};
const skip: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('debug-step-over'),
  tooltip: 'Skip this one',
};

/** Asks for a value, and says before it is stored what a run would make of it. */
export async function askValue(
  name: SecretName,
  headed: StepHead,
  advise: Advise,
  canSkip: boolean,
): Promise<Answer<ValueAnswer>> {
  let typed = '';
  for (;;) {
    const answer = await askText(name, headed, typed, canSkip);
    if (answer === null || answer === 'back' || answer.value === 'skip') {
      return answer === null || answer === 'back' ? answer : { value: 'skip' };
    }
    typed = answer.value.text;
    const decided = await decide(name, typed, headed, advise);
    if (decided !== 'change') {
      return decided;
    }
  }
}

type Typed = { readonly text: string } | 'skip';

/** Asks in a masked box; its buttons lead to the other ways of giving a value, and back. */
async function askText(
  name: SecretName,
  headed: StepHead,
  start: string,
  canSkip: boolean,
): Promise<Answer<Typed>> {
  const boxed = await askBox(name, headed, start, canSkip);
  if (boxed === null || boxed === 'back' || boxed.value.by === 'skip') {
    return boxed === null || boxed === 'back' ? boxed : { value: 'skip' };
  }
  const { by, text } = boxed.value;
  if (by === 'typed') {
    return { value: { text } };
  }
  const other = by === 'lines' ? await askLines(name, text) : await askFileValue(name);
  return other === null ? askText(name, headed, text, canSkip) : { value: { text: other } };
}

interface Boxed {
  readonly by: 'typed' | 'lines' | 'file' | 'skip';
  readonly text: string;
}

function askBox(
  name: SecretName,
  headed: StepHead,
  start: string,
  canSkip: boolean,
): Promise<Answer<Boxed>> {
  return new Promise(resolve => {
    const input = vscode.window.createInputBox();
    head(input, headed);
    input.password = true;
    input.value = start;
    input.prompt = `The value of ${name}`;
    const showButtons = (): void => {
      const back = headed.step > 1 ? [vscode.QuickInputButtons.Back] : [];
      const eye = input.password ? reveal : conceal;
      input.buttons = [...back, eye, lines, file, ...(canSkip ? [skip] : [])];
    };
    showButtons();
    const leave = (answer: Answer<Boxed>): void => {
      resolve(answer);
      input.hide();
    };
    const by = new Map<vscode.QuickInputButton, Boxed['by']>([
      [lines, 'lines'],
      [file, 'file'],
      [skip, 'skip'],
    ]);
    input.onDidTriggerButton(button => {
      if (button === reveal || button === conceal) {
        input.password = !input.password;
        showButtons();
        return;
      }
      const way = by.get(button);
      leave(way ? { value: { by: way, text: input.value } } : 'back');
    });
    input.onDidAccept(() => {
      if (input.value === '') {
        input.validationMessage =
          'A value cannot be empty: a run could not tell it from a missing one.';
        return;
      }
      leave({ value: { by: 'typed', text: input.value } });
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    input.show();
  });
}

type Decision = 'as-is' | 'base64' | 'trim' | 'change';

/** Where a value would not arrive as it is, says so and lets the developer choose. */
async function decide(
  name: SecretName,
  text: string,
  headed: StepHead,
  advise: Advise,
): Promise<Answer<ValueAnswer> | 'change'> {
  const advice = advise(name, text);
  if (advice.consequences.length === 0 && !advice.padded) {
    return { value: new SecretValue(text) };
  }
  const items = choices(name, advice);
  const answer = await pick(items, headed, `${name}: ${problemText(advice)}`);
  if (answer === null || answer === 'back') {
    return 'change';
  }
  switch (answer.value) {
    case 'as-is':
      return { value: new SecretValue(text) };
    case 'trim':
      return decide(name, text.trim(), headed, advise);
    case 'base64':
      void offerDecodeLines([name]); // Settles when the notification is answered.
      return { value: new SecretValue(toBase64(text)) };
    case 'change':
      return 'change';
  }
}

function problemText({ consequences, padded }: ValueAdvice): string {
  const [first] = consequences;
  return first?.text ?? (padded ? 'blanks or line ends stand at an end of the value' : '');
}

function choices(
  name: SecretName,
  { consequences, padded, base64 }: ValueAdvice,
): readonly (vscode.QuickPickItem & { readonly value: Decision })[] {
  return [
    ...(padded
      ? [
          {
            label: 'Trim It',
            detail: 'Without the blanks and line ends at its ends',
            value: 'trim' as const,
          },
        ]
      : []),
    ...(base64
      ? [
          {
            label: 'Store It in Base64',
            detail: escapeIcons(`Arrives whole; the script decodes it: ${decodeLine(name)}`),
            value: 'base64' as const,
          },
        ]
      : []),
    { label: 'Change the Value', detail: 'Nothing is stored yet', value: 'change' as const },
    {
      label: 'Store It as It Is',
      detail:
        consequences.map(({ text }) => escapeIcons(text)).join('; ') ||
        'With what stands at its ends',
      value: 'as-is' as const,
    },
  ];
}
