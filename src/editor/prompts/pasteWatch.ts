import * as vscode from 'vscode';
import {
  type LossyPaste,
  lossyPaste,
  mayHaveLostLineEnds,
  restored,
} from '../../core/lineEnds/lossyPaste.ts';

/**
 * Finds out whether what is pasted into a box loses its line ends there. Of the clipboard only what
 * was pasted is kept, and only as long as the prompt.
 */
export class PasteWatch {
  readonly #pastes: LossyPaste[] = [];
  #before: string;
  #looking: Promise<void> | null = null;

  constructor(start: string) {
    this.#before = start;
  }

  /** The clipboard is being read, which a browser may ask its user about. */
  get looking(): Promise<void> | null {
    return this.#looking;
  }

  /** Hears of each change of the box; `found` of a paste that has lost something. */
  changed(text: string, found: () => void): void {
    const before = this.#before;
    this.#before = text;
    if (mayHaveLostLineEnds(before, text)) {
      const look = this.#look(before, text, found).finally(() => {
        if (this.#looking === look) {
          this.#looking = null;
        }
      });
      this.#looking = look;
    }
  }

  /** The text with the line ends that it lost here; null where it lost none. */
  restored(text: string): string | null {
    return restored(text, this.#pastes);
  }

  async #look(before: string, text: string, found: () => void): Promise<void> {
    const paste = lossyPaste(before, text, await readClipboard());
    if (paste) {
      this.#pastes.push(paste);
      found();
    }
  }
}

/**
 * A browser may refuse, and VS Code then shows an error for each attempt: after one answer of
 * nothing this window does not ask again. One that waits for its user is not asked a second time.
 */
let refused = false;
let reading: Promise<string> | null = null;

async function readClipboard(): Promise<string> {
  if (refused) {
    return '';
  }
  reading ??= Promise.resolve(vscode.env.clipboard.readText());
  try {
    const text = await reading;
    refused = vscode.env.uiKind === vscode.UIKind.Web && text === '';
    return text;
  } catch {
    return ''; // Not knowing is silent; a key is recognised by its form.
  } finally {
    reading = null;
  }
}
