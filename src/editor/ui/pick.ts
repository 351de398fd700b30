import * as vscode from 'vscode';
import { escapeIcons } from '../../core/iconLabel.ts';
import { applyHeading, type StepAnswer, type StepHeading } from './step.ts';

/** What a list asks. */
export interface PickQuestion {
  readonly placeholder: string;
  /** More than fits beside it: shown below, wrapped, or behind a button where VS Code has no room. */
  readonly details: string;
}

/** Leads to what {@link showPrompt} has no room for. */
export const detailsButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('question'),
  tooltip: vscode.l10n.t('Details'),
};

/** Shows a text whole, in a dialog that leaves the prompt as it is. */
export function showDetails(title: string, detail: string): void {
  void vscode.window.showInformationMessage(title, { modal: true, detail });
}

/** Chooses one of several where there is nothing to go back to; null where it was cancelled. */
export async function pickOne<T>(
  items: readonly (vscode.QuickPickItem & { readonly value: T })[],
  title: string,
  question: string | PickQuestion,
): Promise<T | null> {
  const answer = await pick(items, { title, step: 1, of: 1 }, question);
  return answer === null || answer === 'back' ? null : answer.value;
}

/** Chooses one of several, or goes back. */
export function pick<T>(
  items: readonly (vscode.QuickPickItem & { readonly value: T })[],
  heading: StepHeading,
  question: string | PickQuestion,
): Promise<StepAnswer<T>> {
  const asked = typeof question === 'string' ? { placeholder: question, details: '' } : question;
  return new Promise(resolve => {
    const input = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
    applyHeading(input, heading);
    input.items = items;
    input.placeholder = asked.placeholder;
    input.matchOnDetail = true;
    const cut = !showPrompt(input, asked.details) && asked.details !== '';
    input.buttons = [
      ...(heading.step > 1 ? [vscode.QuickInputButtons.Back] : []),
      ...(cut ? [detailsButton] : []),
    ];
    if (cut) {
      input.placeholder = asked.details;
    }
    input.onDidTriggerButton(button => {
      if (button === detailsButton) {
        showDetails(asked.placeholder, asked.details);
        return;
      }
      resolve('back');
      input.hide();
    });
    input.onDidAccept(() => {
      const [chosen] = input.selectedItems;
      resolve(chosen ? { value: chosen.value } : null);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    input.show();
  });
}

/** Shows a text below the box of a list, where it is wrapped; false before VS Code 1.108. */
export function showPrompt(input: vscode.QuickPick<vscode.QuickPickItem>, text: string): boolean {
  if (!('prompt' in input)) {
    return false;
  }
  (input as { prompt: string | undefined }).prompt = text === '' ? undefined : escapeIcons(text);
  return true;
}
