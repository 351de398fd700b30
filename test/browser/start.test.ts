import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { launchBrowser, viewport } from '../../tools/vscode/page.mjs';
import { NpmStart } from '../support/npmStart.ts';
import { launchThere } from '../support/seqera/keepOnSeqera.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until, waitLimit } from '../support/until.ts';
import { Workbench } from '../support/workbench.ts';

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`npm start serves a folder at a port until npm gets ${signal}`, async t => {
    requireTool('VS Code');
    const port = await freePort();
    const options = ['--no-open', '--port', String(port), '--folder', 'test/host/basics/workspace'];
    const start = new NpmStart(t, options, { 'xdg-open': 'touch "$(dirname "$0")/opened"' });
    const address = await start.address();
    assert.equal(address.port, String(port));
    assert.equal(address.searchParams.get('folder'), resolve('test/host/basics/workspace'));
    // It takes the token into a cookie and sends on to the page.
    assert.equal((await fetch(address, { redirect: 'manual' })).status, 302);
    assert.equal((await fetch(`http://localhost:${port}/`)).status, 403);
    assert.throws(() => start.wrote('opened'), { code: 'ENOENT' });
    start.kill(signal);
    await until(() => isFree(port));
  });
}

test('npm start opens the page in the browser, and an untrusted folder where that is asked', async t => {
  requireTool('VS Code');
  const browser = requireTool('a browser');
  const port = await freePort();
  const programs = { 'xdg-open': 'echo "$1" > "$(dirname "$0")/opened"', code: 'exit 1' };
  const start = new NpmStart(t, ['--browser', '--restricted', '--port', String(port)], programs);
  const address = await start.address();
  const opened = join(start.home, 'opened');
  await until(() => existsSync(opened) && start.wrote('opened').endsWith('\n'), 'the page to open');
  assert.equal(start.wrote('opened').trim(), address.href);
  const chrome = await launchBrowser(browser);
  try {
    const page = await chrome.newPage();
    await page.goto(address.href);
    await new Workbench(page).ready();
    await page.getByText('Restricted Mode').first().waitFor();
  } finally {
    await chrome.close();
  }
});

test('npm start --seqera opens a repository that is launched with nothing typed', async t => {
  requireTool('VS Code');
  const browser = requireTool('a browser');
  const options = ['--seqera', '--no-open', '--port', String(await freePort())];
  const start = new NpmStart(t, options, {});
  const address = await start.address();
  const chrome = await launchBrowser(browser);
  try {
    const page = await chrome.newPage({ viewport });
    page.setDefaultTimeout(waitLimit);
    await page.goto(address.href);
    const window = new Workbench(page);
    await window.ready();
    await window.openSecrets();
    await window.row(/^DB_PASSWORD, used/).waitFor();
    await window.shot('start-seqera-1-signed-in');
    await window.openFile('main.nf');
    await launchThere(window, /cloud-batch/);
    await window.row(/^brave_curie_5, (submitted|running)/).waitFor();
    await window.shot('start-seqera-2-launched');
  } finally {
    await chrome.close();
  }
});

const code = 'printf "%s\\n" "$@" > "$(dirname "$0")/arguments"';

for (const [options, trusted] of [
  [[], true],
  [['--desktop', '--restricted'], false],
] as const) {
  test(`npm start ${options.join(' ') || 'alone'} opens the desktop VS Code that is on the PATH`, async t => {
    const start = new NpmStart(t, options, { code });
    assert.equal(await start.ended(), 0, start.said);
    const words = start.wrote('arguments').trim().split('\n');
    assert.ok(
      words.includes(`--extensionDevelopmentPath=${resolve('.cache/start/extension')}`),
      'what ships, and nothing is installed for other windows',
    );
    assert.equal(words.includes('--disable-workspace-trust'), trusted);
    const sample = resolve('samples/quickstart');
    assert.deepEqual(words.slice(-3), [sample, '--goto', resolve(sample, 'main.nf')]);
    // Whatever environment its extension host has, also that of a window that was open before.
    const user = words[words.indexOf('--user-data-dir') + 1] ?? '';
    const text = readFileSync(join(user, 'User/settings.json'), 'utf8');
    const program = (JSON.parse(text) as Record<string, string>)['nextflowSecrets.nextflowPath'];
    const bare = { env: { PATH: '/usr/bin:/bin' }, encoding: 'utf8' } as const;
    assert.match(execFileSync(program ?? '', ['-version'], bare), /version \d+\.\d+/);
    assert.equal(start.said.match(/^\d\. /gm)?.length, 3, start.said);
  });
}

test('npm start says what it wants where an option or the desktop VS Code is missing', async t => {
  const wrong = new NpmStart(t, ['--prot', '7000'], {});
  assert.equal(await wrong.ended(), 1);
  assert.match(wrong.said, /--prot[^]*npm start -- \[options\]/);
  const failing = new NpmStart(t, ['--desktop'], { code: 'exit 3' });
  assert.equal(await failing.ended(), 3);
});

function freePort(): Promise<number> {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

function isFree(port: number): Promise<boolean> {
  return fetch(`http://localhost:${port}/`).then(
    () => false,
    () => true,
  );
}
