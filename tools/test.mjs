// @ts-check
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from './test/build.mjs';
import { check, checks } from './test/checks.mjs';
import { counts, excerpt, report } from './test/counts.mjs';
import { hostTests } from './test/hostTests.mjs';
import { nodeTests } from './test/nodeTests.mjs';
import { cloudsOfTests, editorOfTests, nextflowOfTests, systemOfTests } from './test/tools.mjs';

const usage = `npm test -- [options]
  --only STEP    of types, lint, format, build, unit, real, host, browser, package; may be repeated
  --grep PATTERN only tests with such a name
  --suite NAME   only this file or folder of tests, say runs or adapters/runs; may be repeated
  --shot FILE    keep a picture of the end of the in-editor tests
  --keep         keep the workspace of the in-editor tests`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    grep: { type: 'string' },
    suite: { type: 'string', multiple: true, default: [] },
    shot: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Why tests in an editor cannot run, if so. @type {string[]} */
const noEditor = [];

/** @typedef {Record<string, (chosen: string[]) => Promise<import('./test/counts.mjs').Counts>>} Steps */

const standsBack = true;

/**
 * The steps besides the checks: stages after each other, each of lanes beside each other. Tests of
 * runs and of editors wait for programs most of the time, so they share the processors.
 * @type {Steps[][]}
 */
const stages = [
  [{ build }],
  [
    {
      unit: () => nodeTests('unit', 2, values, { standsBack }),
      real: () => nodeTests('real', 2, values, { standsBack }),
      host: () => hostTests(noEditor, 2, values),
    },
    {
      browser: () => nodeTests('browser', 1, values),
      package: () => nodeTests('package', 1, values),
    },
  ],
];

/** @param {string[]} chosen */
async function provision(chosen) {
  const missing = [];
  if (chosen.some(step => ['real', 'host', 'browser'].includes(step))) {
    const { env, absent } = await nextflowOfTests();
    Object.assign(process.env, env);
    missing.push(...absent);
  }
  if (chosen.some(step => ['real', 'host', 'browser'].includes(step))) {
    const { env, absent } = await cloudsOfTests();
    Object.assign(process.env, env);
    missing.push(...absent);
  }
  if (chosen.includes('real')) {
    const { env, absent } = await systemOfTests();
    Object.assign(process.env, env);
    missing.push(...absent);
  }
  if (chosen.some(step => ['host', 'browser'].includes(step))) {
    const { env, absent } = await editorOfTests();
    Object.assign(process.env, env);
    noEditor.push(...absent);
    missing.push(...absent);
  }
  missing.forEach(message => console.log(`✖ ${message}`));
}

/** A step that throws has failed; the others go on. @param {string} step @param {() => Promise<import('./test/counts.mjs').Counts>} act */
async function measure(step, act) {
  const started = performance.now();
  const result = await act().catch(error => {
    console.error(error);
    return counts({ failed: [excerpt(String(error))] });
  });
  return { step, result, seconds: (performance.now() - started) / 1000 };
}

/** @param {string[]} only */
function choose(only) {
  const all = [...Object.keys(checks), ...stages.flat().flatMap(Object.keys)];
  const unknown = only.find(step => !all.includes(step));
  if (unknown !== undefined) {
    throw new Error(`no step ${unknown}\n${usage}`);
  }
  const builds = only.some(step => !(step in checks));
  return all.filter(
    step => only.length === 0 || only.includes(step) || (step === 'build' && builds),
  );
}

async function main() {
  const chosen = choose(values.only);
  await provision(chosen);
  if (values.only.length === 0) {
    rmSync('test-results', { recursive: true, force: true });
  }
  /** @type {Awaited<ReturnType<typeof measure>>[]} */
  const results = [];
  // Nothing waits for the checks.
  const checked = Promise.all(
    chosen.filter(step => step in checks).map(step => measure(step, () => check(step))),
  );
  for (const lanes of stages) {
    await Promise.all(
      lanes.map(async lane => {
        for (const [step, act] of Object.entries(lane)) {
          if (chosen.includes(step)) {
            console.log(`\n■ ${step}`);
            results.push(await measure(step, () => act(chosen)));
          }
        }
      }),
    );
  }
  return report([...(await checked), ...results], process.env['CI'] === 'true');
}

if (values.help) {
  console.log(usage);
} else {
  process.exit((await main()) ? 0 : 1);
}
