import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-cli-'));
after(() => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

test('the package of the command line installs by itself and runs', () => {
  const packed = resolve('out/package/nextflow-secrets.tgz');
  // Offline: it needs no other package.
  const words = ['install', '--offline', '--no-audit', '--no-fund', '--prefix', home, packed];
  execFileSync('npm', words, { stdio: 'pipe' });
  const run = (...args: readonly string[]): string =>
    execFileSync(join(home, 'node_modules/.bin/nextflow-secrets'), args, { encoding: 'utf8' });
  const found = run('scan', 'samples/quickstart', '--format', 'json');
  assert.match(found, /"DB_PASSWORD"/);
  assert.match(run('--help'), /scan[^]*clean[^]*canary|canary[^]*clean[^]*scan/);
  run('clean', '--dry-run', '--run-directory', join(home, 'runs'));
});
