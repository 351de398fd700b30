import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { endOf, isLogOf, logName, sessionOf, workRootOf } from '../../core/leaks/nextflowFiles.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { RunFiles } from '../../services/ports/ports.ts';
import { exists } from '../files/exists.ts';
import { isAbsent } from '../system/codeOf.ts';

/** Bytes of a log in which Nextflow has told where it works. */
const headSize = 64 * 1024;

/** Finds what Nextflow keeps of a run in the folder that it was launched from. */
export class LocalRunFiles implements RunFiles {
  async log({ run, launchFolder }: RunRecord): Promise<Result<string, Failure>> {
    for (const name of (await namesIn(launchFolder)).filter(name => logName.test(name))) {
      const path = join(launchFolder, name);
      if (isLogOf(run, await headOf(path))) {
        return ok(path);
      }
    }
    return err({ kind: 'run-file-gone', what: 'log', path: join(launchFolder, '.nextflow.log') });
  }

  async workFolder(record: RunRecord, hash: string | null): Promise<Result<string, Failure>> {
    const log = await this.log(record);
    const told = log.ok ? workRootOf(await headOf(log.value)) : null;
    const root = told ?? join(record.launchFolder, 'work');
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

  async session({ run, launchFolder }: RunRecord): Promise<string | null> {
    return sessionOf(run, await historyOf(launchFolder));
  }

  /** How a run ended that nobody watched; null where Nextflow noted nothing. */
  async notedEnd({ run, launchFolder }: RunRecord): Promise<'succeeded' | 'failed' | null> {
    return endOf(run, await historyOf(launchFolder));
  }
}

async function historyOf(launchFolder: string): Promise<string> {
  try {
    return await readFile(join(launchFolder, '.nextflow/history'), 'utf8');
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

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(headSize);
    const { bytesRead } = await file.read(buffer, 0, headSize, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
