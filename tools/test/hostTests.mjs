// @ts-check
import { runHostSuite } from '../vscode/host.mjs';
import { suites } from '../vscode/suite.mjs';
import { counts } from './counts.mjs';

/**
 * Runs the in-editor tests, some suites at a time; what a suite says is shown in one piece.
 * @param {string[]} absent  why they cannot run, if so
 * @param {number} concurrency  suites at a time
 * @param {{ suite: string[], grep?: string | undefined, shot?: string | undefined, keep: boolean }} options
 */
export async function hostTests(absent, concurrency, { suite, grep, shot, keep }) {
  const all = suites();
  const unknown = suite.find(wanted => !all.includes(wanted));
  if (unknown !== undefined) {
    throw new Error(`no folder of test/host is named ${unknown}`);
  }
  const chosen = all.filter(name => suite.length === 0 || suite.includes(name));
  if (absent.length > 0) {
    return counts({ skipped: chosen.map(name => `in-editor tests of ${name}: ${absent[0]}`) });
  }
  const result = counts({});
  const waiting = [...chosen];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const said = [`\n▶ in the editor: ${name}`];
      try {
        const { passed, failed } = await runHostSuite(name, {
          vscode: process.env['NFS_VSCODE'] ?? '',
          browser: process.env['CHROME_PATH'] ?? '',
          env: { ...process.env, ...(grep === undefined ? {} : { NFS_GREP: grep }) },
          say: line => said.push(line),
          shot,
          keep,
        });
        result.passed += passed;
        result.failed.push(...failed.map(failure => `${name}: ${failure}`));
      } finally {
        console.log(said.join('\n'));
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return result;
}
