import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './until.ts';

/** What to do in one prompt: type a text, choose rows by their labels, press a button, open a file. */
export type Answer = string | RegExp | readonly (string | RegExp)[] | vscode.Uri;

type Ask = (...args: never[]) => unknown;

/** Runs a command of ours with these answers to what it asks; gives what it has shown. */
export async function answered(
  id: string,
  argument: unknown,
  ...answers: readonly Answer[]
): Promise<string> {
  using given = new Answers(...answers);
  await vscode.commands.executeCommand(`nextflowSecrets.${id}`, argument);
  assert.equal(given.left, 0, `not asked for all: ${given.shown.join(' / ')}`);
  return given.shown.join('\n');
}

/**
 * Answers what a command asks, in order. Input boxes and lists of the extension's own making are
 * the real ones, accepted as Enter does; dialogs, which VS Code does not show in tests, and its
 * ready-made lists are answered in its place. What was shown is kept in `shown`.
 */
export class Answers {
  readonly shown: string[] = [];
  readonly #answers: Answer[];
  readonly #restore: (() => void)[] = [];

  constructor(...answers: readonly Answer[]) {
    this.#answers = [...answers];
    this.#replace('createInputBox', make => () => this.#box(make()));
    this.#replace('createQuickPick', make => () => this.#list(make()));
    this.#replace(
      'showQuickPick',
      () => (items: readonly vscode.QuickPickItem[], options: Options) =>
        Promise.resolve(this.#rows(items, options)),
    );
    for (const kind of [
      'showWarningMessage',
      'showInformationMessage',
      'showErrorMessage',
    ] as const) {
      this.#replace(
        kind,
        () =>
          (text: string, ...rest: readonly unknown[]) =>
            Promise.resolve(this.#dialog(text, rest)),
      );
    }
    this.#replace('showInputBox', () => (options: vscode.InputBoxOptions) => {
      this.#note([options.title ?? '', options.prompt ?? '', options.value ?? '']);
      return Promise.resolve(this.#answers.shift());
    });
    this.#replace('showSaveDialog', () => (options?: vscode.SaveDialogOptions) => {
      this.#note([options?.title ?? 'Save']);
      return Promise.resolve(this.#answers.shift());
    });
    this.#replace('showOpenDialog', () => (options?: vscode.OpenDialogOptions) => {
      this.#note([options?.title ?? 'Open']);
      const answer = this.#answers.shift();
      return Promise.resolve(answer === undefined ? undefined : [answer]);
    });
  }

  /** How many answers nobody asked for. */
  get left(): number {
    return this.#answers.length;
  }

  /** Answers what is asked from now on. */
  give(...answers: readonly Answer[]): void {
    this.#answers.push(...answers);
  }

  [Symbol.dispose](): void {
    this.#restore.forEach(restore => {
      restore();
    });
  }

  #replace(name: keyof typeof vscode.window, by: (make: () => never) => Ask): void {
    const window = vscode.window as unknown as Record<string, Ask>;
    const own: Ask = window[name] ?? assert.fail(name);
    window[name] = by(() => (own as () => never)());
    this.#restore.push(() => {
      window[name] = own;
    });
  }

  #box(box: vscode.InputBox): vscode.InputBox {
    return this.#driven(box, answer => {
      box.value = String(answer);
      return () => true;
    });
  }

  #list(list: Pick): Pick {
    let confirmed: vscode.QuickPickItem | undefined;
    list.onDidChangeActive(active => {
      [confirmed] = active;
    });
    return this.#driven(list, answer => {
      const chosen = list.items.filter(item => matches(item, answer));
      this.#note(rowsOf(list));
      if (list.canSelectMany) {
        list.selectedItems = chosen;
        return () => true;
      }
      list.activeItems = chosen.slice(0, 1);
      // Enter before the window has followed would take the first row.
      return () => chosen[0] === list.items[0] || chosen[0] === confirmed;
    });
  }

  /** `give` answers with whether the window shows what was given. */
  #driven<T extends vscode.InputBox | Pick>(input: T, give: (answer: Answer) => () => boolean): T {
    const [show, dispose] = [input.show.bind(input), input.dispose.bind(input)];
    let over = false;
    // Its own listener may dispose it, and then no other hears that it was hidden.
    input.dispose = () => {
      over = true;
      dispose();
    };
    input.show = () => {
      show();
      this.#note([input.title ?? '', input.placeholder ?? '', promptOf(input)]);
      const answer = this.#answers.shift();
      input.onDidHide(() => {
        over = true;
      });
      if (answer === undefined) {
        this.#note('items' in input ? rowsOf(input) : []);
        input.hide();
        return;
      }
      // What is set here and what the window shows agree a moment later, so Enter comes after it;
      // it is pressed until the prompt is gone.
      void until(async () => {
        const shows = give(answer);
        await new Promise(resolve => setTimeout(resolve, 200));
        if (!over && shows()) {
          await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        }
        return over;
      });
    };
    return input;
  }

  #rows(items: readonly vscode.QuickPickItem[], options: Options): unknown {
    this.#note([options.title ?? '', options.placeHolder ?? '']);
    this.#note(
      items.map(
        ({ label, description, detail }) => `${label} ${description ?? ''} ${detail ?? ''}`,
      ),
    );
    const answer = this.#answers.shift();
    const chosen = items.filter(item =>
      answer === undefined ? item.picked === true : matches(item, answer),
    );
    return options.canPickMany ? chosen : chosen[0];
  }

  #dialog(text: string, rest: readonly unknown[]): string | undefined {
    const modal = rest.find(part => typeof part === 'object') as vscode.MessageOptions | undefined;
    this.#note([text, modal?.detail ?? '']);
    const answer = this.#answers[0];
    const button = rest.find(
      part =>
        typeof part === 'string' &&
        (answer instanceof RegExp ? answer.test(part) : part === answer),
    );
    if (button !== undefined) {
      this.#answers.shift();
    }
    return button as string | undefined;
  }

  #note(texts: readonly string[]): void {
    this.shown.push(...texts.filter(text => text !== ''));
  }
}

/** The text below a box, or below a list, whose type has none before VS Code 1.108. */
function promptOf(input: object): string {
  return 'prompt' in input && typeof input.prompt === 'string' ? input.prompt : '';
}

type Pick = vscode.QuickPick<vscode.QuickPickItem>;
type Options = vscode.QuickPickOptions;

function rowsOf({ items }: Pick): readonly string[] {
  return items.map(({ label, description, detail }) =>
    [label, description ?? '', detail ?? ''].filter(text => text !== '').join(' '),
  );
}

function matches({ label }: vscode.QuickPickItem, answer: Answer): boolean {
  const wanted = Array.isArray(answer) ? (answer as readonly (string | RegExp)[]) : [answer];
  return wanted.some(one =>
    one instanceof RegExp ? one.test(label) : label.replace(/^\$\([\w-]+\) /, '') === one,
  );
}
