import { existsSync, type Stats } from 'node:fs';
import { lstat, readdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileFailure } from '../../core/failure.ts';
import type { Doubt, FileLeftover } from '../../core/leftovers/leftover.ts';
import { err, ok } from '../../core/result.ts';
import { outstanding } from '../../core/runs/record/journal.ts';
import { parseRunId } from '../../core/runs/record/runId.ts';
import { sharedLook } from '../../services/async/sharedLook.ts';
import type {
  FileRemover,
  MachineLeftovers,
  MachineListing,
} from '../../services/ports/copies/leftoverPlaces.ts';
import type { RunHost } from '../../services/ports/runs/runHost.ts';
import { isStoreInUse, runsInUse } from '../copies/isStoreInUse.ts';
import { JournalFile } from '../copies/journalFile.ts';
import { memoryRoot } from '../copies/storePlace.ts';
import { removePrivateFolder } from '../files/privateFolder.ts';
import { nextflowStarts } from '../nextflow/nextflowStarts.ts';
import { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf, isAbsent } from '../system/codeOf.ts';
import { currentUser } from '../system/currentUser.ts';

/** A run writes its record within seconds; a folder without one for so long never gets one. */
const abandonedAfter = 24 * 3_600_000;
/**
 * Clocks of files and of processes differ by less, in milliseconds: what Nextflow has written before
 * the clock was put forward, say of a machine that was resumed, looks older than Nextflow itself.
 */
const slack = 24 * 3_600_000;

/** File systems that only this machine has, by their numbers in statfs(2); tmpfs is the last. */
const localFileSystems = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x794c7630, 0x2fc12fc1, 0x01021994,
]);

export interface LocalLeftoversOptions {
  /** The folder that holds the runs' folders, as it is configured now. */
  readonly root: () => string;
  readonly runs: Pick<RunHost, 'list'>;
}

/** What runs have left on this machine's disks. */
export class LocalLeftovers implements MachineLeftovers {
  readonly #options: LocalLeftoversOptions;

  constructor(options: LocalLeftoversOptions) {
    this.#options = options;
  }

  async list(signal: AbortSignal): Promise<MachineListing> {
    const { sights, unread } = await this.#look(signal);
    return { leftovers: sights.map(({ leftover }) => leftover), unread };
  }

  async remover(): Promise<FileRemover> {
    const { sights } = await this.#look(new AbortController().signal);
    const seen = new Map(sights.map(sight => [sight.leftover.path, sight]));
    return async ({ path }) => {
      try {
        const now = (await seen.get(path)?.again()) ?? null;
        if (now?.what === 'task-secrets') {
          await rm(path, { force: true });
        } else if (now) {
          await removePrivateFolder(path);
        } else if (existsSync(path)) {
          return err({ kind: 'file-in-use', path });
        }
        return ok(undefined);
      } catch (error) {
        return err({ kind: 'file-not-removed', path, reason: codeOf(error) });
      }
    };
  }

  async #look(signal: AbortSignal): Promise<Looked> {
    const parts: Looked[] = [];
    for (const look of [this.#taskSecrets, this.#runFolders, this.#storeFolders]) {
      signal.throwIfAborted();
      parts.push(await look.call(this).catch(withoutProcesses));
    }
    return {
      sights: parts.flatMap(({ sights }) => sights),
      unread: parts.flatMap(({ unread }) => unread),
    };
  }

  /** Nextflow's `.nf-*.secrets`, older than every Nextflow that lives: none of them wrote it. */
  async #taskSecrets(): Promise<Looked> {
    const oldest = async (): Promise<number> => Math.min(...(await nextflowStarts()), Infinity);
    const folders = await this.#storeFoldersOfNextflow();
    return lookThrough(folders, oldest, async (folder, name, ask) => {
      if (!/^\.nf-.+\.secrets$/.test(name)) {
        return null;
      }
      const path = join(folder, name);
      const stat = await ownStat(path);
      return stat?.isFile() && stat.mtimeMs + slack < (await ask())
        ? leftover(path, 'task-secrets', stat.mtimeMs, await doubtOf(folder))
        : null;
    });
  }

  /** Where Nextflow puts its store: its home, what the environment says, and our runs' folders. */
  async #storeFoldersOfNextflow(): Promise<readonly string[]> {
    const { NXF_HOME, NXF_SECRETS_FILE } = process.env;
    const runs = await this.#options.runs.list();
    const over = runs.filter(({ record, alive }) => !alive && record.state.kind === 'ended');
    const busy = new Set(
      runs.filter(run => !over.includes(run)).flatMap(({ record }) => foldersOf(record)),
    );
    const folders = [
      join(NXF_HOME ?? join(currentUser().home, '.nextflow'), 'secrets'),
      join(currentUser().home, '.nextflow/secrets'),
      ...(NXF_SECRETS_FILE ? [dirname(NXF_SECRETS_FILE)] : []),
      ...over.flatMap(({ record }) => foldersOf(record)),
    ];
    return [...new Set(folders)].filter(folder => !busy.has(folder));
  }

  /** Folders of runs that never wrote a record, and tell of no copy: nobody will look at them. */
  async #runFolders(): Promise<Looked> {
    return lookThrough([this.#options.root()], runsInUse, async (root, name, ask) => {
      const folder = new RunFolder(root, name);
      const stat = parseRunId(name) ? await ownStat(folder.path) : null;
      return stat?.isDirectory() &&
        Date.now() - stat.mtimeMs > abandonedAfter &&
        !(await ask()).has(name) &&
        (await isNoRun(folder))
        ? leftover(folder.path, 'run-folder', stat.mtimeMs, null)
        : null;
    });
  }

  /** Store files in memory of runs that this state folder does not have, and that nothing uses. */
  async #storeFolders(): Promise<Looked> {
    const memory = memoryRoot();
    // In somebody else's folder nothing of ours can stand.
    const ours = memory !== null && (await ownStat(memory)) !== null;
    return lookThrough(ours ? [memory] : [], runsInUse, async (folder, name, ask) => {
      const path = join(folder, name);
      const stat = parseRunId(name) ? await ownStat(path) : null;
      const known = existsSync(join(this.#options.root(), name));
      return stat?.isDirectory() && !known && !(await isStoreInUse(path, await ask()))
        ? leftover(path, 'store-folder', stat.mtimeMs, 'other-state-folder')
        : null;
    });
  }
}

/** Something that was found, and a way to look whether it still is such. */
interface Sight {
  readonly leftover: FileLeftover;
  readonly again: () => Promise<FileLeftover | null>;
}

interface Looked {
  readonly sights: readonly Sight[];
  readonly unread: readonly FileFailure[];
}

/** What cannot be known to be unused is left alone, and told. */
function withoutProcesses(error: unknown): Looked {
  const unread: FileFailure = { kind: 'file-unreadable', path: '/proc', reason: codeOf(error) };
  return { sights: [], unread: [unread] };
}

/**
 * Looks at what is in folders, each for itself: one that cannot be read hides nothing of the others.
 * What processes tell is asked once for all, where it matters, and again by whoever looks again.
 */
async function lookThrough<T>(
  folders: readonly string[],
  askProcesses: () => Promise<T>,
  look: (folder: string, name: string, ask: () => Promise<T>) => Promise<FileLeftover | null>,
): Promise<Looked> {
  const sights: Sight[] = [];
  const unread: FileFailure[] = [];
  let asked: Promise<T> | null = null;
  const ask = (): Promise<T> => (asked ??= askProcesses());
  const askAgain = sharedLook(askProcesses);
  for (const folder of folders) {
    try {
      for (const name of await namesIn(folder)) {
        const found = await look(folder, name, ask);
        if (found) {
          sights.push({ leftover: found, again: () => look(folder, name, askAgain) });
        }
      }
    } catch (error) {
      unread.push({ kind: 'file-unreadable', path: folder, reason: codeOf(error) });
    }
  }
  return { sights, unread };
}

/** Whether a folder never became a run's; one whose journal cannot be read may be one, and is told as such. */
async function isNoRun(folder: RunFolder): Promise<boolean> {
  if (existsSync(folder.record)) {
    return false;
  }
  try {
    return outstanding(await new JournalFile(folder.journal).read()).length === 0;
  } catch {
    return false;
  }
}

function leftover(
  path: string,
  what: FileLeftover['what'],
  createdAt: number,
  doubt: Doubt | null,
): FileLeftover {
  return { kind: 'file', id: path, path, what, createdAt, doubt };
}

function foldersOf(record: {
  readonly storeFolder: string;
  readonly launchFolder: string;
}): string[] {
  return [record.storeFolder, record.launchFolder];
}

/** Whether a Nextflow that we do not see may own what lies in a folder. */
async function doubtOf(folder: string): Promise<Doubt | null> {
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv')) {
    return 'container';
  }
  const { type } = await statfs(folder);
  return process.platform === 'linux' && localFileSystems.has(type) ? null : 'shared-file-system';
}

/** What is ours and no link; null for anything else, and for what is gone. */
async function ownStat(path: string): Promise<Stats | null> {
  try {
    const stat = await lstat(path);
    const ours = process.getuid === undefined || process.getuid() === stat.uid;
    return ours && !stat.isSymbolicLink() ? stat : null;
  } catch {
    return null;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) {
      return [];
    }
    throw error;
  }
}
