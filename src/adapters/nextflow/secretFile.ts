import { constants, type Stats } from 'node:fs';
import { chmod, type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { NextflowStore } from '../../core/stores/nextflowStore.ts';
import { makeFolders } from '../files/makeFolders.ts';
import { isOurs } from '../files/privateFolder.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { whileLocked } from '../files/whileLocked.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';

/** Nextflow reads the file only with exactly this mode. */
const mode = 0o600;

/** More than anybody's secrets take, in bytes. */
const largest = 16 * 2 ** 20;

/** Nextflow writes in place, so that for a moment a part of the file is there, in milliseconds. */
const settling = 150;

/** Gives another store, null for the same, or why there is none. */
type Edit = (store: NextflowStore) => Result<NextflowStore | null, StoreFailure>;

interface Waiting {
  readonly edit: Edit;
  readonly resolve: (done: Result<void, StoreFailure>) => void;
}

/**
 * The store file of `nextflow secrets`, read as strictly as Nextflow does. A link is followed, as
 * Nextflow follows it; what it leads to is checked. What cannot be read is never written.
 */
export class SecretFile {
  readonly path: string;
  readonly #settle: () => Promise<void>;
  readonly #waiting: Waiting[] = [];
  #writing: Promise<void> = Promise.resolve();

  /** `settle` waits until a program that is writing the file has done so. */
  constructor(path: string, settle: () => Promise<void> = () => pause(settling)) {
    this.path = path;
    this.#settle = settle;
  }

  /** The secrets of the file; one that is not there has none. */
  async read(): Promise<Result<NextflowStore, StoreFailure>> {
    const first = await this.#parse();
    if (first === 'empty' || (!first.ok && first.error.kind === 'file-malformed')) {
      // Somebody may be writing just now.
      await this.#settle();
      const second = await this.#parse();
      return second === 'empty' ? ok(NextflowStore.empty) : second;
    }
    return first;
  }

  /**
   * Replaces the file's secrets, whole or not at all; `edit` gives null where nothing changes. What
   * comes while the file is being written goes into it together, the next time.
   */
  change(edit: Edit): Promise<Result<void, StoreFailure>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ edit, resolve });
      if (this.#waiting.length === 1) {
        // In turn: what is being written now has left the list.
        this.#writing = this.#writing.then(() => this.#changeWaiting()).catch(reject);
      }
    });
  }

  async #changeWaiting(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    const results = await this.#changeAll(waiting.map(({ edit }) => edit));
    for (const [at, { resolve }] of waiting.entries()) {
      resolve(results[at] ?? ok(undefined));
    }
  }

  /** Gives what came of each. */
  async #changeAll(edits: readonly Edit[]): Promise<readonly Result<void, StoreFailure>[]> {
    const target = await this.target();
    if (!target.ok) {
      return edits.map(() => target);
    }
    try {
      await makeFolders(dirname(target.value));
      return await whileLocked(target.value, async () => {
        const read = await this.read();
        if (!read.ok) {
          return edits.map(() => read);
        }
        let store = read.value;
        const results = edits.map(edit => {
          const edited = edit(store);
          store = (edited.ok ? edited.value : null) ?? store;
          return edited.ok ? ok(undefined) : edited;
        });
        if (store !== read.value) {
          await this.#replace(target.value, read.value, store);
        }
        return results;
      });
    } catch (error) {
      const reason = codeOf(error) === 'ELOCKED' ? 'another window is writing it' : codeOf(error);
      return edits.map(() => err({ kind: 'file-not-written', path: this.path, reason }));
    }
  }

  /**
   * Puts a store in the place of another one. `nextflow secrets` knows no lock: it may have read the
   * file before and write it after that, without our change, or write into the file that we have
   * just replaced, so that its own is lost. Either shows a moment later, and is put right.
   */
  async #replace(
    path: string,
    before: NextflowStore,
    after: NextflowStore,
    rounds = 3,
  ): Promise<void> {
    const replaced = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
    try {
      await replaceFile(path, after.format());
      await this.#settle();
      const now = await this.read();
      // Nothing is told by what is being written, or was taken away.
      if (now.ok && now.value.names.length > 0) {
        const late = replaced === null ? null : await lateStore(replaced);
        const own = now.value.changedAs(before, after);
        const both = late === null ? own : own.changedAs(before, late);
        if (rounds > 0 && both.format() !== now.value.format()) {
          await this.#replace(path, now.value, both, rounds - 1);
        }
      }
    } finally {
      await replaced?.close();
    }
  }

  /** Gives the file the mode with which Nextflow takes it. */
  async closeToOthers(): Promise<Result<void, StoreFailure>> {
    try {
      await chmod(this.path, mode);
      return ok(undefined);
    } catch (error) {
      return err({ kind: 'file-not-written', path: this.path, reason: codeOf(error) });
    }
  }

  async #parse(): Promise<Result<NextflowStore, StoreFailure> | 'empty'> {
    const text = await this.#text();
    if (!text.ok || text.value === null) {
      return text.ok ? ok(NextflowStore.empty) : text;
    }
    if (text.value === '') {
      return 'empty';
    }
    const parsed = NextflowStore.parse(text.value);
    return parsed.ok ? parsed : this.#malformed(parsed.error);
  }

  /** Null where there is no file. */
  async #text(): Promise<Result<string | null, StoreFailure>> {
    const target = await this.target();
    if (!target.ok) {
      return target;
    }
    let handle: FileHandle;
    try {
      // A pipe would keep us waiting.
      handle = await open(target.value, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      return isAbsent(error) ? ok(null) : this.#unreadable(codeOf(error));
    }
    try {
      return this.#problem(await handle.stat()) ?? ok(await handle.readFile('utf8'));
    } catch (error) {
      return this.#unreadable(codeOf(error));
    } finally {
      await handle.close();
    }
  }

  #problem(stat: Stats): Result<never, StoreFailure> | null {
    if (!stat.isFile()) {
      return this.#unreadable(stat.isDirectory() ? 'it is a folder' : 'it is not a regular file');
    }
    if (!isOurs(stat.uid)) {
      return this.#unreadable('it belongs to another user');
    }
    if (process.platform !== 'win32' && (stat.mode & 0o777) !== mode) {
      const found = (stat.mode & 0o777).toString(8);
      return err({ kind: 'store-file-mode', path: this.path, mode: found });
    }
    if (stat.size > largest) {
      return this.#malformed(`it is larger than ${largest / 2 ** 20} MB`);
    }
    return null;
  }

  /** Where the path leads; the path itself where nothing is there. */
  async target(): Promise<Result<string, StoreFailure>> {
    try {
      return ok(await realpath(this.path));
    } catch (error) {
      if (!isAbsent(error)) {
        return this.#unreadable(codeOf(error));
      }
      const link = await lstat(this.path).catch(() => null);
      // Another window may have made the file since.
      return link?.isSymbolicLink() === true
        ? this.#unreadable('it is a link that leads nowhere')
        : ok(this.path);
    }
  }

  #unreadable(reason: string): Result<never, StoreFailure> {
    return err({ kind: 'file-unreadable', path: this.path, reason });
  }

  #malformed(detail: string): Result<never, StoreFailure> {
    return err({ kind: 'file-malformed', path: this.path, detail });
  }
}

/** What stands in a file that was replaced; null where that is nothing, or in part. */
async function lateStore(replaced: FileHandle): Promise<NextflowStore | null> {
  const { size } = await replaced.stat();
  const { buffer, bytesRead } = await replaced.read(
    Buffer.alloc(Math.min(size, largest)),
    0,
    null,
    0,
  );
  const text = buffer.toString('utf8', 0, bytesRead);
  const parsed = NextflowStore.parse(text);
  return text.trim() !== '' && parsed.ok ? parsed.value : null;
}
