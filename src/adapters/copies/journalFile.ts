import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatEntry, type JournalEntry, parseJournal } from '../../core/runs/record/journal.ts';
import type { Journal } from '../../services/ports/copyPorts.ts';
import { writeFully } from '../files/writeFully.ts';
import { isAbsent } from '../system/codeOf.ts';

/**
 * A run's journal on disk. What was read and written through it is remembered: a run whose folder
 * is taken away is still swept by the process that owns it.
 */
export class JournalFile implements Journal {
  readonly #path: string;
  #known: readonly JournalEntry[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Resolves once the entry is on disk, and the name of the file too. Where the run's folder was
   * taken away an intent fails; what is gone is only remembered, because nobody can read on there.
   */
  async append(entry: JournalEntry): Promise<void> {
    try {
      await appendDurably(this.#path, formatEntry(entry));
    } catch (error) {
      if (entry.kind === 'intended' || !isAbsent(error)) {
        throw error;
      }
    }
    this.#known = [...this.#known, entry];
  }

  async read(): Promise<readonly JournalEntry[]> {
    const onDisk = await this.#onDisk();
    if (onDisk.length >= this.#known.length) {
      this.#known = onDisk;
    }
    return this.#known;
  }

  async #onDisk(): Promise<readonly JournalEntry[]> {
    try {
      return parseJournal(await readFile(this.#path, 'utf8'));
    } catch (error) {
      if (isAbsent(error) || this.#known.length > 0) {
        return [];
      }
      throw error;
    }
  }
}

async function appendDurably(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    // A line that a crash cut short must not swallow this one.
    const { size } = await file.stat();
    try {
      await writeFully(file, `${size > 0 ? '\n' : ''}${line}`);
    } catch (error) {
      await file.truncate(size).catch(() => undefined); // Else it is a torn line, which is skipped.
      throw error;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
