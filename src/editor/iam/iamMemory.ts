import type * as vscode from 'vscode';
import { parseKnown, type PlaceholderValues } from '../../core/iam/policyPlaceholder.ts';

/** Remembers in this workspace what was answered about placeholders and roles. Never a value. */
export class IamMemory {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get known(): PlaceholderValues {
    return parseKnown(this.#state.get<Record<string, unknown>>(knownKey, {}));
  }

  /** Names of roles by the id of what they are for. */
  get names(): Readonly<Record<string, string>> {
    return this.#state.get<Record<string, string>>(namesKey, {});
  }

  async keep(known: PlaceholderValues): Promise<void> {
    await this.#state.update(knownKey, { ...this.known, ...known });
  }

  async name(role: string, name: string): Promise<void> {
    await this.#state.update(namesKey, { ...this.names, [role]: name });
  }
}

const knownKey = 'iam placeholders';
const namesKey = 'iam role names';
