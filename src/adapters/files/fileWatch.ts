import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Changes within this many milliseconds are one: programs write a file in several steps. */
const settling = 300;

/**
 * Announces changes of files that may come and go. Their folders are watched, because a file that is
 * replaced by another of its name would be lost sight of; in place of a folder that is not there
 * yet, the nearest one above it that is.
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
    this.#aim();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#files.clear();
    this.#aim();
  }

  /** Watches the folder of each file, or what there is of it, and nothing else. */
  #aim(): void {
    const wanted = new Set([...this.#files].map(file => nearest(dirname(file))));
    for (const folder of [...this.#watchers.keys()].filter(known => !wanted.has(known))) {
      this.#drop(folder);
    }
    const added = [...wanted].filter(each => !this.#watchers.has(each));
    added.forEach(folder => {
      this.#watch(folder);
    });
    if (added.some(folder => this.#watchers.has(folder))) {
      // What has come between the look and the watch is told by nobody.
      this.#aim();
    }
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        this.#changed(folder, name);
      });
      watcher.on('error', () => {
        this.#drop(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It has gone since, or may not be read.
    }
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #changed(folder: string, name: string | null): void {
    const files = [...this.#files];
    if (files.some(file => dirname(file) === folder && basename(file) === name)) {
      this.#settle();
    }
    if (name === basename(folder)) {
      // It may be the folder itself that was removed or replaced.
      this.#drop(folder);
    }
    const before = new Set(this.#watchers.keys());
    this.#aim();
    const reached = files.filter(file => !before.has(dirname(file)));
    if (reached.some(file => this.#watchers.has(dirname(file)) && existsSync(file))) {
      this.#settle();
    }
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, settling);
  }
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
