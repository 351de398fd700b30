import type * as vscode from 'vscode';
import { parseLaunchOptions, type LaunchOptions } from '../../core/runs/launchOptions.ts';

/** Remembers, for each workspace folder, what was launched last. Names and paths, never values. */
export class LaunchMemory {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  last(folder: string): LaunchOptions | null {
    return parseLaunchOptions(this.#state.get(key(folder)));
  }

  async keep(folder: string, options: LaunchOptions): Promise<void> {
    await this.#state.update(key(folder), options);
  }
}

function key(folder: string): string {
  return `launch ${folder}`;
}
