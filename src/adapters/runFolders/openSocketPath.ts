import { basename, join } from 'node:path';
import { type OpenFolder, openOwnFolder } from '../files/ownFile.ts';
import type { RunFolder } from './runFolder.ts';

/** A socket's path is limited to 104 bytes on macOS and 108 on Linux. */
const longestSocket = 100;

/**
 * A path of a run's control socket that the system takes, to be closed when it is not needed any more.
 * On Linux a long one leads there by way of the open folder: so the socket is always in the run's own
 * folder, and whoever sees the run, in a container too, can ask whether it lives.
 */
export async function openSocketPath(folder: RunFolder): Promise<OpenFolder> {
  const { socket } = folder;
  if (Buffer.byteLength(socket) <= longestSocket) {
    return { path: socket, close: () => Promise.resolve() };
  }
  const opened = await openOwnFolder(folder.path);
  return { ...opened, path: join(opened.path, basename(socket)) };
}
