import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import {
  isLogOf,
  outcomeInHistory,
  type RunMark,
  runNameIn,
  sessionOf,
  workRootOf,
} from '../../core/leaks/nextflowFiles.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { RunFiles } from '../../services/ports/runs/runFiles.ts';
import { exists } from '../files/exists.ts';
import { openPlainFile, readPlainFile } from '../files/plainFile.ts';
import { isAbsent } from '../system/codeOf.ts';

/** Bytes of a log in which Nextflow has told where it works. */
const headSize = 64 * 1024;
/** A history of more bytes than that is none: a run is a line. */
const longestHistory = 64 * 1024 * 1024;
/** The clock of a file server may differ so much from ours, in milliseconds. */
const leeway = 2000;

/** Finds what Nextflow keeps of a run in the folder that it was launched from. */
export class LocalRunFiles implements RunFiles {
  async log(record: RunRecord): Promise<Result<string, Failure>> {
    // As Nextflow, which takes it from the folder that it starts in.
    const newest = resolve(record.launchFolder, process.env['NXF_LOG_FILE'] ?? '.nextflow.log');
    const isLog = (name: string): boolean =>
      name.startsWith(basename(newest)) && /^(\.\d+)?$/.test(name.slice(basename(newest).length));
    for (const name of (await namesIn(dirname(newest))).filter(isLog).sort(naturalOrder)) {
      const path = join(dirname(newest), name);
      if (isLogOf(await markOf(record, path), await beginningOf(path))) {
        return ok(path);
      }
    }
    return err({ kind: 'run-file-gone', what: 'log', path: newest });
  }

  async workFolder(record: RunRecord, hash: string | null): Promise<Result<string, Failure>> {
    const log = await this.log(record);
    const workRoot = log.ok ? workRootOf(await beginningOf(log.value)) : null;
    const root = workRoot ?? join(record.launchFolder, 'work');
    if (hash === null) {
      return (await exists(root)) ? ok(root) : gone(root);
    }
    const [folder = '', start = ''] = hash.split('/');
    const name = (await namesIn(join(root, folder))).find(it => it.startsWith(start));
    return name === undefined ? gone(join(root, hash)) : ok(join(root, folder, name));
  }

  async taskLog(record: RunRecord, hash: string): Promise<Result<string, Failure>> {
    const folder = await this.workFolder(record, hash);
    if (!folder.ok) {
      return folder;
    }
    const path = join(folder.value, '.command.log');
    return (await exists(path)) ? ok(path) : err({ kind: 'run-file-gone', what: 'task-log', path });
  }

  async session(record: RunRecord): Promise<string | null> {
    return sessionOf(await this.#named(record), await historyOf(record.launchFolder));
  }

  /** How a run ended that nobody watched; null where Nextflow noted nothing. */
  async notedEnd(record: RunRecord): Promise<'succeeded' | 'failed' | null> {
    return outcomeInHistory(await this.#named(record), await historyOf(record.launchFolder));
  }

  /** Whoever watched a run may have died before its name was told; its log has it. */
  async #named(record: RunRecord): Promise<RunMark> {
    const known = record.progress.runName;
    const log = known === null ? await this.log(record) : null;
    const runName = log?.ok ? runNameIn(await beginningOf(log.value)) : known;
    return { run: record.run, runName, pid: null };
  }
}

/** What tells that a log is the run's. Numbers of processes are used again: a log of another time has one by chance. */
async function markOf(
  { run, progress, process, startedAt, state }: RunRecord,
  log: string,
): Promise<RunMark> {
  const { mtimeMs } = await stat(log);
  const over = state.kind === 'ended' ? state.at + leeway : Infinity;
  const fresh = mtimeMs >= startedAt - leeway && mtimeMs <= over;
  return { run, runName: progress.runName, pid: fresh ? (process?.pid ?? null) : null };
}

async function historyOf(launchFolder: string): Promise<string> {
  try {
    return await readPlainFile(join(launchFolder, '.nextflow/history'), longestHistory);
  } catch (error) {
    if (isAbsent(error)) {
      return '';
    }
    throw error;
  }
}

function gone(path: string): Result<never, Failure> {
  return err({ kind: 'run-file-gone', what: 'work', path });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function beginningOf(path: string): Promise<string> {
  const file = await openPlainFile(path);
  try {
    const buffer = Buffer.alloc(headSize);
    const { bytesRead } = await file.read(buffer, 0, headSize, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
