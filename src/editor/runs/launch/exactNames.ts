import type * as vscode from 'vscode';

const key = 'exact arrival';

/**
 * The secrets that runs of this workspace escape although some code computes names: the developer
 * has said that none of them is theirs. Names, never values.
 */
export class ExactNames {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  readonly all = (): readonly string[] => this.#state.get<readonly string[]>(key, []);

  async add(name: string): Promise<void> {
    await this.#state.update(key, [...new Set([...this.all(), name])]);
  }

  async delete(name: string): Promise<void> {
    await this.#state.update(
      key,
      this.all().filter(other => other !== name),
    );
  }
}
