import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { pipelineFolder } from '../support/pipelineFolder.ts';
import { FakePlatform } from '../support/seqera/fakePlatform.ts';
import { addSample } from '../support/seqera/samplePlatform.ts';
import { hiddenHost, startTlsFront } from '../support/seqera/tlsFront.ts';
import { test } from '../support/test.ts';

/** The command line beside Seqera Platform: names alone, the token from the environment alone. */

const pipeline = {
  'main.nf':
    "process ALIGN {\n  secret 'DB_USER', 'ABSENT'\n  script: 'true'\n}\nworkflow { ALIGN() }",
};

test('list and check take names from the Platform, with the token of the environment', async t => {
  const { platform, run } = await rig(t);
  const own = await run(['list', '--seqera', 'genomics/rnaseq']);
  assert.deepEqual([own.code, own.out], [0, 'DB_PASSWORD\nDB_USER\nOLD_TOKEN\n']);
  const json = await run(['list', '--seqera', 'genomics/rnaseq', '--format', 'json']);
  assert.deepEqual(
    json.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as unknown)[1],
    { name: 'DB_USER', scope: 'user', store: 'seqera' },
  );
  const usual = await run(['list', '--seqera'], { TOWER_WORKSPACE_ID: 'genomics/references' });
  assert.deepEqual([usual.code, usual.out], [0, 'DB_USER\nLICENCE_KEY\n']);
  const check = await run(['check', '.', '--seqera', 'genomics/rnaseq']);
  assert.equal(check.code, 1, check.err);
  assert.match(check.out, /ABSENT/);
  assert.doesNotMatch(check.out, /DB_USER/);
  assert.ok(platform.requests.length > 0);
  assert.deepEqual(platform.problems, []);
});

test('what is in the way is told with the next step, and nothing is taken for missing', async t => {
  const { platform, run } = await rig(t);
  const outcomes = [
    [
      await run(['list', '--seqera', 'genomics/none']),
      /genomics\/none does not exist on Seqera Platform/,
    ],
    [
      await run(['list', '--seqera'], { TOWER_ACCESS_TOKEN: 'not-the-token' }),
      /TOWER_ACCESS_TOKEN/,
    ],
    [await run(['list', '--seqera'], { TOWER_ACCESS_TOKEN: '' }), /TOWER_ACCESS_TOKEN/],
    [
      await run(['list', '--seqera'], { TOWER_API_ENDPOINT: 'http://seqera.example.org/api' }),
      /must begin with https/,
    ],
  ] as const;
  for (const [{ code, out, err }, said] of outcomes) {
    assert.deepEqual([code, out], [2, ''], err);
    assert.match(err, said);
  }
  const both = await run(['list', '--seqera', '--store', 'nextflow']);
  assert.match(both.err, /cannot be used with/);
  await platform.stop();
  const check = await run(['check', '.', '--seqera', 'genomics/rnaseq']);
  assert.equal(check.code, 2, check.out);
  assert.match(check.err, /does not respond.*ECONNREFUSED/);
  assert.doesNotMatch(check.out, /ABSENT/);
});

test('check tells names alone in each format, and nothing where it does not know them all', async t => {
  const { platform, ada, rnaseq, run } = await rig(t);
  for (const format of ['json', 'sarif', 'github'] as const) {
    const ran = await run(['check', '.', '--seqera', 'genomics/rnaseq', '--format', format]);
    assert.equal(ran.code, 1, ran.err);
    assert.match(ran.out, /ABSENT/);
    assert.doesNotMatch(ran.out, /DB_USER|OLD_TOKEN/);
  }
  // A token as files and CI have it, a workspace by its number, an address with a space.
  const padded = {
    TOWER_ACCESS_TOKEN: ` ${ada.token}\r\n`,
    TOWER_API_ENDPOINT: ` ${platform.endpoint}/ `,
  };
  const numbered = await run(['list', '--seqera', String(rnaseq.id)], padded);
  assert.deepEqual([numbered.code, numbered.out], [0, 'DB_PASSWORD\nDB_USER\nOLD_TOKEN\n']);

  const part = '{"pipelineSecrets":[{"id":1,"name":"DB_USER"}],"totalSize":2}';
  for (const [what, fault, said] of [
    [
      'no right to list',
      { kind: 'status', status: 403 },
      /is maintain, which is not allowed to list secrets/,
    ],
    ['a part of the list', { kind: 'body', body: part }, /sent only a part of the list of secrets/],
    [
      'too much',
      { kind: 'status', status: 429, headers: { 'retry-after': '90' } },
      /is busy\. Try again in 1 min/,
    ],
  ] as const) {
    platform.faults.next('listSecrets', {
      kind: 'body',
      body: '{"pipelineSecrets":[],"totalSize":0}',
    });
    platform.faults.next('listSecrets', fault, 9);
    const ran = await run(['check', '.', '--seqera', 'genomics/rnaseq']);
    platform.faults.clear();
    assert.equal(ran.code, 2, what);
    assert.match(ran.err, said, what);
    assert.doesNotMatch(ran.out, /ABSENT/, what);
  }
  for (const [args, env, said] of [
    [['--seqera', 'rnaseq'], {}, /rnaseq does not exist on Seqera Platform/],
    [
      ['--seqera', 'genomics/rnaseq'],
      { TOWER_ACCESS_TOKEN: 'not-the-token' },
      /TOWER_ACCESS_TOKEN/,
    ],
    [['--seqera', 'genomics/rnaseq'], { TOWER_ACCESS_TOKEN: 'two words' }, /TOWER_ACCESS_TOKEN/],
    [['--seqera', 'genomics/rnaseq', '--format', 'yaml'], {}, /--format/],
  ] as const) {
    const ran = await run(['check', '.', ...args], env);
    assert.deepEqual([ran.code, ran.out], [2, ''], ran.err);
    assert.match(ran.err, said);
  }
});

test('a certificate of an own authority and a proxy are taken as Node takes them', async t => {
  const { platform, run } = await rig(t);
  const front = await startTlsFront(pipelineFolder(t, {}), platform.port);
  t.after(() => front.stop());
  const list = (env: NodeJS.ProcessEnv) => run(['list', '--seqera', 'genomics/rnaseq'], env);
  const before = platform.requests.length;
  const distrusted = await list({ TOWER_API_ENDPOINT: front.direct });
  assert.equal(distrusted.code, 2);
  assert.match(distrusted.err, /does not trust the certificate.*NODE_EXTRA_CA_CERTS/s);
  assert.equal(platform.requests.length, before);
  const trusting = { NODE_EXTRA_CA_CERTS: front.authority };
  const direct = await list({ TOWER_API_ENDPOINT: front.direct, ...trusting });
  assert.deepEqual([direct.code, direct.out.includes('DB_USER')], [0, true], direct.err);
  assert.deepEqual(front.connects, []);
  const proxied = await list({
    TOWER_API_ENDPOINT: `https://${hiddenHost}/api`,
    HTTPS_PROXY: front.proxy,
    NODE_USE_ENV_PROXY: '1',
    ...trusting,
  });
  assert.deepEqual([proxied.code, proxied.out.includes('DB_USER')], [0, true], proxied.err);
  assert.ok(front.connects.length > 0);
  assert.ok(front.connects.every(to => to === `${hiddenHost}:443`));
  assert.ok(!front.seen().includes('token-of'));
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A Platform with the sample, and the command line in a folder of a pipeline beside it. */
async function rig(t: TestContext) {
  const platform = await FakePlatform.start();
  const { ada, rnaseq } = addSample(platform);
  const { endpoint } = platform;
  let stopped = false;
  const stop = platform.stop.bind(platform);
  platform.stop = async () => {
    if (!stopped) {
      stopped = true;
      await stop();
    }
  };
  t.after(() => platform.stop());
  const folder = pipelineFolder(t, pipeline);
  const run = async (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      TOWER_ACCESS_TOKEN: ada.token,
      TOWER_API_ENDPOINT: endpoint,
      ...more,
    };
    const ran = await new Promise<Ran>(done => {
      const words = [resolve('dist/cli.js'), ...args];
      execFile(process.execPath, words, { cwd: folder, env }, (error, out, err) => {
        done({ code: error ? Number(error.code) : 0, out, err });
      });
    });
    assert.ok(!`${ran.out}${ran.err}`.includes('token-of'));
    assert.ok(!/\bsample\b/.test(ran.out), 'no value is printed');
    return ran;
  };
  return { platform, ada, rnaseq, run };
}
