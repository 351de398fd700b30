import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Subscription } from '../../services/event.ts';

/** Editors and programs write a file in several steps: wait until they are done, in milliseconds. */
const pause = 200;

/**
 * Tells when a file changes, appears or goes. Its folder is watched, because most programs replace
 * a file rather than write into it; where there is no such folder, nothing is told.
 */
export function watchFile(file: string, changed: () => void): Subscription {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_, name) => {
      if (name === null || name === basename(file)) {
        clearTimeout(timer);
        timer = setTimeout(changed, pause);
      }
    });
    watcher.on('error', () => {
      watcher.close();
    });
    return {
      dispose: () => {
        clearTimeout(timer);
        watcher.close();
      },
    };
  } catch {
    return { dispose: () => undefined };
  }
}
