import type * as vscode from 'vscode';
import { type LaunchOptions, parseLaunchOptions } from '../../../core/runs/launch/launchOptions.ts';

/** Remembers what was launched last, of each folder and script. Names and paths, never values. */
export class LaunchMemory {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** The last launch from a workspace folder, by its URI. */
  last(folder: string): LaunchOptions | null {
    return parseLaunchOptions(this.#state.get(key(folder)));
  }

  /** The last launch of a script from there. */
  lastOf(folder: string, script: string): LaunchOptions | null {
    const last = this.last(folder);
    return last?.script === script
      ? last
      : parseLaunchOptions(this.#state.get(key(folder, script)));
  }

  async keep(folder: string, options: LaunchOptions): Promise<void> {
    await this.#state.update(key(folder), options);
    await this.#state.update(key(folder, options.script), options);
  }
}

function key(folder: string, ...script: readonly string[]): string {
  return ['launch', folder, ...script].join(' ');
}
