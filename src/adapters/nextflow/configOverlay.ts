import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Shows some configs with other texts, in a folder that has them at their paths and links to all
 * that lies beside these and above: what they include relative to themselves is found from there.
 * Gives the paths below the folder, by the real ones.
 */
export async function configOverlay(
  folder: string,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const own = new Set<string>();
  for (const path of texts.keys()) {
    for (let above = path; !own.has(above); above = dirname(above)) {
      own.add(above);
    }
  }
  for (const path of own) {
    if (!texts.has(path)) {
      await linkBelow(folder, path, own);
    }
  }
  const shown = new Map<string, string>();
  for (const [path, text] of texts) {
    shown.set(path, join(folder, path));
    await writeFile(join(folder, path), text, { mode: 0o600 });
  }
  return shown;
}

async function linkBelow(folder: string, path: string, own: ReadonlySet<string>): Promise<void> {
  await mkdir(join(folder, path), { recursive: true, mode: 0o700 });
  const names = await readdir(path).catch(() => []); // It need not be readable to be passed.
  const others = names.map(name => join(path, name)).filter(each => !own.has(each));
  await Promise.all(others.map(each => symlink(each, join(folder, each))));
}
