// @ts-check
import { cpSync, mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser, viewport } from './page.mjs';
import { startServer } from './server.mjs';

/** After this long a suite counts as hung. */
const limit = 240_000;

/**
 * Runs one suite of in-editor tests, a folder of `test/host`, in a VS Code of its own: on a fresh
 * copy of its `workspace` folder, with `options.json` (`restricted`, `settings`, `open`: a file in
 * the workspace folder to open instead of it, say a `.code-workspace`).
 * @param {string} suite
 * @param {{ vscode: string, browser: string, env: NodeJS.ProcessEnv, shot?: string | undefined }} tools
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runHostSuite(suite, { vscode, browser, env, shot }) {
  const source = join('test/host', suite);
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-host-'));
  const workspace = join(home, 'workspace');
  mkdirSync(workspace);
  if (existsSync(join(source, 'workspace'))) {
    cpSync(join(source, 'workspace'), workspace, { recursive: true });
  }
  const file = join(source, 'options.json');
  const options = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const server = await startServer({
    vscode,
    home,
    port: 0,
    restricted: options.restricted === true,
    settings: { 'nextflowSecrets.nextflowPath': env['NFS_NEXTFLOW'], ...options.settings },
    env: { ...env, NFS_SUITE: suite, XDG_STATE_HOME: join(home, 'state') },
  });
  const chrome = await launchBrowser(browser);
  try {
    const page = await chrome.newPage({ viewport });
    const ended = exitOf(page);
    await page.goto(
      server.url(join(workspace, options.open ?? ''), resolve('out/test/host/index.cjs')),
    );
    const counts = await ended;
    if (shot || counts.failed > 0) {
      mkdirSync('test-results', { recursive: true });
      await page.screenshot({ path: shot ?? `test-results/host-${suite}.png` });
    }
    return counts;
  } finally {
    await chrome.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Forwards what the tests print and waits for their end. @param {import('playwright-core').Page} page */
async function exitOf(page) {
  const counts = { passed: 0, failed: 0 };
  /** @type {(code: number) => void} */
  let exit = () => undefined;
  const exited = new Promise(done => (exit = done));
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _, /** @type {any[]} */ parts) => {
      const text = parts.map(String).join(' ');
      const found = /^host: (\d+) passed, (\d+) failed$/.exec(text);
      if (found) {
        counts.passed = Number(found[1]);
        counts.failed = Number(found[2]);
      } else if (text.startsWith('  ')) {
        console.log(text);
      }
    },
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => exit(code));
  const timer = setTimeout(() => exit(124), limit);
  const code = await exited;
  clearTimeout(timer);
  if (code !== 0 && counts.failed === 0) {
    console.log(`  ✖ the suite ended with ${code} before all its tests had run`);
    counts.failed += 1;
  }
  return counts;
}
