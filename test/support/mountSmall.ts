import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { Skip } from './test.ts';

/** Who may mount: root, and on machines of CI mostly whoever asks by sudo. */
const ways: readonly (readonly string[])[] = [[], ['sudo', '-n']];

/**
 * Mounts a file system in memory that is ours, with options as `size=8k`, until the test is over.
 * Skips the test where that is not allowed.
 */
export function mountSmall(t: Pick<TestContext, 'after'>, path: string, options: string): void {
  const ours = `uid=${process.getuid?.() ?? 0},gid=${process.getgid?.() ?? 0}`;
  const words = ['mount', '-t', 'tmpfs', '-o', `${options},${ours}`, 'tmpfs', path];
  const way = ways.find(before => works([...before, ...words]));
  if (way === undefined) {
    throw new Skip('a small file system cannot be mounted; it needs root, or sudo, on Linux');
  }
  t.after(() => {
    assert.ok(works([...way, 'umount', '-l', path]), `${path} stays mounted`);
  });
}

function works([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
