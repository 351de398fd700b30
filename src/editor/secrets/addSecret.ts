import * as vscode from 'vscode';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import { type SecretScope, userScope } from '../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import { textField } from '../commandArguments.ts';
import { askName } from '../prompts/askName.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { askValue } from '../prompts/valuePrompt.ts';
import { secretRow } from '../ui/secretRow.ts';
import { showFailure } from '../ui/showFailure.ts';
import type { StepAnswer, StepHeading } from '../ui/step.ts';
import { working } from '../ui/working.ts';
import { type SecretsDeps, showOutcome, unchangeable, valueCheck } from './secretsDeps.ts';

/** What a lens, a fix or a row says of the secret to add. Never its value. */
interface Given {
  readonly name: SecretName | null;
  readonly scope: SecretScope | null;
  /** URI of the folder whose scopes are offered; null offers all. */
  readonly folder: string | null;
}

/** Adds a secret: where, its name, its value, each asked for unless it is given. */
export async function addSecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  const given = readGiven(argument);
  if (isRefused(deps, given.scope)) {
    return;
  }
  const answers = await ask(deps, given);
  if (answers) {
    const { scope, name, value } = answers;
    const done = await working(vscode.l10n.t('Adding {0}', name), signal =>
      deps.editor.add(scope, name, value, signal),
    );
    showOutcome(done, vscode.l10n.t('{0} is added to {1}', name, scopeText(scope)));
  }
}

/** Tells why nothing can be added to a scope, before anything is typed. */
function isRefused(deps: SecretsDeps, scope: SecretScope | null): boolean {
  const refused = scope && unchangeable(deps, scope, 'add secrets');
  if (refused) {
    showFailure(refused);
  }
  return refused !== null;
}

interface Answers {
  scope: SecretScope | null;
  name: SecretName | null;
  value: SecretValue | null;
}
type Ask = (heading: StepHeading) => Promise<'next' | 'back' | 'cancel'>;

/** Asks step by step; a step that is left backwards is asked again with what it had. */
async function ask(deps: SecretsDeps, given: Given) {
  const scopes = scopesHere().filter(
    scope => scope.kind === 'user' || given.folder === null || scope.folder === given.folder,
  );
  const answers: Answers = {
    scope: given.scope ?? scopes[0] ?? null,
    name: given.name,
    value: null,
  };
  const steps: Ask[] = [
    ...(given.scope === null && scopes.length > 1
      ? [
          async (heading: StepHeading) => {
            const way = await taken(askScope(scopes, heading), scope => (answers.scope = scope));
            return way === 'next' && isRefused(deps, answers.scope) ? 'cancel' : way;
          },
        ]
      : []),
    ...(given.name === null
      ? [
          (heading: StepHeading) =>
            taken(
              askName(
                {
                  catalog: deps.catalog.current,
                  scope: answers.scope ?? userScope,
                  missing: deps.view.missing(),
                },
                heading,
              ),
              name => (answers.name = name),
            ),
        ]
      : []),
    heading =>
      answers.name === null
        ? Promise.resolve('cancel')
        : taken(
            askValue(answers.name, {
              heading,
              check: valueCheck(deps, answers.scope ?? userScope),
            }),
            value => {
              answers.value = value === 'skip' ? null : value;
            },
          ),
  ];
  await walk(
    steps,
    given.name === null ? vscode.l10n.t('Add Secret') : vscode.l10n.t('Add Secret {0}', given.name),
  );
  const { scope, name, value } = answers;
  return scope && name && value ? { scope, name, value } : null;
}

/** Goes through the steps forwards and backwards until one is cancelled or the last is done. */
async function walk(steps: readonly Ask[], title: string): Promise<void> {
  let at = 0;
  while (at >= 0 && at < steps.length) {
    const way = await steps[at]?.({ title, step: at + 1, of: steps.length });
    if (way !== 'next' && way !== 'back') {
      return;
    }
    at += way === 'next' ? 1 : -1;
  }
}

async function taken<T>(
  asked: Promise<StepAnswer<T>>,
  take: (value: T) => void,
): Promise<'next' | 'back' | 'cancel'> {
  const answer = await asked;
  if (answer === null || answer === 'back') {
    return answer ?? 'cancel';
  }
  take(answer.value);
  return 'next';
}

function readGiven(argument: unknown): Given {
  const node = secretRow(argument);
  if (node) {
    // The button in the view's title passes the row with the focus; only a scope says where to add.
    return { name: null, scope: node.kind === 'scope' ? node.scope : null, folder: null };
  }
  const text = textField(argument, 'name');
  const parsed = text === null ? null : parseSecretName(text);
  if (parsed && !parsed.ok) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot name a secret: choose another name.', text ?? ''),
    );
  }
  return {
    name: parsed?.ok ? parsed.value : null,
    scope: null,
    folder: textField(argument, 'folder'),
  };
}
