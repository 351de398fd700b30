import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { launchBrowser } from '../../tools/vscode/page.mjs';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { Workbench } from '../support/workbench.ts';

/** `npm start` with these options, on a machine that has these programs besides its own. */
class Start {
  readonly home: string;
  readonly process: ChildProcess;
  said = '';

  constructor(
    t: TestContext,
    options: readonly string[],
    programs: Readonly<Record<string, string>>,
  ) {
    this.home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-start-'));
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(this.home, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    const path = [this.home, process.env['PATH'] ?? ''].join(delimiter);
    this.process = spawn('npm', ['start', '--', ...options], {
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', text => (this.said += String(text)));
    }
    t.after(async () => {
      this.process.kill('SIGTERM');
      await this.ended();
      rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** What a program of `programs` has written down. */
  wrote(file: string): string {
    return readFileSync(join(this.home, file), 'utf8');
  }

  async address(): Promise<URL> {
    await until(() => this.said.includes('Ctrl+C ends it.') || this.process.exitCode !== null);
    return new URL(/http:\S+/.exec(this.said)?.[0] ?? assert.fail(this.said));
  }

  async ended(): Promise<number | null> {
    await until(() => this.process.exitCode !== null || this.process.signalCode !== null);
    return this.process.exitCode;
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`npm start serves a folder at a port until npm gets ${signal}`, async t => {
    if (requireTool(t, 'VS Code') === null) {
      return;
    }
    const port = await freePort();
    const options = ['--no-open', '--port', String(port), '--folder', 'test/host/basics/workspace'];
    const start = new Start(t, options, { 'xdg-open': 'touch "$(dirname "$0")/opened"' });
    const address = await start.address();
    assert.equal(address.port, String(port));
    assert.equal(address.searchParams.get('folder'), resolve('test/host/basics/workspace'));
    // It takes the token into a cookie and sends on to the page.
    assert.equal((await fetch(address, { redirect: 'manual' })).status, 302);
    assert.equal((await fetch(`http://localhost:${port}/`)).status, 403);
    assert.throws(() => start.wrote('opened'), { code: 'ENOENT' });
    start.process.kill(signal);
    await until(() => isFree(port));
  });
}

test('npm start opens the page in the browser, and an untrusted folder where that is asked', async t => {
  const vscode = requireTool(t, 'VS Code');
  const browser = vscode === null ? null : requireTool(t, 'a browser');
  if (browser === null) {
    return;
  }
  const port = await freePort();
  const programs = { 'xdg-open': 'echo "$1" > "$(dirname "$0")/opened"', code: 'exit 1' };
  const start = new Start(t, ['--browser', '--restricted', '--port', String(port)], programs);
  const address = await start.address();
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

const code = 'printf "%s\\n" "$@" > "$(dirname "$0")/arguments"';

for (const [options, trusted] of [
  [[], true],
  [['--desktop', '--restricted'], false],
] as const) {
  test(`npm start ${options.join(' ') || 'alone'} opens the desktop VS Code that is on the PATH`, async t => {
    const start = new Start(t, options, { code });
    assert.equal(await start.ended(), 0, start.said);
    const words = start.wrote('arguments').trim().split('\n');
    assert.ok(words.includes(`--extensionDevelopmentPath=${resolve('.')}`));
    assert.equal(words.includes('--disable-workspace-trust'), trusted);
    assert.equal(words.at(-1), resolve('samples/quickstart'));
  });
}

test('npm start says what it wants where an option or the desktop VS Code is missing', async t => {
  const wrong = new Start(t, ['--prot', '7000'], {});
  assert.equal(await wrong.ended(), 1);
  assert.match(wrong.said, /--prot[^]*npm start -- \[options\]/);
  const failing = new Start(t, ['--desktop'], { code: 'exit 3' });
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
