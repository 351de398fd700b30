// @ts-check
import { spawn } from 'node:child_process';
import { counts, excerpt } from './counts.mjs';
import { niceness } from './niceness.mjs';

/** The checks, and the command of each. @type {Record<string, string[]>} */
export const checks = {
  types: ['tsc'],
  lint: ['eslint', '.', '--max-warnings', '0'],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
};

/**
 * Runs one check; it counts as one test. Its output is shown in one piece, because checks run at
 * the same time.
 * @param {string} name
 */
export async function check(name) {
  const command = ['npx', '--no-install', ...(checks[name] ?? [])];
  const child = spawn('nice', ['-n', String(niceness), ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', text => (said += text));
  }
  const code = await new Promise(done => child.once('close', done));
  console.log(`\n■ ${name}${said === '' ? '' : `\n${said.trimEnd()}`}`);
  return counts(code === 0 ? { passed: 1 } : { failed: [excerpt(said)] });
}
