import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { startMoto } from '../../support/moto.ts';
import { MotoSecrets } from '../../support/motoSecrets.ts';
import { pipelineFolder } from '../../support/pipelineFolder.ts';
import { test } from '../../support/test.ts';
import { requireTool } from '../../support/tools.ts';

test('list and check take names from AWS, with the credentials of the environment', async t => {
  const moto = await startMoto(requireTool('moto'));
  t.after(() => moto.stop());
  const secrets = new MotoSecrets(moto.url);
  await secrets.create('team/DB_USER');
  await secrets.create('team/DB_PASSWORD');
  await secrets.create('others');
  const folder = pipelineFolder(t, {
    'main.nf':
      "process ALIGN {\n  secret 'DB_USER', 'ABSENT'\n  script: 'true'\n}\nworkflow { ALIGN() }",
  });
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    ...MotoSecrets.environment(moto.url),
  };
  const run = (...args: readonly string[]): Promise<readonly [number, string, string]> =>
    new Promise(done => {
      const words = [resolve('dist/cli.js'), ...args, '--store', 'aws', '--prefix', 'team/'];
      execFile(process.execPath, words, { cwd: folder, env }, (error, out, err) => {
        done([error ? Number(error.code) : 0, out, err]);
      });
    });
  const region = ['--aws-region', 'eu-west-1'];
  assert.deepEqual(await run('list', ...region), [0, 'DB_PASSWORD\nDB_USER\n', '']);
  const [code, out] = await run('check', '.', ...region);
  assert.equal(code, 1);
  assert.match(out, /ABSENT/);
  assert.doesNotMatch(out, /DB_USER/);
  const [failed, none, said] = await run('list');
  assert.deepEqual([failed, none], [2, '']);
  assert.match(said, /region/i);
});
