import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainOptions } from '../../../../src/core/runs/launch/launchOptions.ts';
import { PipelineIndex } from '../../../../src/services/index/pipelineIndex.ts';
import type { PipelineUses } from '../../../../src/services/launch/launch.ts';
import { PipelineReader } from '../../../../src/services/launch/pipelineReader.ts';
import { process, workflow } from '../../../claims/claimCase.ts';
import { fieldCases } from '../../../claims/fieldCases.ts';
import { MemorySource } from '../../../support/memorySource.ts';

/** What a run asks for, of which single files cannot tell. */
for (const { name, files, secrets } of fieldCases.filter(({ ofRun }) => ofRun !== undefined)) {
  const names = name === 'two-pipelines' ? [] : [...secrets].sort();
  test(`the run of the field case ${name} asks for ${names.join(', ') || 'nothing'}`, async () => {
    assert.deepEqual(namesOf(await read(files)), names);
  });
}

const own = process("label 'net'\nsecret 'OWN'");
const replacing: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['a label', own, "process { withLabel: 'net' { secret = ['NEW'] } }", ['NEW']],
  ['a negated name', own, "process { withName: '!Q' { secret = ['NEW'] } }", ['NEW']],
  ['an empty list', own, "process { withName: 'P' { secret = [] } }", []],
  ['all of another name', own, "process { withName: 'Q' { secret = ['NEW'] } }", ['OWN']],
  ['all processes', own, "process.secret = ['NEW']", ['OWN']],
  ['all without one', process(''), "process.secret = ['NEW']", ['NEW']],
  [
    'a profile that is not chosen',
    own,
    "profiles { lab { process { withName: P { secret = ['NEW'] } } } }",
    ['OWN'],
  ],
  [
    'a name before a label',
    own,
    "process { withName: 'P' { secret = ['NAME'] }\n withLabel: 'net' { secret = ['LABEL'] } }",
    ['NAME'],
  ],
  [
    'the last of one kind',
    own,
    "process { withName: 'P' { secret = ['FIRST'] }\n withName: '.*' { secret = ['LAST'] } }",
    ['LAST'],
  ],
  ['a path that no call has', own, "process { withName: 'OTHER:P' { secret = ['NEW'] } }", ['OWN']],
];

for (const [what, script, config, names] of replacing) {
  test(`the secrets of ${what} in a config: ${names.join(', ') || 'none'}`, async () => {
    const files = { 'main.nf': `${script}${workflow('P()')}`, 'nextflow.config': config };
    assert.deepEqual(namesOf(await read(files)), names);
  });
}

test('a process is there under each name that a run calls it by', async () => {
  const { processes } = await read({
    'main.nf': "include { P as A; P as B; W } from './m'\nworkflow { A() | B; W() }",
    'm.nf': `${process('')}${process('', "'true'", 'UNUSED')}workflow W { P() }`,
    'nextflow.config':
      "process { withName: 'W:P' { queue = 'x' }\n withName: B { executor = 'slurm' } }",
  });
  assert.deepEqual(
    processes.map(({ name, called }) => `${name} ${called?.path ?? '-'}`),
    ['A A', 'B B', 'P W:P', 'UNUSED -'],
  );
});

function namesOf({ uses }: PipelineUses): readonly string[] {
  return [...new Set(uses.flatMap(({ reference }) => reference.name ?? []))].sort();
}

async function read(files: Readonly<Record<string, string>>): Promise<PipelineUses> {
  const index = new PipelineIndex();
  index.setComplete(true);
  const placed = Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text]);
  const reader = new PipelineReader({
    index,
    source: new MemorySource(Object.fromEntries(placed) as Record<string, string>),
    labelOf: uri => uri.slice('file:///w/'.length),
  });
  const request = {
    folder: { uri: 'file:///w', path: '/w', name: null },
    options: plainOptions('/w/main.nf'),
    test: false,
  };
  return reader.read(request, new AbortController().signal);
}
