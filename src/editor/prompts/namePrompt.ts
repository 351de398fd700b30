import * as vscode from 'vscode';
import type { Catalog } from '../../core/catalog.ts';
import { parseSecretName, suggestName, type SecretName } from '../../core/name.ts';
import { nameProblemText } from '../../core/nameProblemText.ts';
import { scopeKey, type SecretScope } from '../../core/scope.ts';
import { head, type Answer, type StepHead } from './step.ts';

const useSuggestion: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('lightbulb'),
  tooltip: 'Use the suggested name',
};

/** Asks for the name of a new secret, checked as it is typed. */
export function askName(
  catalog: Catalog,
  scope: SecretScope,
  headed: StepHead,
): Promise<Answer<SecretName>> {
  return new Promise(resolve => {
    const input = vscode.window.createInputBox();
    head(input, headed);
    input.prompt = 'The name that the pipeline uses: letters, digits and single underscores';
    input.placeholder = 'DB_PASSWORD';
    const check = (): SecretName | null => {
      const { name, message } = judge(input.value, catalog, scope);
      input.validationMessage = message;
      const suggestion = name ? null : suggestName(input.value);
      const back = headed.step > 1 ? [vscode.QuickInputButtons.Back] : [];
      input.buttons = suggestion ? [...back, useSuggestion] : back;
      return name;
    };
    input.onDidChangeValue(check);
    input.onDidTriggerButton(button => {
      if (button === useSuggestion) {
        input.value = suggestName(input.value) ?? input.value;
        check();
      } else {
        resolve('back');
        input.hide();
      }
    });
    input.onDidAccept(() => {
      const name = check();
      if (name) {
        resolve({ value: name });
        input.hide();
      }
    });
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    input.show();
  });
}

interface Judgement {
  /** Null where it cannot be taken. */
  readonly name: SecretName | null;
  readonly message: vscode.InputBoxValidationMessage | undefined;
}

function judge(text: string, catalog: Catalog, scope: SecretScope): Judgement {
  if (text === '') {
    return { name: null, message: undefined };
  }
  const parsed = parseSecretName(text);
  if (!parsed.ok) {
    const suggestion = suggestName(text);
    const offer = suggestion ? ` Try ${suggestion}.` : '';
    const message = `${nameProblemText(parsed.error)}${offer}`;
    return { name: null, message: { message, severity: vscode.InputBoxValidationSeverity.Error } };
  }
  const name = parsed.value;
  const taken = catalog.scopes.filter(
    ({ state }) => state.kind === 'loaded' && state.records.some(record => record.name === name),
  );
  if (taken.some(entry => scopeKey(entry.scope) === scopeKey(scope))) {
    const message = `${name} exists already: update its value instead.`;
    return { name: null, message: { message, severity: vscode.InputBoxValidationSeverity.Error } };
  }
  if (taken.length > 0) {
    const message =
      scope.kind === 'user'
        ? `It will override the workspace’s ${name}.`
        : `It will be overridden by your ${name}.`;
    return { name, message: { message, severity: vscode.InputBoxValidationSeverity.Info } };
  }
  return { name, message: undefined };
}
