// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { lock } from 'proper-lockfile';

/** What is fetched is kept here, out of version control. npm runs scripts in the package's root. */
export const cache = resolve('.cache');

/** A tool that is needed and cannot be had; `how` tells a person how to get it. */
export class MissingTool extends Error {
  /** @param {string} tool @param {string} how */
  constructor(tool, how) {
    super(`${tool} is missing: ${how}`);
    this.name = 'MissingTool';
  }
}

/** @param {string} line */
export function say(line) {
  console.log(`· ${line}`);
}

/** The absolute path of the first of these programs on the PATH. @param {string[]} names */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const file = join(folder || '.', name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not this one.
      }
    }
  }
  return null;
}

/**
 * Runs a program, silent unless it fails.
 * @param {string} program @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<void>}
 */
export function run(program, args, options = {}) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', text => (said = `${said}${text}`.slice(-2000)));
  }
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) {
        done();
      } else {
        reject(new Error(`${program} ${args.join(' ')} failed:\n${said}`));
      }
    });
  });
}

/** Whether Debian's packages can be installed here. */
export function canApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== null;
}

/** Where that fails, the reason is told and others are asked. @param {string[]} packages */
export async function apt(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing ${packages.join(' ')} with apt`);
  try {
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  } catch (error) {
    say(`apt could not install it: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Fills the cache one process at a time.
 * @template T @param {() => T | Promise<T>} fill
 */
export async function alone(fill) {
  mkdirSync(cache, { recursive: true });
  const release = await lock(cache, { retries: { retries: 600, minTimeout: 500, factor: 1 } });
  try {
    return await fill();
  } finally {
    await release();
  }
}

/**
 * The output of a program, or null where it fails or does not end in a minute.
 * @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 */
export function outputOf(program, args, env = process.env) {
  const done = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000, env });
  return done.status === 0 ? `${done.stdout}${done.stderr}` : null;
}
