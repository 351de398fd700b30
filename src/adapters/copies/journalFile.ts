import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  formatEntry,
  type JournalEntry,
  type ReadJournal,
  readJournal,
} from '../../core/runs/record/journal.ts';
import type { Journal } from '../../services/ports/copies/copyPlaces.ts';
import { openOwnFile, readOwnFile } from '../files/ownFile.ts';
import { writeFully } from '../files/writeFully.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';

const nothing: ReadJournal = { entries: [], damaged: false, tornIntent: false };

/** A journal is some lines for each copy, in bytes. */
const longestJournal = 16 * 1024 * 1024;

/**
 * A run's journal on disk. What was read and written through it is remembered: a run whose folder
 * is taken away is still swept by the process that owns it.
 */
export class JournalFile implements Journal {
  readonly #path: string;
  #known: readonly JournalEntry[];

  /** `known` is what another process remembers of it. */
  constructor(path: string, known: readonly JournalEntry[] = []) {
    this.#path = path;
    this.#known = known;
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

  /** All that can be read, and why that may not be all: `damaged`, or the system's code; else null. */
  async inspect(): Promise<ReadJournal & { readonly damage: string | null }> {
    try {
      const read = await this.#parse();
      return { ...read, damage: read.damaged ? 'damaged' : null };
    } catch (error) {
      return { ...nothing, damage: codeOf(error) };
    }
  }

  async #onDisk(): Promise<readonly JournalEntry[]> {
    try {
      return (await this.#parse()).entries;
    } catch (error) {
      if (this.#known.length > 0) {
        return [];
      }
      throw error;
    }
  }

  /** One that is not there tells nothing. */
  async #parse(): Promise<ReadJournal> {
    try {
      return readJournal(await readOwnFile(this.#path, longestJournal));
    } catch (error) {
      if (isAbsent(error)) {
        return nothing;
      }
      throw error;
    }
  }
}

async function appendDurably(path: string, line: string): Promise<void> {
  const file = await openOwnFile(path, 'append');
  try {
    // A line that a crash cut short must not swallow this one.
    const { size } = await file.stat();
    try {
      await writeFully(file, `${size > 0 ? '\n' : ''}${line}`);
    } catch (error) {
      await file.truncate(size).catch(() => undefined); // Else it is a torn line, which tells nothing.
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
