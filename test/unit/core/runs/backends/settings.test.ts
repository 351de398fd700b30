import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFindings } from '../../../../../src/core/language/findFindings.ts';
import { findLenses } from '../../../../../src/core/language/findLenses.ts';
import {
  activeSettings,
  type PlacedSetting,
} from '../../../../../src/core/nextflow/files/activeSettings.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import { configuredText } from '../../../../../src/core/runs/backends/configuredValue.ts';
import { processTarget } from '../../../../../src/core/runs/backends/processTarget.ts';
import { schedulers } from '../../../../../src/core/runs/backends/schedulers.ts';

/** What a config assigns: `path = value`, with the profile in front, `?` for what only a run knows. */
function settings(config: string): string[] {
  return analyse(config, 'config').settings.map(
    ({ path, profile, value }) =>
      `${profile === null ? '' : `[${profile}] `}${path.join('.')} = ${value ?? '?'}`,
  );
}

const configs: readonly (readonly [string, readonly string[]])[] = [
  ["process.executor = 'slurm'", ['process.executor = slurm']],
  [
    'process { executor = "awsbatch"; queue = \'q\' }',
    ['process.executor = awsbatch', 'process.queue = q'],
  ],
  ["process { withName: 'A|B' { container = 'x' } }", ['process.withName:A|B.container = x']],
  ['process { withLabel:big { cpus = 4 } }', ['process.withLabel:big.cpus = 4']],
  [
    "aws { region = 'eu-west-1'\n batch { cliPath = '/bin/aws' } }",
    ['aws.region = eu-west-1', 'aws.batch.cliPath = /bin/aws'],
  ],
  [
    "google.project = 'p'; google { location = 'l' }",
    ['google.project = p', 'google.location = l'],
  ],
  ['process.executor = params.where', ['process.executor = ?']],
  ['process.executor = "${params.where}"', ['process.executor = ?']],
  ["process.executor = params.x ? 'slurm' : 'local'", ['process.executor = ?']],
  ['process.beforeScript = { "x" }', ['process.beforeScript = ?']],
  ["profiles { cloud { process.executor = 'awsbatch' } }", ['[cloud] process.executor = awsbatch']],
  [
    "profiles { cloud { includeConfig 'conf/c.config' } }",
    ['[cloud] includeConfig = conf/c.config'],
  ],
  ['includeConfig "${projectDir}/c.config"', ['includeConfig = ${projectDir}/c.config']],
  ["// process.executor = 'slurm'", []],
];

for (const [config, expected] of configs) {
  test(`config: ${config}`, () => {
    assert.deepEqual(settings(config), expected);
  });
}

function placed(uri: string, config: string): [string, PlacedSetting[]] {
  return [uri, analyse(config, 'config').settings.map(setting => ({ ...setting, uri, line: 1 }))];
}

function backend(config: string, profiles: readonly string[] = []): string {
  const files = new Map([placed('file:///p/nextflow.config', config)]);
  const finding = findBackend(activeSettings(files, ['file:///p/nextflow.config'], profiles));
  return finding.kind === 'found' ? `${finding.backend} ${finding.executor}` : finding.kind;
}

test('the backend is the one of the config’s executor', () => {
  assert.equal(backend(''), 'local local');
  assert.equal(backend("process.executor = 'slurm'"), 'hpc slurm');
  assert.equal(backend("executor.name = 'pbspro'"), 'hpc pbspro');
  assert.equal(backend("executor { name = 'lsf' }\nprocess.executor = 'local'"), 'local local');
  assert.equal(backend("process { executor = 'awsbatch' }"), 'aws-batch awsbatch');
  assert.equal(backend("process.executor = 'google-batch'"), 'google-batch google-batch');
  assert.equal(backend("process.executor = 'k8s'"), 'unsupported');
  assert.equal(backend('process.executor = params.where'), 'computed');
  assert.equal(backend("process { withName: 'A' { executor = 'slurm' } }"), 'local local');
});

test('a profile counts when it is chosen; without any, `standard` is', () => {
  const config = `process.executor = 'local'
    profiles { standard { process.executor = 'slurm' }
               cloud { process { executor = 'awsbatch' } } }`;
  assert.equal(backend(config), 'hpc slurm');
  assert.equal(backend(config, ['cloud']), 'aws-batch awsbatch');
  assert.equal(backend(config, ['other']), 'local local');
});

test('included configs count where they are included, and circles end', () => {
  const files = new Map([
    placed(
      'file:///p/nextflow.config',
      `includeConfig 'conf/base.config'
      profiles { hpc { includeConfig 'conf/hpc.config' } }`,
    ),
    placed(
      'file:///p/conf/base.config',
      `process.queue = 'base'; includeConfig '../nextflow.config'`,
    ),
    placed('file:///p/conf/hpc.config', `process.executor = 'sge'; process.queue = 'long'`),
    placed('file:///p/conf/other.config', `process.executor = 'awsbatch'`),
  ]);
  const of = (profiles: readonly string[]): readonly PlacedSetting[] =>
    activeSettings(files, ['file:///p/nextflow.config'], profiles);
  assert.equal(findBackend(of([])).kind, 'found');
  assert.equal(configuredText(of([]), 'process', 'queue'), 'base');
  assert.equal(configuredText(of(['hpc']), 'process', 'queue'), 'long');
});

test('what is in force for a process is decided as Nextflow does', () => {
  const script = `process ALIGN {
    label 'big'
    container 'own'
    queue "q-\${x}"
    script: "container 'not'"
  }
  process OTHER { input: val x
    beforeScript 'module load x'
    script: 'x' }`;
  const config = analyse(
    `process { executor = 'awsbatch'; container = 'general'; beforeScript = 'general'
       withLabel: 'big' { container = 'labelled' }
       withName: 'WF:AL.*' { executor = 'local' }
       withName: '!ALIGN' { queue = 'others' } }`,
    'config',
  ).settings;
  const targets = analyse(script, 'script').processes.map(process => {
    const { name, executor, container, queue, beforeScript } = processTarget(process, config);
    return [name, executor, container, queue, beforeScript]
      .map(part => (typeof part === 'string' ? part : part === null ? '-' : (part.value ?? '?')))
      .join(' ');
  });
  assert.deepEqual(targets, [
    'ALIGN local labelled ? general',
    'OTHER awsbatch general others module load x',
  ]);
});

test('a process with a custom job definition is told to receive no secret', () => {
  const analysis = analyse(
    `process P { secret 'KEY'\n container 'job-definition://nf-own'\n script: 'x' }
     process Q { secret 'KEY'\n container 'ubuntu'\n script: 'x' }`,
    'script',
  );
  const resolve = () => ({ kind: 'unknown', waitingFor: [] }) as const;
  assert.deepEqual(
    analysis.references
      .flatMap(reference => [...findFindings(reference, analysis, resolve)])
      .map(({ code, message }) => [code, message.slice(0, 44)]),
    [['custom-job-definition', 'P runs by the custom job definition nf-own o']],
  );
  assert.deepEqual(
    [...findLenses(analysis, resolve, offset => offset)].map(({ title }) =>
      title.endsWith('custom job definition'),
    ),
    [true, false],
  );
});

test('every scheduler finds its ids in its list, and takes nothing else on a command line', () => {
  const lists: Readonly<Record<string, string>> = {
    slurm: '   42_3',
    sge: '   42 0.55 nf-A  ada r',
    lsf: '42 ada RUN normal',
    pbs: '42.head nf-A ada',
    pbspro: '42[].head nf-A',
    moab: 'Moab.42  ada Running',
    oar: '42  R',
    condor: '42.0 ada',
    nqsii: '42.nqs  nf',
    bridge: '42 ada',
    flux: 'ƒ2oLkTNu',
    hq: '42 RUNNING',
  };
  for (const [name, scheduler] of Object.entries(schedulers)) {
    const line = lists[name];
    const id = line === undefined ? null : scheduler.listed.exec(line)?.[1];
    assert.ok(id === null || (id !== undefined && scheduler.id.test(id)), `${name}: ${String(id)}`);
    for (const bad of ['', '-u', '42 43', '42;id', '--all']) {
      assert.ok(!scheduler.id.test(bad), `${name} takes ${bad}`);
    }
  }
});

test('a selector that stands in a config twice has the place of the first (Nextflow 24.10.0)', () => {
  const queueOf = (config: string): string | null | undefined => {
    const read = analyse(`process {\n${config}\n}`, 'config').settings;
    return processTarget({ name: 'P', directives: [] }, read).queue?.value;
  };
  assert.equal(
    queueOf(`withName: 'P' { queue = 'a' }
      withName: '.*' { queue = 'b' }
      withName: 'P' { queue = 'c' }`),
    'b',
  );
  assert.equal(
    queueOf(`withName: '.*' { cpus = 1 }
      withName: 'P' { queue = 'a' }
      withName: '.*' { queue = 'b' }`),
    'a',
  );
  assert.equal(
    queueOf(`withName: 'P' { queue = 'a' }
      withName: 'P' { queue = 'b' }`),
    'b',
  );
});
