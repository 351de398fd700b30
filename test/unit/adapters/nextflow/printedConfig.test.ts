import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { printedConfig } from '../../../../src/adapters/nextflow/printedConfig.ts';
import type { ConfigQuestion } from '../../../../src/services/ports/runs/tools.ts';
import { until } from '../../../support/until.ts';

const { signal } = new AbortController();

test('Nextflow is asked in the launch’s folder and environment, and its store has no real value', async t => {
  const { folder, question } = await standIn(t, [
    'pwd',
    'echo "$NXF_AGENT_MODE $SITE ${VSCODE_PID:-none}"',
    'stat -c %a "$NXF_SECRETS_FILE"; cat "$NXF_SECRETS_FILE"; echo; echo "$NXF_SECRETS_FILE"',
    'echo "$@"',
  ]);
  process.env['VSCODE_PID'] = '1';
  const asked = await printedConfig(question, signal);
  assert.ok(asked.ok, JSON.stringify(asked));
  const [place, environment, mode, store = '', file = '', words] = asked.value.split('\n');
  assert.deepEqual([place, environment, mode, words], [folder, 'false here none', '600', 'config']);
  assert.deepEqual(JSON.parse(store), [{ name: 'KEY', value: 'secrets.KEY' }]);
  assert.equal(existsSync(dirname(file)), false);
});

test('one that fails says why, and so does one that is not there', async t => {
  const { question } = await standIn(t, ['echo "ERROR ~ No such variable: x"; exit 1']);
  const failed = await printedConfig(question, signal);
  assert.deepEqual(failed, { ok: false, error: 'No such variable: x' });
  const gone = await printedConfig({ ...question, argv: ['/no/nextflow'] }, signal);
  assert.ok(!gone.ok && gone.error.includes('ENOENT'));
});

test('where no temporary folder can be made, that is the reason, and nothing rejects', async t => {
  const { question } = await standIn(t, ['echo x']);
  const { TMPDIR } = process.env;
  t.after(() =>
    TMPDIR === undefined ? delete process.env['TMPDIR'] : (process.env['TMPDIR'] = TMPDIR),
  );
  process.env['TMPDIR'] = '/no/such folder';
  assert.deepEqual(await printedConfig(question, signal), {
    ok: false,
    error: 'no folder can be made in /no/such folder (TMPDIR): ENOENT',
  });
});

test('an endless output is read to its end, a part of it kept', async t => {
  const { question } = await standIn(t, ['head -c 9000000 /dev/zero | tr "\\0" "x"']);
  const asked = await printedConfig(question, signal);
  assert.ok(asked.ok && asked.value.length < 5_000_000);
});

test('giving up ends it with all that it has started', async t => {
  const { folder, question } = await standIn(t, [
    'sleep 1000 & echo $! "$NXF_SECRETS_FILE" > pids.new; mv pids.new pids; wait',
  ]);
  const cancel = new AbortController();
  const asked = printedConfig(question, cancel.signal);
  const [pid, store] = await until(async () => {
    const text = await readFile(join(folder, 'pids'), 'utf8').catch(() => null);
    return text === null ? null : text.trim().split(' ');
  }, 'it to begin');
  cancel.abort(new Error('given up'));
  await assert.rejects(asked, /given up/);
  await until(() => Promise.resolve(isRunning(Number(pid)) ? null : true), 'its child to end');
  assert.equal(existsSync(store ?? ''), false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc') || existsSync(`/proc/${pid}/exe`);
  } catch {
    return false;
  }
}

async function standIn(
  t: TestContext,
  lines: readonly string[],
): Promise<{ readonly folder: string; readonly question: ConfigQuestion }> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-asked-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, 'nextflow');
  await writeFile(program, `#!/bin/bash\n${lines.join('\n')}\n`, { mode: 0o755 });
  const environment = { SITE: 'here' };
  return { folder, question: { argv: [program, 'config'], folder, environment, secrets: ['KEY'] } };
}
