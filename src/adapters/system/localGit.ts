import { execFile } from 'node:child_process';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { type GitCheckout, gitCheckout, gitRemotes } from '../../core/seqera/launch/gitCheckout.ts';
import { sshHost, type SshHosts } from '../../core/seqera/launch/webUrl.ts';

const run = promisify(execFile);

/** What git says of a folder; null where it is in no repository, or there is no git. */
export async function localGit(folder: string, signal: AbortSignal): Promise<GitCheckout | null> {
  const git = (...words: readonly string[]): Promise<string> => {
    // No program that the repository's config names is started.
    const args = ['-C', folder, '-c', 'core.fsmonitor=false', ...words];
    return output('git', args, signal);
  };
  const [status, remotes, containing, prefix, tags, upstreamCommit] = await Promise.all([
    git('status', '--porcelain=v2', '--branch'),
    git('remote', '--verbose'),
    git('branch', '-r', '--contains', 'HEAD', '--format=%(refname:lstrip=2)'),
    git('rev-parse', '--show-prefix'),
    git('tag'),
    git('rev-parse', '--verify', '--quiet', '@{upstream}'),
  ]);
  if (status === '') {
    return null;
  }
  const sshHosts = await sshHostsOf(remotes, signal);
  const said = { status, remotes, containing, prefix, tags, upstreamCommit };
  return gitCheckout({ ...said, sshHosts });
}

/** What the names of hosts in the addresses of remotes stand for, as far as ssh knows. */
async function sshHostsOf(remotes: string, signal: AbortSignal): Promise<SshHosts> {
  const names = new Set(gitRemotes(remotes).flatMap(({ url }) => sshHost(url) ?? []));
  const hosts = [...names].map(async name => {
    const said = await output('ssh', ['-G', '--', name], signal);
    const host = /^hostname (?<host>.+)$/m.exec(said)?.groups?.['host'] ?? '';
    // A number may be right for ssh alone, as behind a tunnel.
    return host === '' || isIP(host) !== 0 ? [] : [[name, host] as const];
  });
  return Object.fromEntries((await Promise.all(hosts)).flat());
}

/** What a program prints; nothing where it fails or is missing. */
async function output(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  try {
    const limits = { signal, timeout: 20_000, maxBuffer: 32 * 1024 ** 2 };
    return (await run(program, args, limits)).stdout;
  } catch {
    signal.throwIfAborted();
    return '';
  }
}
