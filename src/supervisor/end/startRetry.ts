import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { RunFolder } from '../../adapters/runFolders/runFolder.ts';
import { formatMessage, type Retry } from '../../core/runs/record/protocol.ts';

/**
 * Starts a process that tries again to remove what a run has left. It takes hours where a cloud does
 * not answer, and the process that had the values is to be gone by then, with all that it remembers.
 */
export async function startRetry({ path }: RunFolder, left: Retry): Promise<void> {
  const [, program = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, program, '--retry', path], {
    detached: true,
    // The run's folder may have been taken away.
    cwd: existsSync(path) ? path : '/',
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  await once(child, 'spawn');
  child.unref();
  child.stdin.end(formatMessage(left));
  await finished(child.stdin);
}
