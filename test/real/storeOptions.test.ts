import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { GoogleServer } from '../support/google/googleServer.ts';
import { pipelineFolder } from '../support/pipelineFolder.ts';
import { test } from '../support/test.ts';

/** The command line beside Google Cloud, and what it makes of options that are wrong. */

test('list and check take names from Google Cloud, with a key file, and read no value', async t => {
  const server = await GoogleServer.start();
  t.after(() => {
    server.stop();
  });
  const replication = { automatic: {} };
  for (const id of ['team-DB_USER', 'team-DB_PASSWORD', 'others']) {
    server.service.createSecret('projects/research', id, { replication });
  }
  const { folder, run } = rig(t, server.environment);
  const key = join(folder, 'key.json');
  writeFileSync(
    key,
    JSON.stringify({
      type: 'service_account',
      project_id: 'research',
      client_email: 'robot@research.example',
      private_key: 'signs nothing: the server asks for no credentials',
    }),
  );
  const store = ['--store', 'google', '--google-credentials', key, '--prefix', 'team/'];
  const listed = await run('list', ...store);
  assert.deepEqual([listed.code, listed.out], [0, 'DB_PASSWORD\nDB_USER\n'], listed.err);
  const check = await run('check', '.', ...store);
  assert.equal(check.code, 1, check.err);
  assert.match(check.out, /ABSENT/);
  assert.doesNotMatch(check.out, /DB_USER/);
  assert.equal(server.faults.count('accessSecretVersion'), 0);
  server.faults.next('listSecrets', 'deny');
  const denied = await run('check', '.', ...store);
  assert.equal(denied.code, 2, denied.out);
  assert.doesNotMatch(denied.out, /ABSENT/);
});

test('what is called wrongly ends with 2, whatever the command, and help does not', async t => {
  const { run } = rig(t, {});
  const wrong: readonly (readonly string[])[] = [
    [],
    ['chek'],
    ['--nonsense'],
    ['scan', '.', '--format', 'xml'],
    ['scan', '.', '--nonsense'],
    ['check', '.', '--store', 'vault'],
    ['check', '.', '--format', 'xml'],
    ['check', '.', 'surplus'],
    ['list', '--seqera', '--store', 'nextflow'],
    ['list', '--format'],
    ['clean', '--older-than', 'soon'],
    ['clean', '--aws-region'],
    ['canary', '.', '--nonsense'],
  ];
  const codes = await Promise.all(
    wrong.map(async args => {
      const { code, err } = await run(...args);
      return [args.join(' '), code, err !== ''];
    }),
  );
  assert.deepEqual(
    codes,
    wrong.map(args => [args.join(' '), 2, true]),
  );
  for (const command of ['scan', 'check', 'list', 'clean', 'canary']) {
    const { code, out } = await run(command, '--help');
    assert.deepEqual([command, code, out.includes(command)], [command, 0, true]);
  }
});

function rig(t: TestContext, more: NodeJS.ProcessEnv) {
  const folder = pipelineFolder(t, {
    'main.nf':
      "process ALIGN {\n  secret 'DB_USER', 'ABSENT'\n  script: 'true'\n}\nworkflow { ALIGN() }",
  });
  const env = { PATH: process.env['PATH'], HOME: folder, ...more };
  const run = (...args: readonly string[]) =>
    new Promise<{ readonly code: number; readonly out: string; readonly err: string }>(done => {
      const words = [resolve('dist/cli.js'), ...args];
      execFile(process.execPath, words, { cwd: folder, env }, (error, out, err) => {
        done({ code: error ? Number(error.code) : 0, out, err });
      });
    });
  return { folder, run };
}
