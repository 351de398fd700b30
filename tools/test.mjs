// @ts-check
// npm test -- [--only STEP]… [--grep PATTERN] [--suite NAME]
// Steps: types, lint, format, build, unit, real, host, browser, package.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { browser } from './provision/browser.mjs';
import { java } from './provision/java.mjs';
import { pinnedNextflow } from './provision/nextflow.mjs';
import { MissingTool, run } from './provision/shell.mjs';
import { vscodeServer } from './provision/vscode.mjs';
import { nodeTests } from './test/nodeTests.mjs';
import { runHostSuite } from './vscode/host.mjs';

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    grep: { type: 'string' },
    suite: { type: 'string' },
    shot: { type: 'string' },
  },
});
const strict = process.env['CI'] === 'true';
const patterns = values.grep === undefined ? [] : [values.grep];

/** Which tools the steps' tests need; an absent one is told in `skipped`. @type {NodeJS.ProcessEnv} */
const env = { ...process.env };
/** @type {Map<string, string>} */
const absent = new Map();

/** @param {string} name @param {string} variable @param {() => Promise<string>} find */
async function provide(name, variable, find) {
  try {
    env[variable] = await find();
  } catch (error) {
    if (!(error instanceof MissingTool)) {
      throw error;
    }
    absent.set(name, error.message);
  }
}

/** A step that is one check. @param {string[]} command @returns {() => Promise<Counts>} */
const check = command => async () => {
  const code = await new Promise(done => {
    spawn('npx', ['--no-install', ...command], { stdio: 'inherit' }).once('exit', done);
  });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
};

/** @returns {Promise<Counts>} */
async function build() {
  await run(process.execPath, ['esbuild.mjs']);
  await run(process.execPath, ['esbuild.mjs', '--tests']);
  return { passed: 1, failed: 0, skipped: [] };
}

/** @returns {Promise<Counts>} */
async function host() {
  const counts = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]) };
  for (const need of ['VS Code', 'a browser']) {
    const reason = absent.get(need);
    if (reason !== undefined) {
      return { ...counts, skipped: [`in-editor tests: ${reason}`] };
    }
  }
  const suites = readdirSync('test/host', { withFileTypes: true }).filter(e => e.isDirectory());
  for (const { name } of suites.filter(
    e => values.suite === undefined || e.name === values.suite,
  )) {
    console.log(`\n▶ in the editor: ${name}`);
    const done = await runHostSuite(name, {
      vscode: env['NFS_VSCODE'] ?? '',
      browser: env['CHROME_PATH'] ?? '',
      env: { ...env, ...(values.grep === undefined ? {} : { NFS_GREP: values.grep }) },
      shot: values.shot,
    });
    counts.passed += done.passed;
    counts.failed += done.failed;
  }
  return counts;
}

/** @type {Record<string, () => Promise<Counts>>} */
const steps = {
  types: check(['tsc']),
  lint: check(['eslint', '.', '--max-warnings', '0']),
  format: check(['prettier', '--check', '--log-level', 'warn', '.']),
  build,
  unit: () => nodeTests('unit', 2, env, patterns),
  package: () => nodeTests('package', 1, env, patterns),
  real: () => nodeTests('real', 2, env, patterns),
  host,
  browser: () => nodeTests('browser', 1, env, patterns),
};

async function main() {
  const chosen = Object.keys(steps).filter(
    step => values.only.length === 0 || values.only.includes(step) || step === 'build',
  );
  if (chosen.some(step => ['real', 'host', 'browser'].includes(step))) {
    await provide('Java', 'JAVA_CMD', java);
    await provide('Nextflow', 'NFS_NEXTFLOW', pinnedNextflow);
  }
  if (chosen.some(step => ['host', 'browser'].includes(step))) {
    await provide('VS Code', 'NFS_VSCODE', vscodeServer);
    await provide('a browser', 'CHROME_PATH', browser);
  }
  /** @type {[string, Counts, number][]} */
  const results = [];
  for (const step of chosen) {
    console.log(`\n■ ${step}`);
    const started = performance.now();
    const counts = await steps[step]?.().catch(error => {
      console.error(error);
      return { passed: 0, failed: 1, skipped: [] };
    });
    results.push([
      step,
      counts ?? { passed: 0, failed: 1, skipped: [] },
      performance.now() - started,
    ]);
  }
  report(results);
}

/** @param {[string, Counts, number][]} results */
function report(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log('\nSummary');
  for (const [step, { passed, failed, skipped }, took] of results) {
    const mark = failed > 0 ? '✖' : '✔';
    console.log(
      `  ${mark} ${step.padEnd(8)} ${passed} passed, ${failed} failed, ${(took / 1000).toFixed(0)} s`,
    );
    skipped.forEach(reason => console.log(`    skipped ${reason}`));
    total.passed += passed;
    total.failed += failed + (strict ? skipped.length : 0);
    total.skipped += strict ? 0 : skipped.length;
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

rmSync('test-results', { recursive: true, force: true });
await main();
process.exit();
