import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Changes within this many milliseconds are one: programs write a file in several steps. */
const settling = 300;

/**
 * Announces changes of files that may come and go. Their folders are watched, because a file that is
 * replaced by another of its name would be lost sight of; a folder that is not there is not watched.
 */
export class FileWatch {
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #files = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Watches one more file; the same again does nothing. */
  add(path: string): void {
    this.#files.add(path);
    const folder = dirname(path);
    if (this.#watchers.has(folder)) {
      return;
    }
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if ([...this.#files].some(file => dirname(file) === folder && basename(file) === name)) {
          this.#settle();
        }
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // The folder is not there.
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) {
      watcher.close();
    }
    this.#watchers.clear();
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, settling);
  }
}
