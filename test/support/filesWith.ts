import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files below a folder, among them of folders that others write in: what goes meanwhile is not there. */
export function filesBelow(folder: string): readonly string[] {
  return (unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []).flatMap(
    (entry: Dirent) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    },
  );
}

/** Those of them that hold a text, in whatever else is around it. */
export function filesWith(folder: string, text: string): readonly string[] {
  return filesBelow(folder).filter(path => unlessGone(() => readFileSync(path))?.includes(text));
}

/** What is read; null where it is not there, or has just gone. */
export function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
