import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { TestContext } from 'node:test';
import { declareSecret } from '../../src/core/language/declareSecret.ts';
import type { Leak } from '../../src/core/leaks/leak.ts';
import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import type { StoredRun } from '../../src/services/ports/runs/runHost.ts';
import { filesBelow } from '../support/filesWith.ts';
import { runId } from '../support/ids.ts';
import { leakyPipeline, leakySecrets } from '../support/leakyPipeline.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until, waitLimit } from '../support/until.ts';

interface Checked {
  readonly rig: RunRig;
  readonly record: StoredRun['record'];
}

/** Runs a pipeline with marked values to its end; null where Nextflow is missing. */
async function checked(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  names: readonly string[],
  words: readonly string[],
): Promise<Checked> {
  const nextflow = requireTool('Nextflow');
  const rig = await RunRig.create(t, nextflow, files);
  const secrets = names.map(name => rig.secret(name, 'raw'));
  const run = await rig.launch(secrets, { arguments: words });
  return { rig, record: (await rig.ended(run)).record };
}

/** Each leak by its name and the name of its file, without what changes from run to run. */
function listed(leaks: readonly Leak[]): readonly string[] {
  const rows = leaks.map(({ name, file, form }) => {
    const place = basename(file)
      .replace(/^(report|timeline)-.*/, '$1')
      .replace(/^\d+\.log$/, 'cache');
    return `${name} ${place}${form === 'plain' ? '' : ` ${form}`}`;
  });
  return [...new Set(rows)].sort();
}

test('every planted leak is found where it is, and nothing else', async t => {
  const reports = ['-with-report', '-with-timeline', '-with-dag', 'dag.html'];
  const run = await checked(t, leakyPipeline, leakySecrets, reports);
  const { rig, record } = run;
  const report = record.leaks ?? assert.fail('nobody looked');
  assert.deepEqual(report.unseen, []);
  assert.deepEqual(listed(report.leaks), [
    ...['BASIC .command.log base64', 'BASIC .command.out base64'],
    ...['CONFIG .command.run', 'CONFIG cache', 'CONFIG report'],
    ...['ECHO .command.log', 'ECHO .command.out', 'ECHO console.log redacted'],
    ...['ERROR .command.err', 'ERROR .command.log'],
    ...['LOG .nextflow.log', 'LOG console.log redacted'],
    ...['PARAM .nextflow.log', 'PARAM console.log redacted'],
    'PRINT console.log redacted',
    'PUBLISH config.ini',
    ...['SCRIPT .command.sh', 'SCRIPT cache', 'SCRIPT report'],
    ...['SHELL .command.sh', 'SHELL cache', 'SHELL report'],
    ...['TAG .command.run', 'TAG .nextflow.log', 'TAG cache', 'TAG console.log redacted'],
    ...['TAG report', 'TAG timeline'],
  ]);
  for (const { file, spot, name, form } of report.leaks) {
    const line = readFileSync(file, 'utf8').split('\n')[(spot?.line ?? 1) - 1] ?? '';
    const text = spot ? line.slice(spot.column - 1, spot.endColumn - 1) : '';
    const expected = form === 'redacted' ? `[secret ${name}]` : `${rig.canary}${name}`;
    if (spot && form !== 'base64') {
      assert.equal(text, expected, file);
    }
  }
  // What the search of this test finds, the leak check has listed or counted as one of the same.
  const known = new Set(report.leaks.map(({ file }) => basename(file)));
  const marked = rig.leaks(record.run as never).map(file => basename(file));
  assert.deepEqual(
    marked.filter(file => !known.has(file)),
    [],
  );
  // What is ours to keep has no value, and nobody else can look into it.
  const own = join(rig.home, 'runs', record.run);
  for (const file of filesBelow(own)) {
    assert.ok(!(await readFile(file, 'utf8')).includes(rig.canary), file);
    assert.equal(statSync(file).mode & 0o777, 0o600, file);
  }
  assert.equal(statSync(own).mode & 0o777, 0o700);
});

/** How a task can hand something on, each with a secret of its own; `GONE` is in what no search reads. */
const outputs = {
  PLAIN: ["path 'plain.txt', emit: plain", 'plain.txt'],
  GLOB: ["path '*.glob'", 'a.glob'],
  INSIDE: ["path 'folder', type: 'dir'", 'folder/deep/inside.txt'],
  MAYBE: ["path 'maybe.txt', optional: true", 'maybe.txt'],
  HIDDEN: ["path '.hidden*', hidden: true", '.hidden.txt'],
  TUPLED: ["tuple val('x'), path('tupled.txt'), emit: pair", 'tupled.txt'],
  UNDECLARED: [null, 'undeclared.txt'],
} as const;

const everyOutput = `
process EVERY {
  secret ${[...Object.keys(outputs), 'SHOWN', 'PRINTED', 'PACKED'].map(name => `'${name}'`).join(', ')}
  output:
${Object.values(outputs)
  .flatMap(([declared]) => (declared === null ? [] : [`  ${declared}`]))
  .join('\n')}
  env 'HANDED_ON'
  stdout
  path 'packed.gz'
  path 'absent.txt', optional: true
  script:
  '''
  mkdir -p folder/deep
${Object.entries(outputs)
  .map(([name, [, file]]) => `  echo $${name} > ${file}`)
  .join('\n')}
  HANDED_ON=$SHOWN
  echo $PRINTED
  echo $PACKED | gzip > packed.gz
  '''
}
workflow { EVERY() }
`;

test('the search reads what a task writes in its folder, whatever it declares; what is packed it does not', async t => {
  const names = [...Object.keys(outputs), 'SHOWN', 'PRINTED', 'PACKED'];
  const { record } = await checked(t, { 'main.nf': everyOutput }, names, []);
  assert.equal(record.state.kind === 'ended' && record.state.outcome, 'succeeded');
  assert.deepEqual(
    listed(record.leaks?.leaks ?? []),
    [
      ...Object.entries(outputs).map(([name, [, file]]) => `${name} ${basename(file)}`),
      ...['PRINTED .command.log', 'PRINTED .command.out', 'SHOWN .command.env'],
    ].sort(),
  );
});

test('a script that is mended does the same and leaks nothing', async t => {
  const leaky = `
process P {
  output: stdout
  script:
  """
  printf '%s|' "a \${secrets.TOKEN}" 'b \${secrets.TOKEN}' \${secrets.TOKEN}_c | md5sum
  """
}
workflow { P() | view }
`;
  const printed = async (script: string): Promise<string> => {
    const run = await checked(t, { 'main.nf': script }, ['TOKEN'], []);
    const { record, rig } = run;
    const state = record.state.kind === 'ended' ? record.state.outcome : record.state.kind;
    const output = await rig.host.readConsole(runId(record.run), 0);
    // Each rig has another value, so what is compared is whether it is that of its own.
    const value = `${rig.canary}TOKEN`;
    const expected = createHash('md5').update(`a ${value}|b ${value}|${value}_c|`).digest('hex');
    const leaks = [...new Set(record.leaks?.leaks.map(({ file }) => basename(file)))].sort();
    return `${state} ${output.includes(expected) ? 'same' : output} ${leaks.join()}`;
  };
  const before = await printed(leaky);
  assert.match(before, /^succeeded same .*\.command\.sh/);
  let mended = leaky;
  for (;;) {
    const { references } = analyse(mended, 'script');
    const value = references.find(({ place }) => place.kind === 'process' && place.script);
    if (!value) {
      break;
    }
    const edits = declareSecret(mended, value, references) ?? assert.fail('it can be mended');
    for (const { span, text } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
      mended = mended.slice(0, span.start) + text + mended.slice(span.end);
    }
  }
  assert.equal(await printed(mended), 'succeeded same ');
});

test('a search that is stopped lets the run end, and says so', async t => {
  const rig = await RunRig.create(t, '/bin/true', { 'main.nf': '' });
  const talker = join(rig.home, 'talker');
  const stalled = new RunRig(rig.home, talker, 'dist/supervisor.js');
  t.after(() => {
    stalled.host.dispose();
  });
  // Nearly the value, over and over: the search has the most to do with that.
  const text = `yes ${stalled.canary} | head -c 60000000`;
  const program = `#!/bin/sh
while [ ! -e go ]; do sleep 0.1; done
${text} > text.0
for n in $(seq 40); do ln text.0 text.$n; done
`;
  await writeFile(talker, program, { mode: 0o755 });
  const run = await stalled.launch([stalled.secret('TOKEN', 'raw')], {});
  const connected = await stalled.host.connect(run, AbortSignal.timeout(waitLimit));
  assert.ok(connected.ok);
  const connection = connected.value;
  await stalled.letGo();
  await until(async () => {
    const { state } = (await stalled.find(run)).record;
    return state.kind === 'sweeping' && state.checking === true;
  }, 'the search');
  // The copies are gone before anything is looked at.
  assert.deepEqual((await stalled.find(run)).outstanding, []);
  connection.stop();
  const { record } = await stalled.ended(run);
  assert.ok(record.leaks?.unseen.includes('the rest, because Stop was asked for'));
  assert.equal(record.state.kind === 'ended' && record.state.outcome, 'succeeded');
});

test('a value in an error message and in a file that nobody publishes is found', async t => {
  const script = `
process FAILS {
  secret 'TOKEN'
  script:
  """
  echo \\$TOKEN > secret.txt
  echo "cannot sign in with \\$TOKEN" >&2
  exit 3
  """
}
workflow { FAILS() }
`;
  const run = await checked(t, { 'main.nf': script }, ['TOKEN'], []);
  assert.deepEqual(listed(run.record.leaks?.leaks ?? []), [
    'TOKEN .command.err',
    'TOKEN .command.log',
    'TOKEN .nextflow.log',
    'TOKEN console.log redacted',
    'TOKEN secret.txt',
  ]);
});

test('published links are looked at, also in a folder elsewhere that the command line names', async t => {
  const run = await checked(t, leakyPipeline, leakySecrets, [
    ...['--mode', 'symlink', '--results', '../elsewhere'],
  ]);
  const { record, rig } = run;
  const published = record.leaks?.leaks.filter(({ name }) => name === 'PUBLISH') ?? [];
  assert.deepEqual(
    published.map(({ file, spot }) => [relative(rig.launchFolder, file), spot?.line]),
    [['../elsewhere/config.ini', 2]],
  );
});

test('the sample leaks nothing', async t => {
  const nextflow = requireTool('Nextflow');
  const rig = await RunRig.create(t, nextflow, {});
  await cp('samples/quickstart', rig.launchFolder, { recursive: true });
  const names = ['API_TOKEN', 'SLACK_WEBHOOK', 'REGISTRY_USER', 'DB_USER', 'DB_PASSWORD'];
  const secrets = [...names, 'LICENCE_KEY', 'ARCHIVE_KEY'].map(name => rig.secret(name, 'raw'));
  const run = await rig.launch(secrets, { arguments: ['-with-report'] });
  const { record } = await rig.ended(run);
  assert.equal(record.state.kind === 'ended' && record.state.outcome, 'succeeded');
  assert.deepEqual(record.leaks?.leaks, []);
  assert.deepEqual(record.leaks.unseen, []);
  assert.ok(record.leaks.files > 30, String(record.leaks.files));
});
