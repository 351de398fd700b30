import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { home } from '../../tools/package/identity.mjs';

const repository = 'https://github.com/ada/pipelines';

/** A folder in which version 1.2.0 is ready to be published. */
function ready(t: TestContext, manifest = {}, changes = '## 1.2.0 (2026-05-01)\n'): string {
  const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-release-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const whole = { name: 'nextflow-secrets', version: '1.2.0', repository, ...manifest };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(whole));
  writeFileSync(join(folder, 'CHANGELOG.md'), `# Changelog\n\n${changes}`);
  execFileSync('npm', ['pack'], { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'nextflow-secrets-1.2.0.vsix'), '');
  // Says what it was asked for and which variables it was given.
  writeFileSync(
    join(folder, 'npx'),
    '#!/bin/sh\necho "$* with $VSCE_PAT$OVSX_PAT$NPM_TOKEN" >> asked\n',
    {
      mode: 0o755,
    },
  );
  return folder;
}

function release(
  folder: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [resolve('tools/release.mjs'), ...words], {
    cwd: folder,
    env: {
      PATH: [folder, process.env['PATH']].join(delimiter),
      HOME: folder,
      GITHUB_REPOSITORY: 'ada/pipelines',
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', text => (said += String(text)));
  }
  return new Promise(done => {
    child.once('close', code => {
      done({ code, said });
    });
  });
}

test('without tokens a release says what it would publish, and publishes nothing', async t => {
  const folder = ready(t);
  const { code, said } = await release(folder, ['publish'], {});
  assert.equal(code, 0, said);
  assert.match(said, /Marketplace: not published, VSCE_PAT[^]*OVSX_PAT[^]*NPM_TOKEN/);
  assert.ok(!existsSync(join(folder, 'asked')));
});

test('each place gets its package by its own token, which stands on no command line', async t => {
  const folder = ready(t);
  const authorities: (string | undefined)[] = [];
  const registry = createServer((asked, answer) => {
    authorities.push(asked.method === 'PUT' ? asked.headers.authorization : undefined);
    answer.writeHead(asked.method === 'PUT' ? 201 : 404, { 'content-type': 'application/json' });
    answer.end('{}');
  });
  await new Promise(done =>
    registry.listen(0, '127.0.0.1', () => {
      done(0);
    }),
  );
  t.after(() => {
    registry.closeAllConnections();
    registry.close();
  });
  const address = registry.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, said } = await release(folder, ['publish'], {
    VSCE_PAT: 'token-1',
    NPM_TOKEN: 'token-3',
    npm_config_registry: `http://127.0.0.1:${port}/`,
  });
  assert.equal(code, 0, said);
  assert.equal(
    readFileSync(join(folder, 'asked'), 'utf8'),
    '--no-install vsce publish --skip-duplicate --packagePath nextflow-secrets-1.2.0.vsix with token-1\n',
  );
  assert.deepEqual(authorities.filter(Boolean), ['Bearer token-3']);
  assert.doesNotMatch(said, /token-\d/);
});

test('a place that refuses fails the release, and the others get theirs', async t => {
  const folder = ready(t);
  const script = '#!/bin/sh\necho "$*" >> asked\ncase "$*" in *vsce*) exit 1;; esac\n';
  writeFileSync(join(folder, 'npx'), script);
  const tokens = { VSCE_PAT: 'token-1', OVSX_PAT: 'token-2' };
  assert.equal((await release(folder, ['publish'], tokens)).code, 1);
  assert.match(readFileSync(join(folder, 'asked'), 'utf8'), /vsce publish[^]*ovsx@\S+ publish/);
});

test('a tag is released only with its version, its changes and a repository', async t => {
  const check = async (tag: string, folder: string): Promise<string> => {
    const { code, said } = await release(folder, ['check', tag], {});
    assert.equal(code, said === '' ? 0 : 1);
    return said;
  };
  assert.equal(await check('v1.2.0', ready(t)), '');
  assert.match(await check('v1.3.0', ready(t)), /v1\.3\.0 is not v1\.2\.0/);
  assert.match(await check('v1.2.0', ready(t, { repository: '' })), /not filled in/);
  const other = { repository: 'https://github.com/ada/other' };
  assert.match(await check('v1.2.0', ready(t, other)), /and this is ada\/pipelines/);
  const unreleased = ready(t, {}, '## 1.2.0 (not yet released)\n');
  assert.match(await check('v1.2.0', unreleased), /not yet released/);
});

test('what is published says where the project lives, from one place', () => {
  for (const written of [repository, `${repository}.git`, `${repository}/`]) {
    assert.deepEqual(home(written), {
      repository: { type: 'git', url: `git+${repository}.git` },
      bugs: { url: `${repository}/issues` },
      homepage: `${repository}#readme`,
    });
  }
  assert.deepEqual(home(''), {});
});
