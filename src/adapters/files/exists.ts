import { stat } from 'node:fs/promises';

/** Whether there is a file or a folder, wherever its links lead. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
