import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { schedulerOf } from '../../core/runs/backends/schedulers.ts';
import { fileSystemOf, sharingOf } from '../../core/runs/copies/sharing.ts';

/** After so long a scheduler counts as not answering, in milliseconds. */
const timeout = 10_000;

/**
 * Checks that compute nodes may see a folder that exists. Only what is known to be seen by this
 * machine alone is refused, unless the cluster is this machine alone.
 */
export async function checkShared(path: string, executor: string): Promise<Result<void, Failure>> {
  const type = await fileSystem(path);
  if (type === null || sharingOf(type) !== 'this-machine' || (await isOneNode(executor))) {
    return ok(undefined);
  }
  return err({ kind: 'folder-not-shared', path, fileSystem: type });
}

async function fileSystem(path: string): Promise<string | null> {
  try {
    return fileSystemOf(await realpath(path), await readFile('/proc/self/mountinfo', 'utf8'));
  } catch {
    return null; // Not Linux: nothing is known.
  }
}

async function isOneNode(executor: string): Promise<boolean> {
  const [program, ...args] = schedulerOf(executor)?.nodes ?? [];
  if (program === undefined) {
    return false;
  }
  try {
    const { stdout } = await promisify(execFile)(program, args, { timeout: timeout });
    const nodes = new Set(stdout.split('\n').map(line => line.trim()));
    nodes.delete('');
    return nodes.size === 1 && nodes.has(hostname().split('.')[0] ?? '');
  } catch {
    return false;
  }
}
