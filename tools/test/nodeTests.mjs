// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { counts, excerpt } from './counts.mjs';

/** After this long a file of tests counts as hung. */
const limit = 2_700_000;

/** Lets what is run stand back for others. */
const behind = ['--import', new URL('behind.mjs', import.meta.url).href];

/**
 * Runs the bundled test files of a folder with Node's own runner.
 * @param {string} folder    below `out/test`, say `unit`
 * @param {number} concurrency  files at a time
 * @param {{ grep?: string | undefined, suite: string[] }} chosen  names of tests and of files, say
 *   `runs`; none runs all
 * @param {{ standsBack?: boolean }} [options]
 */
export async function nodeTests(folder, concurrency, { grep, suite }, { standsBack = false } = {}) {
  const root = join('out/test', folder);
  const all = existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name =>
        name.endsWith('.test.mjs'),
      )
    : [];
  const unknown = suite.find(wanted => !all.some(name => isOf(name, wanted)));
  if (unknown !== undefined) {
    throw new Error(`no file and no folder of tests below test/${folder} is named ${unknown}`);
  }
  const files = all
    .filter(name => suite.length === 0 || suite.some(wanted => isOf(name, wanted)))
    .map(name => join(root, name));
  const result = counts({});
  const testNamePatterns = grep === undefined ? [] : [new RegExp(grep)];
  const execArgv = standsBack ? behind : [];
  const stream = run({ files, concurrency, timeout: limit, testNamePatterns, execArgv });
  stream.on('test:pass', ({ name, skip, details }) => {
    if (skip !== undefined && skip !== false) {
      result.skipped.push(`${name}: ${skip === true ? 'no reason given' : skip}`);
    } else if (details.type !== 'suite') {
      result.passed += 1;
    }
  });
  stream.on('test:fail', ({ name, file, details }) => {
    if (details.type !== 'suite') {
      const { cause, message } = details.error;
      const why = cause instanceof Error ? cause.stack : message;
      result.failed.push(excerpt(`${name} (${relative(root, file ?? root)})\n${why}`));
    }
  });
  const shown = stream.compose(spec());
  shown.pipe(process.stdout, { end: false });
  await new Promise(done => shown.once('end', done));
  return result;
}

/**
 * Whether a file of tests is a suite or lies in the folder that is.
 * @param {string} file   say `cli/clean.test.mjs`
 * @param {string} suite  say `clean`, `cli` or `cli/clean`
 */
function isOf(file, suite) {
  const path = `/${file.replace(/\.test\.mjs$/, '')}/`;
  return path.includes(`/${suite}/`);
}
