import { exposedAbove } from '../files/exposedAbove.ts';
import { inOwnFolder } from '../files/ownFile.ts';

/**
 * Works in the folder of all runs (see {@link inOwnFolder}), in whose place nobody else can have put
 * another one; throws with the reason otherwise.
 */
export async function inOwnRoot<T>(root: string, act: (folder: string) => Promise<T>): Promise<T> {
  const exposed = await exposedAbove(root);
  if (exposed !== null) {
    const { above, because } = exposed;
    throw new Error(
      because === 'open' ? `other users can write to ${above}` : `${above} belongs to another user`,
    );
  }
  return inOwnFolder(root, act);
}
