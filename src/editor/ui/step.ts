import type * as vscode from 'vscode';

/** What a prompt gives: an answer, the wish to go back, or null where it was cancelled. */
export type StepAnswer<T> = { readonly value: T } | 'back' | null;

/** Title and step of a prompt in a flow: `Add Secret (2 of 3)`. */
export interface StepHeading {
  readonly title: string;
  readonly step: number;
  readonly of: number;
}

/** Sets what every prompt of a flow has in common. */
export function applyHeading(input: vscode.QuickInput, { title, step, of }: StepHeading): void {
  input.title = title;
  if (of > 1) {
    input.step = step;
    input.totalSteps = of;
  }
  // What was typed must not be lost to a click beside it.
  input.ignoreFocusOut = true;
}
