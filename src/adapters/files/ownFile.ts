import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAbsent } from '../system/codeOf.ts';
import { openPlainFile, textOf } from './plainFile.ts';
import { isOurs } from './privateFolder.ts';

/** Flags of open(2) for what is ours, by what is done with it. */
const flagsOf = {
  read: constants.O_RDONLY,
  append: constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT,
  write: constants.O_WRONLY | constants.O_TRUNC | constants.O_CREAT,
} as const;

/**
 * Works in a folder that is ours and that nobody else may change, and no link; throws with the reason
 * otherwise. On Linux the path that `act` is given leads to the very folder that was checked, whatever
 * becomes of the names above it meanwhile; elsewhere it is the path itself.
 */
export async function inOwnFolder<T>(
  path: string,
  act: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await openOwnFolder(path);
  try {
    return await act(folder.path);
  } finally {
    await folder.close();
  }
}

/** A folder that is held open: its path leads there as long as it is. */
export interface OpenFolder {
  readonly path: string;
  close(): Promise<void>;
}

/** Opens a folder as {@link inOwnFolder} does, for whoever needs it for longer. */
export async function openOwnFolder(path: string): Promise<OpenFolder> {
  const folder = await openFolder(path);
  try {
    const { uid, mode } = await folder.stat();
    if (!isOurs(uid)) {
      throw new Error(`${path} belongs to another user`);
    }
    if ((mode & 0o022) !== 0) {
      throw new Error(`other users can write to ${path}, so check it and run chmod 700 on it`);
    }
  } catch (error) {
    await folder.close();
    throw error;
  }
  return {
    path: process.platform === 'linux' ? `/proc/self/fd/${folder.fd}` : path,
    close: () => folder.close(),
  };
}

/**
 * Opens a file of ours in a folder of ours (see {@link inOwnFolder}): a regular one, and no link.
 * Throws with the reason otherwise.
 */
export async function openOwnFile(path: string, how: keyof typeof flagsOf): Promise<FileHandle> {
  return inOwnFolder(dirname(path), async folder => {
    const within = join(folder, basename(path));
    try {
      const file = await openPlainFile(within, flagsOf[how] | constants.O_NOFOLLOW);
      if (isOurs((await file.stat()).uid)) {
        return file;
      }
      await file.close();
    } catch (error) {
      throw (await isLink(within)) ? new Error(`${path} is a link`) : error;
    }
    throw new Error(`${path} belongs to another user`);
  });
}

/** The text of a file of ours of at most so many bytes; see {@link openOwnFile}. */
export async function readOwnFile(path: string, longest: number): Promise<string> {
  const file = await openOwnFile(path, 'read');
  try {
    return await textOf(file, longest);
  } finally {
    await file.close();
  }
}

/** A link in the place of a folder must not pass for a folder that is not there. */
async function openFolder(path: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  try {
    return await open(path, flags | constants.O_NONBLOCK);
  } catch (error) {
    if (isAbsent(error) && (await isThere(path))) {
      throw new Error(`${path} is no folder`, { cause: error });
    }
    throw error;
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    stat => stat.isSymbolicLink(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
