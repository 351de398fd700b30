import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';

/**
 * Mounts a file system in memory, with options as `size=8k`, until the test is over. False, with the
 * test skipped, where that is not allowed.
 */
export function mountSmall(t: TestContext, path: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    t.skip('a small file system cannot be mounted; it needs root on Linux');
    return false;
  }
  t.after(() => execFileSync('umount', ['-l', path]));
  return true;
}
