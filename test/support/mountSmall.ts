import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { Skip } from './test.ts';

/**
 * Mounts a file system in memory, with options as `size=8k`, until the test is over. Skips the test
 * where that is not allowed.
 */
export function mountSmall(t: Pick<TestContext, 'after'>, path: string, options: string): void {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    throw new Skip('a small file system cannot be mounted; it needs root on Linux');
  }
  t.after(() => {
    execFileSync('umount', ['-l', path]);
  });
}
