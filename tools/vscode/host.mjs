// @ts-check
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { excerpt } from '../test/counts.mjs';
import { launchBrowser, stillness, viewport } from './page.mjs';
import { startServer } from './server.mjs';
import { stage } from './suite.mjs';

/** How a line of a test that failed begins. */
const failed = '  ✖ ';

/** After this long a suite counts as hung. */
const limit = 1_800_000;

/**
 * Runs one suite of in-editor tests in a VS Code of its own.
 * @param {string} suite
 * @param {{ vscode: string, browser: string, env: NodeJS.ProcessEnv, say: (line: string) => void, shot?: string | undefined, keep: boolean }} tools
 *   with `shot`, a picture of the end is kept there; with `keep`, so is the workspace
 * @returns {Promise<{ passed: number, failed: string[] }>} what failed as it was said
 */
export async function runHostSuite(suite, { vscode, browser, env, say, shot, keep }) {
  const { home, options, open, env: own, remove } = stage(suite);
  const server = await startServer({
    vscode,
    home,
    port: 0,
    restricted: options.restricted === true,
    settings: {
      'nextflowSecrets.nextflowPath': env['NFS_NEXTFLOW'],
      ...stillness,
      // Decided, so that nothing is proposed beside what a test looks at.
      'nextflowSecrets.userStore': 'editor',
      ...options.settings,
    },
    env: { ...env, ...own },
    lean: true,
    development: true,
  });
  const chrome = await launchBrowser(browser);
  try {
    const context = await chrome.newContext({ viewport });
    const page = await context.newPage();
    const ended = exitOf(page, say);
    await page.goto(server.url(open, { tests: resolve('out/test/host/index.cjs') }));
    const counts = await ended;
    if (shot || counts.failed.length > 0) {
      mkdirSync('test-results', { recursive: true });
      await page.screenshot({ path: shot ?? `test-results/host-${suite}.png` });
    }
    return counts;
  } finally {
    await chrome.close();
    await server.stop();
    if (keep) {
      say(`  kept ${home}`);
    } else {
      remove();
    }
  }
}

/**
 * Forwards what the tests print and waits for their end.
 * @param {import('playwright-core').Page} page @param {(line: string) => void} say
 */
async function exitOf(page, say) {
  /** @type {{ passed: number, failed: string[] }} */
  const counts = { passed: 0, failed: [] };
  /** @type {(code: number) => void} */
  let exit = () => undefined;
  const exited = new Promise(done => (exit = done));
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _, /** @type {any[]} */ parts) => {
      const text = parts.map(String).join(' ');
      const found = /^host: (\d+) passed, \d+ failed$/.exec(text);
      if (found) {
        counts.passed = Number(found[1]);
      } else if (text.startsWith('  ')) {
        say(text);
        if (text.startsWith(failed)) {
          counts.failed.push(excerpt(text.slice(failed.length)));
        }
      }
    },
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => exit(code));
  const timer = setTimeout(() => exit(124), limit);
  const code = await exited;
  clearTimeout(timer);
  if (code !== 0 && counts.failed.length === 0) {
    const failure = `the suite ended with ${code} before all its tests had run`;
    say(`${failed}${failure}`);
    counts.failed.push(failure);
  }
  return counts;
}
