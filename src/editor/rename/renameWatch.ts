import { parseSecretName } from '../../core/name.ts';
import type { Subscription } from '../../services/event.ts';
import { offerStoredRename, type StoredGround } from './storedRename.ts';

/** A rename of a secret in code, as far as stored secrets may follow it. */
export interface ExpectedRename {
  readonly from: string;
  readonly to: string;
  /** URIs of the folders whose code has it; null stands for files of none. */
  readonly folders: readonly (string | null)[];
  /** What to tell once it is done. */
  readonly remarks: readonly string[];
}

/**
 * Waits until the code has the new name, which a preview may put off or prevent, and then offers to
 * rename what is stored; and offers the way back when the code is undone.
 */
export class RenameWatch {
  readonly #ground: StoredGround;
  readonly #subscription: Subscription;
  #expected: ExpectedRename | null = null;

  constructor(ground: StoredGround) {
    this.#ground = ground;
    this.#subscription = ground.index.onDidChange(() => {
      this.#look();
    });
  }

  /** The newest one is waited for. */
  expect(rename: ExpectedRename): void {
    this.#expected = rename;
  }

  /** A rename that is done: waits for its way back. */
  expectBack({ from, to, folders }: ExpectedRename): void {
    this.#expected = { from: to, to: from, folders, remarks: [] };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(): void {
    const expected = this.#expected;
    if (!expected || this.#uses(expected, expected.from) || !this.#uses(expected, expected.to)) {
      return;
    }
    this.expectBack(expected);
    const to = parseSecretName(expected.to);
    if (to.ok) {
      void offerStoredRename(
        this.#ground,
        expected.from,
        to.value,
        expected.folders,
        expected.remarks,
      );
    }
  }

  #uses({ folders }: ExpectedRename, name: string): boolean {
    return this.#ground.index
      .uses()
      .some(({ reference, file }) => reference.name === name && folders.includes(file.folder));
  }
}
