import * as vscode from 'vscode';

/** What a prompt gives: an answer, the wish to go back, or null where it was cancelled. */
export type Answer<T> = { readonly value: T } | 'back' | null;

/** A button of a prompt and what it answers. */
export interface StepButton<T> {
  readonly button: vscode.QuickInputButton;
  readonly press: () => Promise<Answer<T> | undefined> | Answer<T> | undefined;
}

/** How a prompt of a flow is headed: `Add Secret (2 of 3)`. */
export interface StepHead {
  readonly title: string;
  readonly step: number;
  readonly of: number;
}

/** Sets what every prompt of a flow has in common. */
export function head(input: vscode.QuickInput, { title, step, of }: StepHead): void {
  input.title = title;
  if (of > 1) {
    input.step = step;
    input.totalSteps = of;
  }
  // What was typed must not be lost to a click beside it.
  input.ignoreFocusOut = true;
}

/** Chooses one of several, or goes back. */
export function pick<T>(
  items: readonly (vscode.QuickPickItem & { readonly value: T })[],
  headed: StepHead,
  placeholder: string,
): Promise<Answer<T>> {
  return new Promise(resolve => {
    const input = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
    head(input, headed);
    input.items = items;
    input.placeholder = placeholder;
    input.matchOnDetail = true;
    input.buttons = headed.step > 1 ? [vscode.QuickInputButtons.Back] : [];
    input.onDidTriggerButton(() => {
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
