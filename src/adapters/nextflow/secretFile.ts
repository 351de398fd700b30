import { constants, type Stats } from 'node:fs';
import { chmod, type FileHandle, lstat, mkdir, open, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { NextflowStore } from '../../core/stores/nextflowStore.ts';
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

/**
 * The store file of `nextflow secrets`, read as strictly as Nextflow does. A link is followed, as
 * Nextflow follows it; what it leads to is checked. What cannot be read is never written.
 */
export class SecretFile {
  readonly path: string;
  readonly #settle: () => Promise<void>;

  /** `settle` waits until a program that is writing the file has done so. */
  constructor(path: string, settle: () => Promise<void> = aMoment) {
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

  /** Replaces the file's secrets, whole or not at all; `edit` gives null where nothing changes. */
  async change(
    edit: (store: NextflowStore) => Result<NextflowStore | null, StoreFailure>,
  ): Promise<Result<void, StoreFailure>> {
    const target = await this.target();
    if (!target.ok) {
      return target;
    }
    try {
      await mkdir(dirname(target.value), { recursive: true, mode: 0o700 });
      return await whileLocked(target.value, async () => {
        const store = await this.read();
        const edited = store.ok ? edit(store.value) : store;
        if (!edited.ok || edited.value === null) {
          return edited.ok ? ok(undefined) : edited;
        }
        await replaceFile(target.value, edited.value.format());
        return ok(undefined);
      });
    } catch (error) {
      const reason = codeOf(error) === 'ELOCKED' ? 'another window is writing it' : codeOf(error);
      return err({ kind: 'file-not-written', path: this.path, reason });
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

function aMoment(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, settling));
}
