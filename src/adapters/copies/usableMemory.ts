import { ensurePrivateFolder } from '../files/privateFolder.ts';
import { memoryRoot } from './storePlace.ts';

/** The folder in memory for the stores of runs. */
export interface UsableMemory {
  /** Null where there is none, or it is not ours to use: stores lie in the folders of their runs then. */
  readonly memory: string | null;
  /** What is to be told of that; null where there is nothing to tell. */
  readonly notice: string | null;
}

/** Makes the folder, or checks the one that is there: everybody may make one of that name first. */
export async function usableMemory(root = memoryRoot()): Promise<UsableMemory> {
  if (root === null || (await ensurePrivateFolder(root)).ok) {
    return { memory: root, notice: null };
  }
  const notice = `The secrets of this run are kept on disk and not in memory, because ${root} is not a private folder of yours.`;
  return { memory: null, notice };
}
