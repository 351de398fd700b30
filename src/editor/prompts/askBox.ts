import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { lostLineEnds } from '../../core/lineEnds/lostLineEnds.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { applyHeading, type StepAnswer, type StepHeading } from '../ui/step.ts';
import type { PasteWatch } from './pasteWatch.ts';

/** What was typed, and by which way the value is given. */
export interface EnteredValue {
  readonly by: 'typed' | 'lines' | 'file' | 'skip';
  readonly text: string;
}

/** What a box for a value is told. */
export interface BoxOptions {
  readonly heading: StepHeading;
  readonly start: string;
  readonly canSkip: boolean;
  readonly watch: PasteWatch;
}

const reveal: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('eye'),
  tooltip: vscode.l10n.t('Show Value'),
};
const conceal: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('eye-closed'),
  tooltip: vscode.l10n.t('Hide Value'),
};
const lines: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('list-flat'),
  tooltip: vscode.l10n.t('Several lines…'),
};
const file: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('file'),
  tooltip: vscode.l10n.t('From a file…'),
};
const skip: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('debug-step-over'),
  tooltip: vscode.l10n.t('Skip this one'),
};
const ways = new Map<vscode.QuickInputButton, EnteredValue['by']>([
  [lines, 'lines'],
  [file, 'file'],
  [skip, 'skip'],
]);

/** Asks for a value in a masked box; its buttons lead to the other ways of giving it, and back. */
export function askBox(name: SecretName, options: BoxOptions): Promise<StepAnswer<EnteredValue>> {
  const { heading, start, canSkip, watch } = options;
  return new Promise(resolve => {
    const input = vscode.window.createInputBox();
    applyHeading(input, heading);
    input.password = true;
    input.value = start;
    input.prompt = vscode.l10n.t('The value of {0}', name);
    const showButtons = (): void => {
      const back = heading.step > 1 ? [vscode.QuickInputButtons.Back] : [];
      const eye = input.password ? reveal : conceal;
      input.buttons = [...back, eye, lines, file, ...(canSkip ? [skip] : [])];
    };
    showButtons();
    const leave = (answer: StepAnswer<EnteredValue>): void => {
      resolve(answer);
      input.hide();
    };
    const tellLoss = (): void => {
      input.validationMessage = lossMessage(input.value, watch);
    };
    input.onDidTriggerButton(button => {
      if (button === reveal || button === conceal) {
        input.password = !input.password;
        showButtons();
        return;
      }
      const way = ways.get(button);
      leave(way ? { value: { by: way, text: input.value } } : 'back');
    });
    input.onDidAccept(() => {
      if (input.value === '') {
        input.validationMessage = vscode.l10n.t(
          'A value cannot be empty. A run could not distinguish it from a missing secret.',
        );
        return;
      }
      if (watch.looking && !input.busy) {
        waitFor(input, watch.looking, () => {
          leave({ value: { by: 'typed', text: input.value } });
        });
        return;
      }
      leave({ value: { by: 'typed', text: input.value } });
    });
    input.onDidChangeValue(text => {
      watch.changed(text, tellLoss);
      tellLoss();
    });
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    tellLoss();
    input.show();
  });
}

/** What was pasted may be about to be known; who does not want to wait presses Enter again. */
function waitFor(input: vscode.InputBox, looking: Promise<void>, then: () => void): void {
  input.busy = true;
  input.validationMessage = {
    message: vscode.l10n.t('Checking the clipboard for lost line breaks. Press Enter to continue.'),
    severity: vscode.InputBoxValidationSeverity.Info,
  };
  void looking.then(() => {
    if (input.busy) {
      input.busy = false;
      then();
    }
  });
}

/** Says at once that the value is not what was pasted, while it can be looked at. */
function lossMessage(
  text: string,
  watch: PasteWatch,
): vscode.InputBoxValidationMessage | undefined {
  const whole = watch.restored(text);
  const had = whole?.trimEnd().split(/\r\n|\r|\n/).length ?? 0;
  const message =
    whole !== null
      ? plural(
          had,
          vscode.l10n.t('The pasted line was kept as one line. Press Enter to choose what to do.'),
          vscode.l10n.t(
            'The {0} pasted lines were joined into one, because this box has only one line. Press Enter to choose what to do.',
            had,
          ),
        )
      : lostLineEnds(text) !== null
        ? vscode.l10n.t('This is a key without its line breaks. Press Enter to choose what to do.')
        : null;
  return message === null
    ? undefined
    : { message, severity: vscode.InputBoxValidationSeverity.Warning };
}
