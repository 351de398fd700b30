import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Way } from './programs.ts';

/** What `clean` has said, all of it, and with which status. */
export interface Cleaned {
  readonly status: number | null;
  readonly out: string;
}

/**
 * Runs the `clean` that ships over a folder of runs, as somebody who has no other store: in `way`
 * as another user or in a container.
 */
export function cleaned(
  runs: string,
  flags: readonly string[] = [],
  [program = '', ...way]: Way = [process.execPath],
): Cleaned {
  const words = [...way, resolve('dist/cli.js'), 'clean', '--run-directory', runs, ...flags];
  const home = { HOME: '/nonexistent', NXF_HOME: '/nonexistent' };
  return spawned([program, ...words], { PATH: process.env['PATH'], ...home });
}

/** A program that does not end is killed after so many milliseconds. */
const timeout = 300_000;

/** What a program has said, all of it, and with which status. */
export function spawned([program = '', ...words]: Way, env: NodeJS.ProcessEnv): Cleaned {
  const limit = { timeout, killSignal: 'SIGKILL' } as const;
  const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8', ...limit });
  return { status, out: stdout + stderr };
}
