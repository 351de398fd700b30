import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkFolder } from '../../../../src/cli/check/checkFolder.ts';
import type { CheckOptions } from '../../../../src/cli/check/checkOptions.ts';
import type { CheckReport } from '../../../../src/cli/check/checkReport.ts';
import { pipelineFolder } from '../../../support/pipelineFolder.ts';

/** Two pipelines that share a module, and what is no pipeline. */
const files = {
  'main.nf': "include { ALIGN } from './modules/align'\nworkflow { ALIGN() }",
  'nextflow.config':
    "profiles {\n  standard { env.S = secrets.STANDARD }\n  lab { process { withName: ALIGN { secret = 'LAB' } } }\n}",
  'modules/align.nf': "process ALIGN {\n  secret 'DB_USER'\n  script: 'true'\n}",
  'qc/main.nf':
    "include { ALIGN } from '../modules/align'\nworkflow { ALIGN(); println secrets.QC }",
  'modules/lone.nf': "process LONE {\n  secret 'LONE'\n  script: 'true'\n}",
  'work/3f/old.nf': 'workflow { println secrets.OLD }',
  '.nextflow/assets/x/main.nf': 'workflow { println secrets.ASSET }',
  'node_modules/x/main.nf': 'workflow { println secrets.PACKAGE }',
  '.nf-test/tests/x/main.nf': 'workflow { println secrets.TESTED }',
};

const plain: CheckOptions = {
  entry: [],
  profile: [],
  allProfiles: false,
  config: [],
  prefix: '',
  format: 'text',
};

test('what a run of each entry script comes to is found once, with the runs', async t => {
  const report = await check(t, { known: [] });
  assert.deepEqual(report.entries, ['main.nf', 'qc/main.nf']);
  assert.deepEqual(
    rowsOf(report),
    [
      'modules/align.nf:2 missing-secret DB_USER of main.nf, qc/main.nf',
      'nextflow.config:2 value-in-environment STANDARD of main.nf, qc/main.nf',
      'nextflow.config:2 missing-secret STANDARD of main.nf, qc/main.nf',
      'qc/main.nf:2 missing-secret QC of qc/main.nf',
      'qc/main.nf:2 value-in-output QC of qc/main.nf',
    ].sort(),
  );
  assert.deepEqual(report.gaps, []);
});

test('one entry script, one profile: what only others read is not told of', async t => {
  const report = await check(t, { known: ['DB_USER'], entry: ['main.nf'], profile: ['lab'] });
  assert.deepEqual(rowsOf(report), [
    'nextflow.config:3 missing-secret LAB of main.nf',
    'nextflow.config:3 not-a-list LAB of main.nf',
  ]);
});

test('with all profiles, what any of them reads', async t => {
  const report = await check(t, { known: [], allProfiles: true, entry: ['main.nf'] });
  const names = new Set(report.findings.map(({ name }) => name));
  assert.deepEqual([...names].sort(), ['DB_USER', 'LAB', 'STANDARD']);
});

test('nothing counts as missing where nobody says what there is', async t => {
  const report = await check(t, {});
  assert.equal(report.known, false);
  assert.ok(report.findings.every(({ code }) => code !== 'missing-secret'));
});

test('names may stand in a file, as `list` prints them', async t => {
  const names = join(pipelineFolder(t, {}), 'names.txt');
  writeFileSync(names, '# ours\nDB_USER\nSTANDARD # of the lab\n\nQC\n');
  const report = await check(t, { knownFile: names });
  assert.ok(report.findings.every(({ code }) => code !== 'missing-secret'));
});

test('Nextflow’s own store says what there is', async t => {
  const store = join(pipelineFolder(t, {}), 'store.json');
  writeFileSync(store, JSON.stringify([{ name: 'DB_USER', value: 'x' }]), { mode: 0o600 });
  const report = await check(t, { store: 'nextflow' }, { NXF_SECRETS_FILE: store });
  const missing = report.findings.filter(({ code }) => code === 'missing-secret');
  assert.deepEqual(missing.map(({ name }) => name).sort(), ['QC', 'STANDARD']);
});

test('a config of -c is read, and a path that cannot be followed is told of', async t => {
  const folder = pipelineFolder(t, {
    ...files,
    'site.config': "includeConfig params.more ?: 'x'\nprocess.secret = ['SITE']",
  });
  const report = await checked(folder, { entry: ['main.nf'], config: ['site.config'], known: [] });
  assert.ok(rowsOf(report).includes('site.config:2 missing-secret SITE of main.nf'));
  assert.deepEqual(report.gaps, [
    { file: 'site.config', line: 1, kind: 'config', target: null, entries: ['main.nf'] },
  ]);
});

for (const [what, options, sentence] of [
  ['an entry script that is not there', { entry: ['gone.nf'] }, /gone\.nf/],
  [
    'a config that is not there',
    { config: ['gone.config'] },
    /the config .*gone\.config was not found/,
  ],
  ['a file of names that is not there', { knownFile: '/gone/names' }, /cannot read \/gone\/names/],
] as const) {
  test(`${what} is said`, async t => {
    const folder = pipelineFolder(t, files);
    const result = await checkFolder(folder, { ...plain, ...options }, { env: {}, from: folder });
    assert.ok(!result.ok);
    assert.match(result.error, sentence);
  });
}

test('a folder without pipelines, and none at all, are said', async t => {
  const folder = pipelineFolder(t, { 'modules/a.nf': "process A { script: 'true' }" });
  for (const [path, sentence] of [
    [folder, /has an entry workflow: name one with --entry/],
    [join(folder, 'gone'), /cannot read the folder/],
  ] as const) {
    const result = await checkFolder(path, plain, { env: {}, from: folder });
    assert.ok(!result.ok);
    assert.match(result.error, sentence);
  }
});

test('files outside of the current folder are named in full', async t => {
  const folder = pipelineFolder(t, files);
  const report = await checkFolder(folder, { ...plain, known: [] }, { env: {}, from: '/usr' });
  assert.ok(report.ok);
  assert.deepEqual(report.value.entries, [join(folder, 'main.nf'), join(folder, 'qc/main.nf')]);
});

async function check(
  t: TestContext,
  options: Partial<CheckOptions>,
  env: Readonly<Record<string, string>> = {},
): Promise<CheckReport> {
  return checked(pipelineFolder(t, files), options, env);
}

async function checked(
  folder: string,
  options: Partial<CheckOptions>,
  env: Readonly<Record<string, string>> = {},
): Promise<CheckReport> {
  const report = await checkFolder('.', { ...plain, ...options }, { env, from: folder });
  assert.ok(report.ok, report.ok ? '' : report.error);
  return report.value;
}

function rowsOf({ findings }: CheckReport): readonly string[] {
  return findings
    .map(
      ({ file, line, code, name, entries }) =>
        `${file}:${line} ${code} ${name} of ${entries.join(', ')}`,
    )
    .sort();
}

test('what the processes and profiles of a run decide is no condition of it', async t => {
  const found = async (config: string, options: Partial<CheckOptions> = {}): Promise<unknown> => {
    const own = {
      'main.nf': "process P {\n  label 'net'\n  script: 'true'\n}\nworkflow { P() }",
      'nextflow.config': config,
    };
    const { findings } = await checked(pipelineFolder(t, own), { known: [], ...options });
    return findings.map(({ name, severity }) => [name, severity]);
  };
  assert.deepEqual(await found("process { withLabel: net { secret = ['NEW'] } }"), [
    ['NEW', 'error'],
  ]);
  const ofProfile = "profiles { lab { process.secret = ['NEW'] } }";
  assert.deepEqual(await found(ofProfile, { profile: ['lab'] }), [['NEW', 'error']]);
  assert.deepEqual(await found(ofProfile, { allProfiles: true }), [['NEW', 'warning']]);
});

test('the value of a secret in a template is written into the script of a task', async t => {
  const process = (name: string): string =>
    `process ${name} {\n  script:\n  template 'run.sh'\n}\n`;
  const own = {
    'main.nf': `${process('UNUSED')}${process('P')}workflow { P() }`,
    'templates/run.sh': 'echo ${secrets.FIRST}\n\necho ${secrets.THIRD}\n',
  };
  const report = await checked(pipelineFolder(t, own), { known: ['FIRST', 'THIRD'] });
  assert.deepEqual(
    report.findings.map(({ file, line, column, code, name }) => [file, line, column, code, name]),
    [
      ['templates/run.sh', 1, 16, 'value-in-script', 'FIRST'],
      ['templates/run.sh', 3, 16, 'value-in-script', 'THIRD'],
    ],
  );
});
