import * as vscode from 'vscode';

const key = 'seqera-runs';

/** Whose runs on the Platform are shown; kept for the workspace. */
export class SeqeraFilter {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get whose(): 'mine' | 'all' {
    return this.#state.get(key) === 'all' ? 'all' : 'mine';
  }

  async choose(whose: 'mine' | 'all'): Promise<void> {
    await this.#state.update(key, whose);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
