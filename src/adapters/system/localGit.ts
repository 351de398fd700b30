import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type GitCheckout, gitCheckout } from '../../core/seqera/launch/gitCheckout.ts';

const run = promisify(execFile);

/** What git says of a folder; null where it is in no repository, or there is no git. */
export async function localGit(folder: string, signal: AbortSignal): Promise<GitCheckout | null> {
  const git = async (...words: readonly string[]): Promise<string> => {
    // No program that the repository's config names is started.
    const args = ['-C', folder, '-c', 'core.fsmonitor=false', ...words];
    const { stdout } = await run('git', args, {
      signal,
      timeout: 20_000,
      maxBuffer: 32 * 1024 ** 2,
    });
    return stdout;
  };
  const orNothing = (output: Promise<string>): Promise<string> =>
    output.catch(() => {
      signal.throwIfAborted();
      return '';
    });
  const [status, remotes, containing, prefix] = await Promise.all([
    orNothing(git('status', '--porcelain=v2', '--branch')),
    orNothing(git('config', '--get-regexp', '^remote\\..*\\.url$')),
    orNothing(git('branch', '-r', '--contains', 'HEAD')),
    orNothing(git('rev-parse', '--show-prefix')),
  ]);
  return status === '' ? null : gitCheckout({ status, remotes, containing, prefix });
}
