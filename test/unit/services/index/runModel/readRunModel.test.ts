import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  entryScripts,
  includersOf,
  mainScript,
  withMainScripts,
} from '../../../../../src/services/index/entryScripts.ts';
import { indexFile } from '../../../../../src/services/index/indexedFile.ts';
import { PipelineIndex } from '../../../../../src/services/index/pipelineIndex.ts';
import { readRunModel } from '../../../../../src/services/index/runModel/readRunModel.ts';
import type { RunModel } from '../../../../../src/services/index/runModel/runModel.ts';
import { MemorySource } from '../../../../support/memorySource.ts';

const folder = 'file:///w';

/** Two pipelines in a folder with a third at its root, as a training repository has them. */
const files = {
  'main.nf': "include { SHARED } from './modules/shared'\nworkflow { SHARED(secrets.ROOT) }",
  'nextflow.config': 'process.ext.x = secrets.ROOT_CONFIG\nprofiles { lab { } }',
  'modules/shared.nf': "process SHARED {\n secret 'SHARED'\n script: 'true'\n}",
  'a/main.nf':
    "include { SHARED } from '../modules/shared.nf'\ninclude { OWN } from './own'\nworkflow { SHARED(); OWN() }",
  'a/own/main.nf': "process OWN {\n secret 'A_OWN'\n script: 'true'\n stub: 'true'\n}",
  'a/nextflow.config': "includeConfig 'conf/test.config'\nenv.A = secrets.A_CONFIG",
  'a/conf/test.config': 'profiles { test { env.T = secrets.A_TEST } }',
  'b/main.nf': 'workflow { println secrets.B }',
  'b/nextflow.config': 'env.B = secrets.B_CONFIG\nprofiles { test { } }',
  'b/conf/base.config': 'process.cpus = 2\nenv.BASE = secrets.B_BASE',
  'dsl1/main.nf': 'println secrets.OLD',
  'dsl1/nextflow.config': "process.executor = 'local'",
  'tools/clean_10.nf': 'workflow { }',
  'tools/clean_9.nf': 'workflow { }',
};

for (const [script, names] of [
  ['main.nf', ['ROOT', 'ROOT_CONFIG', 'SHARED']],
  ['a/main.nf', ['A_CONFIG', 'A_OWN', 'A_TEST', 'ROOT_CONFIG', 'SHARED']],
  ['b/main.nf', ['B', 'B_CONFIG', 'ROOT_CONFIG']],
  ['tools/clean_9.nf', ['ROOT_CONFIG']],
] as const) {
  test(`a run of ${script} reads ${names.join(', ')}`, async () => {
    const model = await read(files, script);
    assert.deepEqual(namesOf(model), names);
    assert.deepEqual(model.gaps, []);
  });
}

test('a computed path leads to nothing of other pipelines, and the place of it is told', async () => {
  const model = await read(
    {
      ...files,
      'b/main.nf': 'include { X } from "./${params.x}"\nworkflow { X() }',
      'b/nextflow.config': 'includeConfig params.base ?: "x.config"\nenv.B = secrets.B_CONFIG',
    },
    'b/main.nf',
  );
  assert.deepEqual(namesOf(model), ['B_CONFIG', 'ROOT_CONFIG']);
  assert.deepEqual(model.gaps, [
    { kind: 'module', uri: `${folder}/b/main.nf`, line: 1, target: null },
    { kind: 'config', uri: `${folder}/b/nextflow.config`, line: 1, target: null },
  ]);
});

test('an include is followed in each of its forms', async () => {
  const forms = [
    '{ A } from "${projectDir}/m/a"',
    '{ B } from "$baseDir/m/b.nf"',
    "{ C } from('./m/c')",
    "{ D } from './m/d' addParams(key: secrets.ADDED, options: [args: ''])",
    "{ E } from './m/e' params(params)",
    "{ F ; G as H } from('./m/f').addParams(x: 1)",
    "{\n  I // one\n  ; J as K /* two */\n} from './m/i'",
    "{ V } from 'plugin/nf-schema'",
    "{ W } from('plugin/nf-schema')",
  ];
  const module = (name: string): string =>
    `process ${name} {\n secret 'S_${name}'\n script: 'x'\n}\n`;
  const model = await read(
    {
      'main.nf': `${forms.map(form => `include ${form}`).join('\n')}
// include { Z } from './m/z'
def text = "include { Z } from './m/z'"
workflow { A(); B(); C(); D(); E(); F(); H(); I(); K() }`,
      ...Object.fromEntries('abcdez'.split('').map(it => [`m/${it}.nf`, module(it.toUpperCase())])),
      'm/f.nf': `${module('F')}${module('G')}`,
      'm/i.nf': `${module('I')}${module('J')}`,
    },
    'main.nf',
  );
  const names = 'ABCDEFGIJ'.split('').map(it => `S_${it}`);
  assert.deepEqual(namesOf(model), ['ADDED', ...names]);
  assert.deepEqual(model.gaps, []);
});

test('what is not there is told, and what it would have had is not made up', async () => {
  const model = await read({ ...files, 'b/main.nf': "include { X } from '../gone'" }, 'b/main.nf');
  assert.deepEqual(model.gaps, [
    { kind: 'module', uri: `${folder}/b/main.nf`, line: 1, target: '../gone' },
  ]);
  assert.deepEqual(namesOf(model), ['B_CONFIG', 'ROOT_CONFIG']);
});

test('files outside of the workspace are read, whatever they are called', async () => {
  const model = await read(
    {
      'main.nf': "include { A as B } from '../elsewhere/a.nxf'\nworkflow { B() }",
      'nextflow.config': "includeConfig 'conf/site.conf'",
    },
    'main.nf',
    {
      'file:///elsewhere/a.nxf':
        "include { A } from './b'\nprocess Z {\n script: 'x' }\ndef f() { Z() }",
      'file:///elsewhere/b/main.nf':
        "include { A } from '../a.nxf'\nprocess A {\n secret 'A'\n script: 'x' }",
      'file:///w/conf/site.conf': "process.secret = ['SITE']\nparams.x = secrets.NAME",
    },
  );
  assert.deepEqual(namesOf(model), ['A', 'NAME', 'SITE']);
  assert.deepEqual(model.gaps, []);
  assert.deepEqual(
    model.processes.map(({ name }) => name),
    ['Z', 'B'],
  );
});

test('paths in a linked folder are relative to where it really lies', async () => {
  const model = await read(
    { 'main.nf': "include { A } from './modules/a'", 'lib/l.nf': 'def f() { secrets.WRONG }' },
    'main.nf',
    {
      'file:///shared/modules/a.nf': "include { f } from '../lib/l'\ndef g() { secrets.A }",
      'file:///shared/lib/l.nf': 'def f() { secrets.RIGHT }',
    },
    { 'file:///w/modules': 'file:///shared/modules' },
  );
  assert.deepEqual(namesOf(model), ['A', 'RIGHT']);
});

test('a template is read beside its module, else beside the entry script', async () => {
  const process = (template: string): string =>
    `process P {\n script:\n template ${template}\n}\nworkflow { P() }`;
  const templates = {
    'file:///w/m/templates/run.sh': 'echo ${secrets.OWN} """',
    'file:///w/templates/run.sh': 'echo ${secrets.MAIN}',
    'file:///w/templates/sub/other.sh': 'x\necho ${secrets.OTHER} \\${secrets.NOT}',
  };
  const names = async (template: string): Promise<readonly string[]> => {
    const main = "include { P } from './m/p'\nworkflow { P() }";
    return namesOf(
      await read({ 'main.nf': main, 'm/p.nf': process(template) }, 'main.nf', templates),
    );
  };
  assert.deepEqual(await names("'run.sh'"), ['OWN']);
  assert.deepEqual(await names("('sub/other.sh')"), ['OTHER']);
  assert.deepEqual(await names('"${projectDir}/templates/run.sh"'), ['MAIN']);
  const shell = process("'shell.sh'").replace('script:', 'shell:');
  const inShell = await read({ 'main.nf': shell }, 'main.nf', {
    'file:///w/templates/shell.sh':
      '#!/bin/bash\n: ${secrets.NOT} "!{secrets.SHELL}" !{params.x} !!{secrets.NOT} """ } !{ secrets["S2"] }',
  });
  assert.deepEqual(namesOf(inShell), ['S2', 'SHELL']);
  assert.deepEqual(
    inShell.uses.map(({ line, column }) => [line, column]),
    [
      [2, 29],
      [2, 83],
    ],
  );
  const computed = await read({ 'main.nf': process('params.tool') }, 'main.nf', templates);
  assert.deepEqual(computed.gaps, [
    { kind: 'template', uri: `${folder}/main.nf`, line: 3, target: null },
  ]);
  const variable = await read({ 'main.nf': 'def template = 1\nprintln x.template' }, 'main.nf');
  assert.deepEqual(variable.gaps, []);
});

test('configs are followed in the profiles of the launch only', async () => {
  const texts = {
    'main.nf': 'workflow { }',
    'nextflow.config':
      "profiles {\n lab { includeConfig 'lab.config' }\n odd { includeConfig params.x }\n}",
    'lab.config': "process.executor = 'slurm'\nenv.X = secrets.LAB",
  };
  const plain = await read(texts, 'main.nf', {}, {}, []);
  assert.deepEqual([namesOf(plain), plain.settings, plain.gaps], [[], [], []]);
  const lab = await read(texts, 'main.nf', {}, {}, ['lab']);
  assert.deepEqual(namesOf(lab), ['LAB']);
  assert.equal(lab.settings[0]?.value, 'slurm');
  assert.equal((await read(texts, 'main.nf', {}, {}, ['odd'])).gaps.length, 1);
  assert.deepEqual(plain.profiles, ['lab', 'odd']);
});

test('what only other profiles set is no part of a run', async () => {
  const texts = {
    'main.nf': 'workflow { }',
    'nextflow.config': `env.A = secrets.ALWAYS
profiles {
  standard { env.S = secrets.STANDARD }
  lab { process { withName: 'P' { secret = ['LAB_TASK'] } }
    aws.accessKey = secrets.LAB_KEY }
}
profiles.other.env.O = secrets.OTHER`,
  };
  const names = async (profiles: readonly string[] | null): Promise<readonly string[]> =>
    namesOf(await read(texts, 'main.nf', {}, {}, profiles));
  assert.deepEqual(await names([]), ['ALWAYS', 'STANDARD']);
  assert.deepEqual(await names(['lab']), ['ALWAYS', 'LAB_KEY', 'LAB_TASK']);
  assert.deepEqual(await names(['other']), ['ALWAYS', 'OTHER']);
  assert.deepEqual((await names(null)).length, 5);
});

test('a script has the processes of what it includes, and the profiles of its own configs', async () => {
  const has = async (script: string): Promise<readonly string[]> =>
    (await read(files, script)).processes.map(({ name, stub }) => `${name} ${stub}`);
  assert.deepEqual(await has('a/main.nf'), ['SHARED false', 'OWN true']);
  assert.deepEqual(await has('b/main.nf'), []);
  const profiles = async (script: string): Promise<readonly string[]> =>
    (await read(files, script)).profiles;
  assert.deepEqual(await profiles('main.nf'), ['lab']);
  assert.deepEqual(await profiles('a/main.nf'), ['test', 'lab']);
  assert.deepEqual(await profiles('b/main.nf'), ['test', 'lab']);
});

test('every entry script is found, the nearest first, and what a module is a part of', () => {
  const index = indexOf(files);
  const paths = (entries: readonly { readonly uri: string }[]): readonly string[] =>
    entries.map(({ uri }) => uri.slice(folder.length + 1));
  const all = entryScripts(index);
  assert.deepEqual(paths(all), [
    'main.nf',
    'a/main.nf',
    'b/main.nf',
    'dsl1/main.nf',
    'tools/clean_9.nf',
    'tools/clean_10.nf',
  ]);
  assert.deepEqual(paths(includersOf(index, all, `${folder}/modules/shared.nf`)), [
    'main.nf',
    'a/main.nf',
  ]);
  assert.deepEqual(paths(includersOf(index, all, `${folder}/a/own/main.nf`)), ['a/main.nf']);
});

test('a module with a config of its own is no entry script', () => {
  const index = indexOf({
    'main.nf': "include { QC } from './sub/qc'\nworkflow { QC() }",
    'sub/qc/main.nf': 'workflow QC { }',
    'sub/qc/nextflow.config': 'process.cpus = 2',
    'old/main.nf': 'println 1',
    'old/nextflow.config': 'process.cpus = 2',
  });
  const entries = entryScripts(index).map(({ uri }) => uri.slice(folder.length + 1));
  assert.deepEqual(entries, ['main.nf', 'old/main.nf']);
});

test('what a config names as its pipeline’s script is an entry script, whatever it is called', async () => {
  const texts = {
    'main.nf': "println 'old'",
    'nextflow.config': "manifest { mainScript = 'src/pipe.nxf' }",
    'src/mod.nf': 'workflow M { }',
    'other.nf': 'workflow { }',
    'sub/nextflow.config': "manifest.mainScript = 'start.nf'",
    'sub/start.nf': 'println 1',
    'sub/main.nf': 'workflow { }',
    'gone/nextflow.config': "manifest.mainScript = 'gone.nxf'",
  };
  const pipe = "include { M } from './mod'\nworkflow { M() }";
  const source = new MemorySource({ [`${folder}/src/pipe.nxf`]: pipe });
  const index = indexOf(texts);
  const found = await withMainScripts(index, source);
  const entries = entryScripts(found);
  assert.deepEqual(
    entries.map(({ uri }) => uri.slice(folder.length + 1)),
    ['src/pipe.nxf', 'main.nf', 'other.nf', 'sub/start.nf', 'sub/main.nf'],
  );
  assert.equal(includersOf(found, entries, `${folder}/src/mod.nf`)[0], entries[0]);
  assert.equal(mainScript(index, folder), `${folder}/src/pipe.nxf`);
  assert.equal(mainScript(index, `${folder}/none`), `${folder}/none/main.nf`);
});

function indexOf(texts: Readonly<Record<string, string>>): PipelineIndex {
  const index = new PipelineIndex();
  index.set(
    ...Object.entries(texts).map(([path, text]) => {
      const file = indexFile(`${folder}/${path}`, folder, text);
      return file ?? assert.fail(path);
    }),
  );
  return index;
}

/** Reads a run's model where an index has `texts`, and a disk has `others` too. */
function read(
  texts: Readonly<Record<string, string>>,
  script: string,
  others: Readonly<Record<string, string>> = {},
  links: Readonly<Record<string, string>> = {},
  profiles: readonly string[] | null = null,
): Promise<RunModel> {
  const uri = `${folder}/${script}`;
  const own = `${uri.slice(0, uri.lastIndexOf('/'))}/nextflow.config`;
  const configs = [...new Set([own, `${folder}/nextflow.config`])];
  const source = new MemorySource(
    {
      ...Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]),
      ),
      ...others,
    },
    links,
  );
  return readRunModel(indexOf(texts), source, { script: uri, folder, configs, profiles });
}

function namesOf({ uses }: RunModel): readonly string[] {
  return [...new Set(uses.flatMap(({ reference }) => reference.name ?? []))].sort();
}
