// @ts-check
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, cache, run, say } from './shell.mjs';
import { pythonWithVenv } from './moto.mjs';

const version = '1.45.11';

/** The `aws` command, from PyPI, in an environment of its own: it wants other versions than moto. */
export async function awscli() {
  const folder = join(cache, `awscli-${version}`);
  const program = join(folder, 'bin/aws');
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    await alone(() => (existsSync(complete) ? undefined : install(folder, complete)));
  }
  say(`aws command ${version}: ${program}`);
  return program;
}

/** @param {string} folder @param {string} complete */
async function install(folder, complete) {
  const python = await pythonWithVenv();
  say(`fetching the aws command ${version} with pip`);
  rmSync(folder, { recursive: true, force: true });
  await run(python, ['-m', 'venv', folder]);
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await run(join(folder, 'bin/pip'), ['install', ...quiet, `awscli==${version}`]);
  writeFileSync(complete, '');
}
