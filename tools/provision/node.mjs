// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, cache, run, say } from './shell.mjs';

/**
 * A Node of a version, say `20.9.0`, or the last of a line, say `22`, from the npm registry.
 * @param {string} version
 */
export async function nodeOf(version) {
  const root = join(cache, `node-${version}`);
  const program = join(root, 'node_modules/node/bin/node');
  if (!existsSync(program)) {
    await alone(async () => {
      if (!existsSync(program)) {
        say(`fetching Node ${version} with npm`);
        mkdirSync(root, { recursive: true });
        writeFileSync(join(root, 'package.json'), '{"private":true}\n');
        const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
        await run('npm', ['install', ...quiet, `node@${version}`], { cwd: root });
      }
    });
  }
  say(`Node ${version}: ${program}`);
  return program;
}
