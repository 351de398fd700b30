import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { identify, isAlive } from '../../src/adapters/system/processes.ts';
import { formatEntry } from '../../src/core/runs/record/journal.ts';
import { type Cleaned, spawned } from '../support/cleaned.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** The command line while the program that provides the credentials of AWS does not respond. */

interface Hanging {
  readonly home: string;
  /** Runs the command line, which gives up sooner than it does by itself. */
  readonly cli: (...words: readonly string[]) => Cleaned;
  /** That no program is left that was asked for credentials, and that some were. */
  readonly noneLeft: () => Promise<void>;
}

async function hanging(t: TestContext): Promise<Hanging> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-hanging-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const [config, program, asked] = ['config', 'program', 'asked'].map(name => join(home, name));
  writeFileSync(
    config ?? '',
    `[profile hanging]\nregion = eu-west-1\ncredential_process = sh ${program}\n`,
  );
  // Deaf, in a process that its shell has started.
  writeFileSync(
    program ?? '',
    `(trap '' TERM; exec sh -c 'echo $$ >> ${asked}; while :; do sleep 1; done')\n`,
  );
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    NXF_HOME: '/nonexistent',
    AWS_CONFIG_FILE: config,
  };
  const hasty = ['--import', resolve('test/support/hasty.mjs'), resolve('dist/cli.js')];
  return {
    home,
    cli: (...words) => spawned([process.execPath, ...hasty, ...words], env),
    noneLeft: async () => {
      const pids = readFileSync(asked ?? '', 'utf8')
        .trim()
        .split('\n')
        .map(Number);
      for (const pid of pids) {
        const left = await identify(pid);
        await until(async () => left.startedAt === null || !(await isAlive(left)), 'its end');
      }
    },
  };
}

/** A run whose supervisor and Nextflow are dead, with a value here and a copy in AWS. */
async function leftRun(runs: string, run: string): Promise<string> {
  const folder = join(runs, run);
  const storeFolder = join(folder, 'secrets');
  mkdirSync(storeFolder, { recursive: true, mode: 0o700 });
  writeFileSync(join(storeFolder, 'secrets.json'), '[]', { mode: 0o600 });
  const managers = [
    ['aws:123456789012:eu-west-1', `tower-${run}/KEY`],
    [`file:${storeFolder}`, 'KEY'],
  ] as const;
  for (const [manager, key] of managers) {
    const intent = formatEntry({ kind: 'intended', at: 1, copies: [{ manager, key }] });
    appendFileSync(join(folder, 'journal.jsonl'), `\n${intent}`, { mode: 0o600 });
  }
  const target = {
    kind: 'aws-batch',
    region: 'eu-west-1',
    profile: 'hanging',
    executionRole: null,
  } as const;
  await writeRecord(join(folder, 'run.json'), runRecord({ run, storeFolder, target }));
  return storeFolder;
}

test('clean removes the values of all runs and ends while a program for credentials hangs', async t => {
  const at = await hanging(t);
  const runs = join(at.home, 'runs');
  const names = ['hangrun0000001', 'hangrun0000002'];
  const stores = await Promise.all(names.map(run => leftRun(runs, run)));
  const { status, out } = at.cli('clean', '--run-directory', runs);
  assert.equal(status, 1, out);
  assert.deepEqual(stores.filter(existsSync), []);
  for (const run of names) {
    assert.match(out, new RegExp(`^${run} .* 1 left$`, 'm'));
  }
  assert.match(out, /did not answer in time/);
  assert.doesNotMatch(out, /unexpected error/);
  await at.noneLeft();
});

for (const words of [
  ['list', '--store', 'aws', '--aws-profile', 'hanging'],
  ['clean', '--aws-profile', 'hanging', '--aws-region', 'eu-west-1'],
]) {
  test(`${words.slice(0, 2).join(' ')} … says that a program for credentials hangs, and ends it`, async t => {
    const at = await hanging(t);
    const rest = words[0] === 'clean' ? ['--run-directory', join(at.home, 'runs')] : [];
    const { status, out } = at.cli(...words, ...rest);
    assert.equal(status, 2, out);
    assert.match(
      out,
      /what provides the credentials for AWS does not respond \(profile hanging\)/i,
    );
    await at.noneLeft();
  });
}
