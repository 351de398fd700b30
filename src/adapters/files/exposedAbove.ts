import type { Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { isAbsent } from '../system/codeOf.ts';
import { isOurs } from './privateFolder.ts';

/** A folder above another one in whose place somebody else could put what they like. */
export interface Exposed {
  /** The folder, or the link, that lets them. */
  readonly above: string;
  /** It belongs to somebody else than us and root, or others may write in it. */
  readonly because: 'foreign' | 'open';
}

/** As many links as Linux follows in a path. */
const mostLinks = 40;

/**
 * Looks at all folders above a path, from the root of the file system on and behind links: those that
 * we or root own and in which nobody else may write let nobody take what lies below them away. A
 * folder such as `/tmp` does not either, because of its sticky bit. Null where all is well, or where
 * the system knows no users.
 */
export async function exposedAbove(path: string): Promise<Exposed | null> {
  const absolute = resolve(path);
  const { root } = parse(absolute);
  if (process.getuid === undefined) {
    return null;
  }
  // In a user namespace root may have another number.
  const { uid } = await lstat(root);
  return look(root, partsOf(dirname(absolute)), { rootUser: uid, links: 0 });
}

interface Look {
  readonly rootUser: number;
  readonly links: number;
}

async function look(
  start: string,
  parts: readonly string[],
  { rootUser, links }: Look,
): Promise<Exposed | null> {
  let at = start;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const stat = await statOf(at);
    if (stat === null) {
      return null; // Whoever makes it owns it.
    }
    if (!isOurs(stat.uid) && stat.uid !== rootUser && stat.uid !== 0) {
      return { above: at, because: 'foreign' };
    }
    if (stat.isSymbolicLink()) {
      if (links >= mostLinks) {
        return { above: at, because: 'open' };
      }
      const target = resolve(dirname(at), await readlink(at));
      const rest = [...partsOf(target), ...parts.slice(index + 1)];
      return look(parse(target).root, rest, { rootUser, links: links + 1 });
    }
    if (othersMayWrite(stat)) {
      return { above: at, because: 'open' };
    }
  }
  return null;
}

/** A group that is our own as a user, as many systems make one for each, is no other. */
function othersMayWrite({ mode, uid, gid }: Stats): boolean {
  if ((mode & 0o1000) !== 0) {
    return false;
  }
  const ownGroup = isOurs(uid) && gid === process.getgid?.();
  return (mode & (ownGroup ? 0o002 : 0o022)) !== 0;
}

async function statOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) {
      return null;
    }
    throw error;
  }
}

function partsOf(path: string): readonly string[] {
  return path
    .slice(parse(path).root.length)
    .split(sep)
    .filter(part => part !== '');
}
