import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Copy } from '../../../src/core/runs/record/journal.ts';
import { runRecord } from '../../support/memoryRunHost.ts';
import { startMoto } from '../../support/moto.ts';
import { MotoBatch } from '../../support/motoBatch.ts';
import { MotoSecrets } from '../../support/motoSecrets.ts';
import { test } from '../../support/test.ts';
import { requireTool } from '../../support/tools.ts';

const ours = 'Ours0000000001';
const mine = `tower-${ours}/KEY`;
const others = 'tower-1k0K4WlGep8ZTM/KEY';

test('clean removes our own from AWS, lists others, and removes those with --yes for a week', async () => {
  const program = requireTool('moto');
  const moto = await startMoto(program);
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  try {
    const secrets = new MotoSecrets(moto.url);
    await secrets.create(mine);
    await secrets.create(others);
    await secrets.create('unrelated');
    endedRun(join(home, 'runs', ours), { manager: 'aws:123456789012:eu-west-1', key: mine });
    const env = {
      ...process.env,
      ...MotoSecrets.environment(moto.url),
      HOME: home,
      NXF_HOME: home,
    };
    const clean = (...more: string[]): Promise<Ran> =>
      run(['clean', '--run-directory', join(home, 'runs'), '--format', 'json', ...more], env);
    const here = ['--aws-region', 'eu-west-1'];

    const dry = await clean(...here, '--dry-run');
    assert.deepEqual([dry.code, states(dry)], [1, { [mine]: 'listed', [others]: 'needs-yes' }]);
    assert.deepEqual(await secrets.names(), [others, mine, 'unrelated']);

    const young = await clean(...here, '--older-than', '7d');
    assert.deepEqual([young.code, states(young)], [0, {}]);

    const plain = await clean(...here);
    assert.deepEqual(
      [plain.code, states(plain)],
      [0, { [mine]: 'removed', [others]: 'needs-yes' }],
    );
    assert.deepEqual(await secrets.names(), [others, 'unrelated']);

    const yes = await clean(...here, '--yes');
    assert.deepEqual([yes.code, states(yes)], [0, { [others]: 'removed' }]);
    assert.deepEqual(await secrets.names(), ['unrelated']);
    assert.ok((await secrets.describe(others)).DeletedDate, 'it can still be restored');

    await moto.stop();
    const gone = await clean(...here);
    assert.equal(gone.code, 2);
    assert.match(gone.errors, /AWS eu-west-1 is not known/);
  } finally {
    await moto.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
});

interface Ran {
  readonly code: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly errors: string;
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise(resolve => {
    execFile(process.execPath, ['dist/cli.js', ...args], { env }, (error, out, errors) => {
      const rows = out
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Record<string, unknown>);
      resolve({ code: error ? Number(error.code) : 0, rows, errors });
    });
  });
}

test('clean removes a job definition whose run is over, and others’ only with --yes', async () => {
  const program = requireTool('moto');
  const moto = await startMoto(program);
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-clean-'));
  try {
    const batch = new MotoBatch(moto.url, 'AKIAEXAMPLE');
    const [ourDefinition, theirs] = [`tower-${ours}-ALIGN`, 'tower-1k0K4WlGep8ZTM-ALIGN'];
    for (const name of [ourDefinition, theirs, 'tower-of-the-lab']) {
      await batch.register(name);
    }
    const env = {
      ...process.env,
      ...MotoSecrets.environment(moto.url),
      HOME: home,
      NXF_HOME: home,
    };
    const clean = (...more: string[]): Promise<Ran> =>
      run(
        [
          ...['clean', '--run-directory', join(home, 'runs'), '--format', 'json'],
          ...['--aws-region', 'eu-west-1', ...more],
        ],
        env,
      );
    const unasked = await clean();
    assert.deepEqual(states(unasked), {}, 'who had no definitions is not asked for the right');
    const asked = await clean('--job-definitions', '--dry-run');
    assert.deepEqual(states(asked), { [ourDefinition]: 'needs-yes', [theirs]: 'needs-yes' });

    endedRun(join(home, 'runs', ours), {
      manager: 'batch:123456789012:eu-west-1',
      key: ourDefinition,
    });
    const plain = await clean();
    assert.deepEqual(
      [plain.code, states(plain)],
      [0, { [ourDefinition]: 'removed', [theirs]: 'needs-yes' }],
    );
    assert.deepEqual(await batch.names(), [theirs, 'tower-of-the-lab']);
    const yes = await clean('--yes');
    assert.deepEqual([yes.code, states(yes)], [0, { [theirs]: 'removed' }]);
    assert.deepEqual(await batch.names(), ['tower-of-the-lab']);
  } finally {
    await moto.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Of those in AWS: stores in memory are this machine's and not the test's. */
function states({ rows }: Ran): Readonly<Record<string, unknown>> {
  const ofAws = rows.filter(({ place }) => /^(aws|batch):/.test(String(place)));
  return Object.fromEntries(ofAws.map(({ name, state }) => [String(name), state]));
}

/** A run of this machine that has ended, whose journal made one copy and forgot none. */
function endedRun(folder: string, copy: Copy): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unseen = { exitCode: null, signal: null, detail: null };
  const state = { kind: 'ended', at: Date.now(), outcome: 'killed', ...unseen } as const;
  writeFileSync(join(folder, 'run.json'), JSON.stringify(runRecord({ run: ours, state })));
  const copies = [copy];
  const lines = [
    { kind: 'intended', at: 1, copies },
    { kind: 'removed', at: 2, copies },
    { kind: 'closed', at: 3 },
  ];
  writeFileSync(join(folder, 'journal.jsonl'), lines.map(line => JSON.stringify(line)).join('\n'));
}
