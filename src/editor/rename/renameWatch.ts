import type { Subscription } from '../../services/async/event.ts';
import { type CodeRenamed, offerStoredRename, type StoredRenameDeps } from './offerStoredRename.ts';

/**
 * Waits until the code has the new name, which a preview may put off or prevent, and then offers to
 * rename what is stored; and offers the way back when the code is undone.
 */
export class RenameWatch {
  readonly #deps: StoredRenameDeps;
  readonly #subscription: Subscription;
  #expected: (CodeRenamed & { readonly whole: boolean }) | null = null;

  constructor(deps: StoredRenameDeps) {
    this.#deps = deps;
    this.#subscription = deps.index.onDidChange(() => {
      this.#look();
    });
  }

  /** The newest one is waited for. */
  expect(rename: CodeRenamed): void {
    this.#expected = { ...rename, whole: false };
  }

  /**
   * Makes a rename that takes what is stored along, so that nothing is offered for it; its way back
   * is waited for. `change` says whether the code was changed; where it was not, all is as before.
   */
  async whole(rename: CodeRenamed, change: () => PromiseLike<boolean>): Promise<boolean> {
    const before = this.#expected;
    this.#expected = { ...rename, whole: true };
    const changed = await change();
    if (!changed) {
      this.#expected = before;
    }
    return changed;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(): void {
    const expected = this.#expected;
    if (!expected || this.#uses(expected, expected.from) || !this.#uses(expected, expected.to)) {
      return;
    }
    const { from, to, folders, whole } = expected;
    this.expect({ from: to, to: from, folders });
    if (!whole) {
      void offerStoredRename(this.#deps, expected);
    }
  }

  #uses({ folders }: CodeRenamed, name: string): boolean {
    return this.#deps.index
      .uses()
      .some(({ reference, file }) => reference.name === name && folders.includes(file.folder));
  }
}
