// @ts-check
import { execFileSync } from 'node:child_process';

/**
 * Makes a pipeline's folder a repository whose branch is pushed to a remote, as far as git knows
 * here; what is no script is not committed.
 * @param {string} folder
 * @param {string} remote
 */
export function pushedRepository(folder, remote) {
  /** @param {string[]} words */
  const git = (...words) => {
    const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    execFileSync('git', ['-C', folder, ...author, ...words], { stdio: 'ignore' });
  };
  git('init', '-b', 'main');
  git('add', '*.nf');
  git('commit', '-m', 'Begin');
  git('remote', 'add', 'origin', remote);
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('branch', '--set-upstream-to=origin/main');
}
