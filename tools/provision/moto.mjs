// @ts-check
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, apt, cache, canApt, MissingTool, onPath, outputOf, run, say } from './shell.mjs';

const version = '5.2.5';

/** The program of moto, a server that speaks as AWS does; from PyPI, in an environment of its own. */
export async function moto() {
  const folder = join(cache, `moto-${version}`);
  const program = join(folder, 'bin/moto_server');
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    await alone(() => (existsSync(complete) ? undefined : install(folder, complete)));
  }
  say(`moto ${version}: ${program}`);
  return program;
}

/** @param {string} folder @param {string} complete */
async function install(folder, complete) {
  const python = await pythonWithVenv();
  say(`fetching moto ${version} with pip, about half a minute`);
  rmSync(folder, { recursive: true, force: true });
  await run(python, ['-m', 'venv', folder]);
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await run(join(folder, 'bin/pip'), ['install', ...quiet, `moto[server]==${version}`]);
  writeFileSync(complete, '');
}

/** A Python that can make environments. */
export async function pythonWithVenv() {
  const found = find();
  if (found) {
    return found;
  }
  if (canApt()) {
    await apt('python3-venv');
  }
  const installed = find();
  if (installed) {
    return installed;
  }
  throw new MissingTool(
    'moto',
    'install Python 3.9 or newer with its venv module to fetch it with.',
  );
}

function find() {
  const python = onPath('python3', 'python');
  return python && outputOf(python, ['-c', 'import ensurepip, venv']) !== null ? python : null;
}
