import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Notes } from '../../core/stores/browserNote.ts';
import { Emitter } from '../../services/async/event.ts';
import type { BrowserNotes } from '../../services/ports/stores/browserNotes.ts';
import { FileWatch } from './fileWatch.ts';
import { makeFolders } from './makeFolders.ts';
import { replaceFile } from './replaceFile.ts';
import { whileLocked } from './whileLocked.ts';

const schema = v.record(
  v.string(),
  v.object({ at: v.number(), there: v.boolean(), by: v.optional(v.string()) }),
);

/** The notes in a file of the server that all its windows share. A damaged one holds none. */
export class BrowserNotesFile implements BrowserNotes {
  readonly #path: string;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #watch = new FileWatch(() => {
    this.#changed.fire();
  });

  constructor(path: string) {
    this.#path = path;
    this.#watch.add(path);
  }

  async read(): Promise<Notes> {
    try {
      const parsed = v.safeParse(schema, JSON.parse(await readFile(this.#path, 'utf8')));
      return new Map(parsed.success ? Object.entries(parsed.output) : []);
    } catch {
      return new Map();
    }
  }

  async during(work: (notes: Notes) => Promise<Notes>): Promise<void> {
    await makeFolders(dirname(this.#path));
    await whileLocked(this.#path, async () => {
      const before = await this.read();
      const after = await work(before);
      if (after !== before) {
        const text = JSON.stringify(Object.fromEntries(after), null, 2);
        await replaceFile(this.#path, text);
      }
    });
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }
}
