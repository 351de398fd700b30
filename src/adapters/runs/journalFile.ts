import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatEntry, parseJournal, type JournalEntry } from '../../core/runs/journal.ts';
import { isAbsent } from '../errors.ts';

/** A run's journal on disk. */
export class JournalFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves once the entry is on disk, and the name of the file too. */
  async append(entry: JournalEntry): Promise<void> {
    const file = await open(this.#path, 'a', 0o600);
    try {
      // A line that a crash cut short must not swallow this one.
      const { size } = await file.stat();
      await file.write(`${size > 0 ? '\n' : ''}${formatEntry(entry)}`);
      await file.sync();
    } finally {
      await file.close();
    }
    const folder = await open(dirname(this.#path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async read(): Promise<readonly JournalEntry[]> {
    try {
      return parseJournal(await readFile(this.#path, 'utf8'));
    } catch (error) {
      if (isAbsent(error)) {
        return [];
      }
      throw error;
    }
  }
}
