import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok, type Result } from '../../../../src/core/result.ts';
import { defaultExecutor } from '../../../../src/core/runs/backends/processTarget.ts';
import {
  type LaunchOptions,
  plainOptions,
} from '../../../../src/core/runs/launch/launchOptions.ts';
import { PipelineIndex } from '../../../../src/services/index/pipelineIndex.ts';
import type { LaunchRequest, PipelineUses } from '../../../../src/services/launch/launchRequest.ts';
import { PipelineReader } from '../../../../src/services/launch/pipelineReader.ts';
import type { ConfigAsking, FixedConfigs } from '../../../../src/services/ports/runs/tools.ts';
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
  [
    'the last of one selector',
    own,
    "process { withName: 'P' { secret = ['OLD'] } }\nprocess { withName: 'P' { secret = ['NEW', 'TOO'] } }",
    ['NEW', 'TOO'],
  ],
  [
    'the last of two for all',
    process(''),
    "process.secret = ['OLD']\nprocess { secret = ['NEW'] }",
    ['NEW'],
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
    ['A A', 'B B', 'P W:P'],
  );
});

/** Configs that compute something, what Nextflow prints of them, and what a run then asks for. */
const asked: readonly {
  readonly what: string;
  readonly config: string;
  readonly printed: string;
  readonly names: readonly string[];
  readonly at?: string;
  readonly executor?: string;
}[] = [
  {
    what: 'an include of a computed path',
    config: 'includeConfig "conf/${params.site ?: ' + "'a'" + '}.cfg"',
    printed: "process.secret = ['SITE']\nprocess.executor = 'slurm'\nparams.u = 'secrets.URL'",
    names: ['SITE', 'URL'],
    at: 'nextflow config',
    executor: 'slurm',
  },
  {
    what: 'a computed list',
    config: "\nprocess.secret = params.site ? [params.site] : ['SITE']",
    printed: "process.secret = ['SITE']",
    names: ['SITE'],
    at: 'nextflow.config:2',
  },
  {
    what: 'a branch that is not taken',
    config: "if (params.x) { process.secret = ['NO'] } else { process.secret = ['YES'] }",
    printed: "process.secret = ['YES']",
    names: ['YES'],
  },
  {
    what: 'a selector that takes a secret away in a branch',
    config:
      "process.secret = ['ALL']\nif (!params.x) { process { withName: 'P' { secret = [] } } }",
    printed: "process.secret = ['ALL']\nprocess.'withName:P'.secret = []",
    names: [],
  },
  {
    what: 'a selector in a branch that is not taken',
    config: "process.secret = ['ALL']\nif (params.x) { process { withName: 'P' { secret = [] } } }",
    printed: "process.secret = ['ALL']",
    names: ['ALL'],
  },
  {
    what: 'a secret that a branch reads which is not taken, and one that code reads',
    config:
      "if (params.x) { env.NO = secrets.NO }\nprocess { withName: 'P' { ext.key = [a: secrets.MAP] } }\ndef k = secrets.CODE\nenv.YES = secrets.YES",
    printed: "process.'withName:P'.ext.key.a = 'secrets.MAP'\nenv.YES = 'secrets.YES'",
    names: ['CODE', 'MAP', 'YES'],
  },
  {
    what: 'an executor by code',
    config: "def where() { 'slurm' }\nprocess.executor = where()\nparams.t = secrets['TOK']",
    printed: "process.executor = 'slurm'\nparams.t = null",
    names: ['TOK'],
    executor: 'slurm',
  },
  {
    what: 'a file whose name looks like a secret',
    config: "params.f = '/x/secrets.json'\nparams.g = 'secrets.json'\nprocess.executor = params.e",
    printed: "params.f = '/x/secrets.json'\nparams.g = 'secrets.json'\nprocess.executor = 'local'",
    names: [],
  },
];

for (const { what, config, printed, names, at, executor } of asked) {
  test(`Nextflow's word counts: ${what}`, async () => {
    const files = { 'main.nf': `${process('')}${workflow('P()')}`, 'nextflow.config': config };
    const read_ = await read(files, { printed: [ok(printed)] });
    assert.deepEqual(read_.config, { kind: 'asked' });
    assert.deepEqual(namesOf(read_), names);
    assert.equal(read_.complete, true);
    const declared = read_.uses.filter(({ reference }) => reference.kind === 'configDirective');
    // What Nextflow has decided is no condition any more.
    assert.ok(declared.every(({ reference }) => reference.use === 'required'));
    if (at !== undefined) {
      const [use] = read_.uses.filter(({ reference }) => reference.name === names[0]);
      assert.equal(use?.at, at);
    }
    if (executor !== undefined) {
      assert.equal(defaultExecutor(read_.settings)?.value, executor);
    }
  });
}

test('Nextflow is asked for what only it can tell, with a store of names alone', async () => {
  const stores: (readonly string[])[] = [];
  const plain = { 'main.nf': own, 'nextflow.config': "process.executor = 'slurm'" };
  assert.deepEqual((await read(plain, { stores })).config, { kind: 'files' });
  assert.deepEqual(stores, []);
  const computed = { ...plain, 'nextflow.config': 'process.executor = params.x' };
  await read(computed, { stores, printed: [ok('')] });
  assert.deepEqual(stores, [['OWN']]);
});

for (const [what, before, printed, closure] of [
  ['as it is', '', '{ "x ${task.cpus}" }', '{ "x ${task.cpus}" }'],
  [
    'with what it needs of its file',
    "def local = 'l'\n",
    '{ "x $local" }',
    '{ ({ local -> ({ "x $local" }).call() }).call(\'l\') }',
  ],
  ['with an input', '', '{ "x ${meta.id}" }', '{ "x ${meta.id}" }'],
  ['not where its file cannot be told', 'tool { x = 1 }\n', '{ "x $tool" }', undefined],
] as const) {
  test(`a closure that Nextflow prints is repeated ${what}`, async () => {
    const config = `${before}process.executor = params.e\nprocess.beforeScript = ${printed}`;
    const files = { 'main.nf': own, 'nextflow.config': config };
    const { settings } = await read(files, { printed: [ok(`process.beforeScript = ${printed}`)] });
    const setting = settings.find(({ path }) => path.at(-1) === 'beforeScript');
    assert.equal(setting?.closure, closure);
  });
}

test('Nextflow is asked where several profiles say something of processes, for all that a launch is given', async () => {
  const config =
    "profiles { lab { process.executor = 'lsf' }\n big { process { withName: P { executor = 'sge' } } } }";
  const files = { 'main.nf': own, 'nextflow.config': config };
  const one = await read(files, { options: { profiles: ['lab'] } });
  assert.deepEqual([one.config, defaultExecutor(one.settings)?.value], [{ kind: 'files' }, 'lsf']);
  const printed = "process.'withName:P'.executor = 'sge'\nexecutor.name = 'pbs'";
  const options = { profiles: ['lab'], extraArguments: ['-profile', 'big'] };
  const both = await read(files, { options, printed: [ok(printed)] });
  assert.deepEqual(
    [both.config, defaultExecutor(both.settings)?.value],
    [{ kind: 'asked' }, 'pbs'],
  );
  const extraArguments = [...options.extraArguments, '-process.executor=slurm'];
  const given = await read(files, {
    options: { ...options, extraArguments },
    printed: [ok(printed)],
  });
  assert.equal(defaultExecutor(given.settings)?.value, 'slurm');
});

test('where Nextflow does not print its config, its files count, and that is said', async () => {
  const files = {
    'main.nf': own,
    'nextflow.config': "process.executor = params.x\nif (params.y) { process.secret = ['SOME'] }",
  };
  const failed = await read(files, { printed: [err('it took longer than 60 s')] });
  const reason = 'it took longer than 60 s';
  assert.deepEqual(failed.config, { kind: 'assumed', because: { kind: 'failed', reason } });
  assert.deepEqual(namesOf(failed), ['OWN', 'SOME']);
  const assumed = { kind: 'assumed', because: { kind: 'params' } };
  const list = { ...files, 'p.yml': 'input: a\nx:\n  - slurm' };
  assert.deepEqual((await read(list, { options: { paramsFile: '/w/p.yml' } })).config, assumed);
  const options = { extraArguments: ['--x', 'slurm'] };
  // What is printed is not what the launch has given: another file has set it, which nobody knows.
  const other = await read(files, { options, printed: [ok("params.x = 'lsf'")] });
  assert.deepEqual(other.config, assumed);
  const without = await read(files, {
    options: { extraArguments: ['--input', 'x.csv'] },
    printed: [ok('')],
  });
  assert.deepEqual(without.config, { kind: 'asked' });
});

for (const { what, name = 'x', options } of [
  { what: 'its command line', options: { extraArguments: ['--x', 'slurm'] } },
  { what: 'a params file', options: { paramsFile: '/w/p.yml' } },
  { what: 'another params file', options: { extraArguments: ['-params-file', 'p.json'] } },
  { what: 'a part of a param', name: 'y.z', options: { extraArguments: ['--y.z=slurm'] } },
]) {
  test(`Nextflow is asked with the params that a launch gives: ${what}`, async () => {
    const files = {
      'main.nf': own,
      'nextflow.config':
        "params.x = 'lsf'\nprocess.executor = params.x\nprocess.queue = params.y.z\n",
      'p.yml': 'input: a\nx: slurm',
      'p.json': '{"x": "slurm"}',
    };
    const fixed: (FixedConfigs | null)[] = [];
    const printed = [ok(`params.${name} = 'slurm'\nprocess.executor = 'slurm'`)];
    const { config, settings } = await read(files, { options, printed, fixed });
    assert.deepEqual([config, defaultExecutor(settings)?.value], [{ kind: 'asked' }, 'slurm']);
    const uri = 'file:///w/nextflow.config';
    const text = `params.${name} = 'slurm'\n${files['nextflow.config']}`;
    const expected = name === 'x' ? text.replace("'lsf'", "'slurm'") : text;
    assert.deepEqual(fixed, [{ roots: [uri], texts: new Map([[uri, expected]]) }]);
  });
}

interface ByParams {
  readonly what: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly words?: string[];
  readonly secret?: string;
  readonly addParams?: string;
  readonly names: readonly (string | null)[];
}

const configured = { 'nextflow.config': "params.key = 'ONE'" };

for (const { what, files = {}, words = [], secret = 'params.key', addParams = '', names } of [
  { what: 'a config sets', files: configured, names: ['ONE'] },
  { what: 'a script sets', files: { 'main.nf': "params.key = 'TWO'" }, names: ['TWO'] },
  { what: 'a launch gives', files: configured, words: ['--key', 'SIX'], names: ['SIX'] },
  {
    what: 'a launch gives with hyphens',
    words: ['--lab-key=B'],
    secret: '"${params.labKey}_X"',
    names: ['B_X'],
  },
  { what: 'a launch takes away', files: configured, words: ['--key='], names: [] },
  { what: 'nobody sets', names: [null] },
  {
    what: 'is a part of an expression',
    files: configured,
    secret: 'params.key + 1',
    names: [null],
  },
  {
    what: 'two scripts set',
    files: { 'main.nf': "params.key = 'TWO'", 'm.nf': "params.key = 'ONE'" },
    names: [null],
  },
  { what: 'an include gives', files: configured, addParams: " addParams(key: 'X')", names: [null] },
] satisfies readonly ByParams[] as readonly ByParams[]) {
  test(`a secret by a param that ${what} is named as a run names it`, async () => {
    const { 'main.nf': first = '', 'm.nf': own = '', 'nextflow.config': config = '' } = files;
    const texts = {
      'main.nf': `${first}\ninclude { P } from './m'${addParams}\nworkflow { P() }\n`,
      'm.nf': `${own}\nprocess P {\n  secret ${secret}\n  script: 'x'\n}\n`,
      'nextflow.config': config,
    };
    const { uses } = await read(texts, { options: { extraArguments: words } });
    assert.deepEqual(
      uses.map(({ reference }) => reference.name),
      names,
    );
  });
}

test('an answer is kept while its configs are the same, and for one launch where more may differ', async () => {
  const stores: (readonly string[])[] = [];
  const printed = [ok('a = 1'), ok('a = 2'), ok('a = 3'), ok('a = 4')];
  const config = 'process.executor = params.x';
  const { reader, texts, request } = readerOf({ 'main.nf': own, 'nextflow.config': config });
  const ask = async (its = request): Promise<number> => {
    await reader.read(its, signal, asking({ stores, printed }));
    return stores.length;
  };
  assert.deepEqual([await ask(), await ask({ ...request })], [1, 1]);
  texts['file:///w/nextflow.config'] = `${config} // other`;
  assert.deepEqual([await ask(), await ask({ ...request })], [2, 2]);
  texts['file:///w/nextflow.config'] = 'process.queue = System.getenv("Q")';
  assert.deepEqual([await ask(), await ask(), await ask({ ...request })], [3, 3, 4]);
});

function namesOf({ uses }: PipelineUses): readonly string[] {
  return [...new Set(uses.flatMap(({ reference }) => reference.name ?? []))].sort();
}

interface Asked {
  /** What is answered, one after the other. */
  readonly printed?: Result<string, string>[];
  /** The names in the store of each question. */
  readonly stores?: (readonly string[])[];
  /** The configs of each question, where params are given. */
  readonly fixed?: (FixedConfigs | null)[];
}

function asking({ printed = [], stores = [], fixed = [] }: Asked): ConfigAsking {
  return {
    key: 'nextflow config',
    ask: (names, _, configs) => {
      stores.push(names);
      fixed.push(configs);
      return Promise.resolve(printed.shift() ?? assert.fail('it was asked'));
    },
  };
}

const { signal } = new AbortController();

async function read(
  files: Readonly<Record<string, string>>,
  { options = {}, ...answers }: Asked & { readonly options?: Partial<LaunchOptions> } = {},
): Promise<PipelineUses> {
  const { reader, request } = readerOf(files);
  const work = {
    kind: 'pipeline',
    options: { ...plainOptions('/w/main.nf'), ...options },
  } as const;
  const launch = { ...request, work };
  return reader.read(launch, signal, asking(answers));
}

function readerOf(files: Readonly<Record<string, string>>): {
  readonly reader: PipelineReader;
  readonly texts: Record<string, string>;
  readonly request: LaunchRequest;
} {
  const index = new PipelineIndex();
  index.setComplete(true);
  const texts: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    texts[`file:///w/${path}`] = text;
  }
  const reader = new PipelineReader({
    index,
    source: new MemorySource(texts),
    labelOf: uri => uri.slice('file:///w/'.length),
  });
  const request = {
    folder: { uri: 'file:///w', path: '/w', name: null },
    work: { kind: 'pipeline', options: plainOptions('/w/main.nf') },
    test: false,
  } as const;
  return { reader, texts, request };
}
