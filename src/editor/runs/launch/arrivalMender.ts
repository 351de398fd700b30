import * as vscode from 'vscode';
import { toBase64 } from '../../../core/arrival/toBase64.ts';
import { escapeIcons } from '../../../core/iconLabel.ts';
import type { PlannedSecret } from '../../../core/runs/plan/plan.ts';
import { SecretValue } from '../../../core/secrets/secretValue.ts';
import type { SecretEditor } from '../../../services/catalog/secretEditor.ts';
import { scopeText } from '../../prompts/askScope.ts';
import { offerDecodeLines } from '../../prompts/offerDecodeLines.ts';
import { pick, pickOne } from '../../ui/pick.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import type { ExactNames } from './exactNames.ts';

/** What mending works with. */
export interface MenderDeps {
  readonly editor: SecretEditor;
  readonly exact: ExactNames;
}

/** Whether something can be done so that a planned secret arrives exactly, or was. */
export function isMendable({ base64, exact, canary }: PlannedSecret): boolean {
  return canary !== true && (base64 || exact !== 'no');
}

type Mending = 'base64' | 'escape' | 'leave';

/** Changes how the value of a planned secret arrives, in the ways that adding one offers. */
export class ArrivalMender {
  readonly #deps: MenderDeps;

  constructor(deps: MenderDeps) {
    this.#deps = deps;
  }

  /** Asks which secret, unless it is named or there is only one. */
  async mend(published: readonly PlannedSecret[], name: string | null): Promise<void> {
    const mendable = published.filter(isMendable);
    const named = name === null ? mendable : mendable.filter(secret => secret.name === name);
    const secret = named.length > 1 ? await this.#ask(named) : named[0];
    if (!secret) {
      return;
    }
    switch (await this.#askHow(secret)) {
      case 'base64':
        await this.#encode(secret);
        break;
      case 'escape':
        await this.#deps.exact.add(secret.name);
        break;
      case 'leave':
        await this.#deps.exact.delete(secret.name);
        break;
      case null:
        break;
    }
  }

  async #ask(secrets: readonly PlannedSecret[]): Promise<PlannedSecret | undefined> {
    const items = secrets.map(secret => ({
      label: secret.name,
      detail: escapeIcons(secret.consequences[0]?.text ?? ''),
      value: secret,
    }));
    const answer = await pick(items, { title, step: 1, of: 1 }, vscode.l10n.t('Choose a secret'));
    return answer === null || answer === 'back' ? undefined : answer.value;
  }

  async #askHow({
    name,
    winner,
    base64,
    exact,
    consequences,
  }: PlannedSecret): Promise<Mending | null> {
    const items = [
      ...(base64
        ? [
            {
              label: vscode.l10n.t('Store It in Base64'),
              detail: vscode.l10n.t(
                'Replaces it in {0}. The script decodes it',
                scopeText(winner.scope),
              ),
              value: 'base64' as const,
            },
          ]
        : []),
      exact === 'chosen'
        ? {
            label: vscode.l10n.t('Do Not Escape It in Runs'),
            detail: vscode.l10n.t('It arrives as the shell reads it'),
            value: 'leave' as const,
          }
        : null,
      exact === 'offered'
        ? {
            label: vscode.l10n.t('Escape It in Runs'),
            detail: vscode.l10n.t(
              'Arrives exactly. Only for a secret that no computed name, such as secrets[…], can read',
            ),
            value: 'escape' as const,
          }
        : null,
    ].filter(item => item !== null);
    return pickOne<Mending>(items, `${title}: ${name}`, {
      placeholder: vscode.l10n.t('How should the value of {0} arrive?', name),
      details: consequences.map(({ text }) => text).join('; '),
    });
  }

  async #encode({ name, winner }: PlannedSecret): Promise<void> {
    const { editor } = this.#deps;
    const done = await working(vscode.l10n.t('Storing {0} in base64', name), async signal => {
      const value = await editor.read(winner.scope, name, signal);
      return value.ok
        ? editor.update(winner.scope, name, new SecretValue(toBase64(value.value.reveal())), signal)
        : value;
    });
    if (done && !done.ok) {
      showFailure(done.error);
    } else if (done) {
      void offerDecodeLines([name]); // Settles when the notification is answered.
    }
  }
}

const title = vscode.l10n.t('Change How a Value Arrives');
