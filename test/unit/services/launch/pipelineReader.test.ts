import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok } from '../../../../src/core/result.ts';
import { defaultExecutor } from '../../../../src/core/runs/backends/processTarget.ts';
import type { PipelineUses } from '../../../../src/services/launch/launchRequest.ts';
import { process, workflow } from '../../../claims/claimCase.ts';
import { fieldCases } from '../../../claims/fieldCases.ts';
import { asking, readerOf, readLaunch } from '../../../support/pipelineReading.ts';

/** What a run asks for, of which single files cannot tell. */
for (const { name, files, secrets } of fieldCases.filter(({ ofRun }) => ofRun !== undefined)) {
  const names = name === 'two-pipelines' ? [] : [...secrets].sort();
  test(`the run of the field case ${name} asks for ${names.join(', ') || 'nothing'}`, async () => {
    assert.deepEqual(namesOf(await readLaunch(files)), names);
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
    assert.deepEqual(namesOf(await readLaunch(files)), names);
  });
}

test('a process is there under each name that a run calls it by', async () => {
  const { processes } = await readLaunch({
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
    const read_ = await readLaunch(files, { printed: [ok(printed)] });
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
  assert.deepEqual((await readLaunch(plain, { stores })).config, { kind: 'files' });
  assert.deepEqual(stores, []);
  const computed = { ...plain, 'nextflow.config': 'process.executor = params.x' };
  await readLaunch(computed, { stores, printed: [ok('')] });
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
    const { settings } = await readLaunch(files, {
      printed: [ok(`process.beforeScript = ${printed}`)],
    });
    const setting = settings.find(({ path }) => path.at(-1) === 'beforeScript');
    assert.equal(setting?.closure, closure);
  });
}

test('Nextflow is asked where several profiles say something of processes, for all that a launch is given', async () => {
  const config =
    "profiles { lab { process.executor = 'lsf' }\n big { process { withName: P { executor = 'sge' } } } }";
  const files = { 'main.nf': own, 'nextflow.config': config };
  const one = await readLaunch(files, { options: { profiles: ['lab'] } });
  assert.deepEqual([one.config, defaultExecutor(one.settings)?.value], [{ kind: 'files' }, 'lsf']);
  const printed = "process.'withName:P'.executor = 'sge'\nexecutor.name = 'pbs'";
  const options = { profiles: ['lab'], extraArguments: ['-profile', 'big'] };
  const both = await readLaunch(files, { options, printed: [ok(printed)] });
  assert.deepEqual(
    [both.config, defaultExecutor(both.settings)?.value],
    [{ kind: 'asked' }, 'pbs'],
  );
  const extraArguments = [...options.extraArguments, '-process.executor=slurm'];
  const given = await readLaunch(files, {
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
  const failed = await readLaunch(files, { printed: [err('it took longer than 60 s')] });
  const reason = 'it took longer than 60 s';
  assert.deepEqual(failed.config, { kind: 'assumed', because: { kind: 'failed', reason } });
  assert.deepEqual(namesOf(failed), ['OWN', 'SOME']);
  const assumed = { kind: 'assumed', because: { kind: 'params' } };
  const list = { ...files, 'p.yml': 'input: a\nx:\n  - slurm' };
  assert.deepEqual(
    (await readLaunch(list, { options: { paramsFile: '/w/p.yml' } })).config,
    assumed,
  );
  const options = { extraArguments: ['--x', 'slurm'] };
  // What is printed is not what the launch has given: another file has set it, which nobody knows.
  const other = await readLaunch(files, { options, printed: [ok("params.x = 'lsf'")] });
  assert.deepEqual(other.config, assumed);
  const without = await readLaunch(files, {
    options: { extraArguments: ['--input', 'x.csv'] },
    printed: [ok('')],
  });
  assert.deepEqual(without.config, { kind: 'asked' });
});

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

const { signal } = new AbortController();
