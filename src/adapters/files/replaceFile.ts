import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { turns } from './turns.ts';
import { writeFully } from './writeFully.ts';

const inTurn = turns();

/**
 * Replaces a file, or makes it, readable by its owner alone: whole and on disk, or not at all. The
 * last of several that are asked for stays.
 */
export function replaceFile(path: string, text: string): Promise<void> {
  return inTurn(path, () => replace(path, text));
}

async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      // The umask may have taken more; not every file system has modes.
      await file.chmod(0o600).catch(() => undefined);
      await writeFully(file, text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
}
