// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/**
 * Runs the bundled test files of a folder with Node's own runner.
 * @param {string} folder    below `out/test`, say `unit`
 * @param {number} concurrency  files at a time
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} patterns  of test names; none runs all
 * @returns {Promise<{ passed: number, failed: number, skipped: string[] }>}
 */
export async function nodeTests(folder, concurrency, env, patterns) {
  const root = join('out/test', folder);
  const files = existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.test.mjs'))
        .map(name => join(root, name))
    : [];
  const counts = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]) };
  Object.assign(process.env, env, { NODE_OPTIONS: '--enable-source-maps' });
  const stream = run({ files, concurrency, testNamePatterns: patterns.map(p => new RegExp(p)) });
  stream.on('test:pass', ({ name, skip, details }) => {
    if (skip !== undefined && skip !== false) {
      counts.skipped.push(`${name}: ${skip === true ? 'skipped' : skip}`);
    } else if (details.type !== 'suite') {
      counts.passed += 1;
    }
  });
  stream.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') {
      counts.failed += 1;
    }
  });
  const shown = stream.compose(spec());
  shown.pipe(process.stdout, { end: false });
  await new Promise(done => shown.once('end', done));
  return counts;
}
