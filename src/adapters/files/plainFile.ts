import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a file, wherever links lead, if it is a regular one: to open a pipe would wait for whoever
 * writes to it, and a device has no end. Throws with the reason otherwise.
 */
export async function openPlainFile(
  path: string,
  flags: number = constants.O_RDONLY,
): Promise<FileHandle> {
  const file = await open(path, flags | constants.O_NONBLOCK, 0o600);
  try {
    if (!(await file.stat()).isFile()) {
      throw notRegular();
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The text of a regular file of at most so many bytes; throws with the reason otherwise. */
export async function readPlainFile(path: string, longest: number): Promise<string> {
  const file = await openPlainFile(path);
  try {
    return await textOf(file, longest);
  } finally {
    await file.close();
  }
}

/** The text of an open file of at most so many bytes: more is not read, also where it grows. */
export async function textOf(file: FileHandle, longest: number): Promise<string> {
  if ((await file.stat()).size > longest) {
    throw tooLong(longest);
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of file.createReadStream({ autoClose: false, end: longest })) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).length;
  }
  if (size > longest) {
    throw tooLong(longest);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * What a regular file of at most so many bytes holds, for programs that have nothing else to do. It
 * is read into `spare` where it has the room: then the bytes are there until the next one is read.
 */
export function readPlainFileSync(
  path: string,
  longest: number,
  spare: Buffer = Buffer.alloc(0),
): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) {
      throw notRegular();
    }
    if (stat.size > longest) {
      throw tooLong(longest);
    }
    return stat.size < spare.length ? readInto(spare, file) : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** All of a file, also where it has grown since it was asked for its size. */
function readInto(spare: Buffer, file: number): Buffer {
  let length = 0;
  for (let more = -1; more !== 0; length += more) {
    if (length === spare.length) {
      return Buffer.concat([spare, readFileSync(file)]);
    }
    more = readSync(file, spare, length, spare.length - length, null);
  }
  return spare.subarray(0, length);
}

function notRegular(): Error {
  return new Error('it is not a regular file');
}

function tooLong(longest: number): Error {
  return new Error(`it is longer than ${longest / 1024 / 1024} MB`);
}
