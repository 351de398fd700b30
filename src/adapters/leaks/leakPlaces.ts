import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LogFacts } from '../../core/runs/output/logFacts.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';

/** Tells of something that is not looked at, and why. */
export type OnSkipped = (text: string) => void;

/** Sources of others, Nextflow's own state, which is looked at by itself, and ours. */
const foreign = ['.git', '.nextflow', 'node_modules'];

/** The work folders of a run's tasks, as far as they are on this machine. */
export async function taskFolders(
  facts: LogFacts,
  note: OnSkipped,
  mostTasks: number,
): Promise<readonly string[]> {
  const { workRoot } = facts;
  if (workRoot !== null && /^[a-z0-9]+:\/\//.test(workRoot)) {
    note(`${workRoot}: the tasks’ folders are not on this machine`);
    return [];
  }
  const folders = await knownFolders(facts);
  if (folders.length > mostTasks) {
    note(`${folders.length - mostTasks} of ${folders.length} tasks, because they are so many`);
  }
  return folders.slice(0, mostTasks);
}

/** The files that Nextflow makes in the work folders of tasks. */
export async function* taskFiles(
  folders: readonly string[],
  note: OnSkipped,
): AsyncGenerator<string> {
  for (const folder of folders) {
    for (const { name } of await entriesOf(folder, note)) {
      if (isNextflows(name)) {
        yield join(folder, name);
      }
    }
  }
}

/**
 * What tasks wrote into their work folders themselves, published or not. Their inputs are links,
 * which are not followed.
 */
export async function* outputFiles(
  folders: readonly string[],
  note: OnSkipped,
  mostEntries: number,
): AsyncGenerator<string> {
  const walk = { left: mostEntries };
  for (const folder of folders) {
    yield* ownFiles(folder, note, walk);
  }
  if (walk.left < 0) {
    note('some outputs of tasks, because there are so many files');
  }
}

async function* ownFiles(
  folder: string,
  note: OnSkipped,
  walk: { left: number },
): AsyncGenerator<string> {
  for (const entry of await entriesOf(folder, note)) {
    walk.left -= 1;
    if (walk.left < 0) {
      return;
    }
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* ownFiles(path, note, walk);
    } else if (entry.isFile() && !isNextflows(entry.name)) {
      yield path;
    }
  }
}

function isNextflows(name: string): boolean {
  return name.startsWith('.command.');
}

/** Of tasks that are running or cached the log has the beginnings of their folders' names only. */
async function knownFolders({ workRoot, folders, hashes }: LogFacts): Promise<readonly string[]> {
  const found = new Set(folders);
  const ended = new Set([...folders].map(path => path.split('/').slice(-2).join('/').slice(0, 9)));
  for (const hash of hashes) {
    if (workRoot !== null && !ended.has(hash)) {
      const [group = '', beginning = ''] = hash.split('/');
      const names = await entriesOf(join(workRoot, group), () => undefined);
      const full = names.find(({ name }) => name.startsWith(beginning));
      if (full) {
        found.add(join(workRoot, group, full.name));
      }
    }
  }
  return [...found];
}

/** The database from which Nextflow resumes; it keeps the scripts of tasks. */
export async function* cacheFiles(
  { launchFolder }: RunRecord,
  { session }: LogFacts,
): AsyncGenerator<string> {
  const base = process.env['NXF_CACHE_DIR'] ?? '.nextflow';
  const folder = resolve(launchFolder, base, 'cache', session ?? '-', 'db');
  for (const entry of await entriesOf(folder, () => undefined)) {
    if (entry.isFile()) {
      yield join(folder, entry.name);
    }
  }
}

/**
 * What was made or changed since a run began: in its launch folder, and in every folder or file
 * that its command line names, say `--outdir /data/results`. Reports and published files are there.
 * The folders of tasks are looked at by themselves, where they are known.
 */
export async function* changedFiles(
  run: RunRecord,
  work: string | null,
  note: OnSkipped,
  mostEntries: number,
): AsyncGenerator<string> {
  const words = run.command.flatMap(word => [word, word.slice(word.indexOf('=') + 1)]);
  const roots = [run.launchFolder, ...words.map(word => resolve(run.launchFolder, word))];
  const seen = new Set(work === null ? [] : [work, await realpath(work).catch(() => work)]);
  const walk = { left: mostEntries };
  for (const root of new Set(roots)) {
    for await (const path of filesBelow(root, seen, walk, note)) {
      const stats = await statOf(path);
      // A file that was copied with its times changes its inode at least.
      const changed = stats?.isFile() && Math.max(stats.mtimeMs, stats.ctimeMs) >= run.startedAt;
      if (changed === true && !path.includes(run.run)) {
        yield path;
      }
    }
  }
  if (walk.left < 0) {
    note('some published files, because there are so many files');
  }
}

async function* filesBelow(
  path: string,
  seen: Set<string>,
  walk: { left: number },
  note: OnSkipped,
): AsyncGenerator<string> {
  const real = await realpath(path).catch(() => null);
  if (real === null || seen.has(real) || walk.left < 0) {
    return;
  }
  seen.add(real);
  const stats = await statOf(path);
  if (stats?.isFile()) {
    yield path;
  }
  for (const entry of stats?.isDirectory() ? await entriesOf(path, note) : []) {
    walk.left -= 1;
    if (walk.left < 0) {
      return;
    }
    const inner = join(path, entry.name);
    if (entry.isDirectory() && !foreign.includes(entry.name)) {
      yield* filesBelow(inner, seen, walk, note);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      yield* publishedFile(inner, seen);
    }
  }
}

/** A file, or a link to one as `publishDir` makes them; links to folders are not followed. */
async function* publishedFile(path: string, seen: Set<string>): AsyncGenerator<string> {
  const real = await realpath(path).catch(() => null);
  if (real !== null && !seen.has(real)) {
    seen.add(real);
    yield path;
  }
}

async function statOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}

async function entriesOf(folder: string, note: OnSkipped): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (!isAbsent(error)) {
      note(`${folder}: ${codeOf(error)}`);
    }
    return [];
  }
}
