// @ts-check
import { runHostSuite } from '../vscode/host.mjs';
import { suites } from '../vscode/suite.mjs';
import { counts } from './counts.mjs';

/**
 * Runs the in-editor tests, suite by suite.
 * @param {string[]} absent  why they cannot run, if so
 * @param {{ suite?: string | undefined, grep?: string | undefined, shot?: string | undefined, keep: boolean }} options
 */
export async function hostTests(absent, { suite, grep, shot, keep }) {
  const chosen = suites().filter(name => suite === undefined || name === suite);
  if (absent.length > 0) {
    return counts({ skipped: chosen.map(name => `in-editor tests of ${name}: ${absent[0]}`) });
  }
  const result = counts({});
  for (const name of chosen) {
    console.log(`\n▶ in the editor: ${name}`);
    const { passed, failed } = await runHostSuite(name, {
      vscode: process.env['NFS_VSCODE'] ?? '',
      browser: process.env['CHROME_PATH'] ?? '',
      env: { ...process.env, ...(grep === undefined ? {} : { NFS_GREP: grep }) },
      shot,
      keep,
    });
    result.passed += passed;
    result.failed += failed;
  }
  return result;
}
