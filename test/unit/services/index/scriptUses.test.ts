import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryScripts, includersOf } from '../../../../src/services/index/entryScripts.ts';
import { indexFile } from '../../../../src/services/index/indexedFile.ts';
import { PipelineIndex } from '../../../../src/services/index/pipelineIndex.ts';
import { scriptSettings, scriptUses } from '../../../../src/services/index/scriptUses.ts';

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

for (const [script, names, complete] of [
  ['main.nf', ['ROOT', 'ROOT_CONFIG', 'SHARED'], true],
  ['a/main.nf', ['A_CONFIG', 'A_OWN', 'A_TEST', 'ROOT_CONFIG', 'SHARED'], true],
  ['b/main.nf', ['B', 'B_CONFIG', 'ROOT_CONFIG'], true],
  ['tools/clean_9.nf', ['ROOT_CONFIG'], true],
] as const) {
  test(`a run of ${script} reads ${names.join(', ')}`, () => {
    const index = indexOf(files);
    const read = scriptUses(index, launch(script));
    assert.deepEqual(namesOf(read), names);
    assert.equal(read.complete, complete);
  });
}

test('where an include is computed, every script of the folder may be a part of the run', () => {
  const index = indexOf({
    ...files,
    'b/main.nf': 'include { X } from "./${params.x}"\nworkflow { X() }',
  });
  const read = scriptUses(index, launch('b/main.nf'));
  assert.equal(read.complete, false);
  assert.deepEqual(namesOf(read), ['A_OWN', 'B_CONFIG', 'OLD', 'ROOT', 'ROOT_CONFIG', 'SHARED']);
});

test('where a config includes a computed one, it may be any but those of other pipelines', () => {
  const index = indexOf({
    ...files,
    'b/nextflow.config': 'includeConfig params.base ?: "x.config"\nenv.B = secrets.B_CONFIG',
    'conf/site.config': "process.executor = 'slurm'\nenv.S = secrets.SITE",
  });
  const read = scriptUses(index, launch('b/main.nf'));
  assert.equal(read.complete, true);
  assert.deepEqual(namesOf(read), ['B', 'B_BASE', 'B_CONFIG', 'ROOT_CONFIG', 'SITE']);
});

test('a script has the processes of what it includes, and the profiles of its own configs', () => {
  const index = indexOf(files);
  const has = (script: string): readonly string[] =>
    scriptUses(index, launch(script)).processes.map(({ name, stub }) => `${name} ${stub}`);
  assert.deepEqual(has('a/main.nf'), ['SHARED false', 'OWN true']);
  assert.deepEqual(has('b/main.nf'), []);
  const profiles = (script: string): readonly string[] =>
    scriptSettings(index, launch(script), []).profiles;
  assert.deepEqual(profiles('main.nf'), ['lab']);
  assert.deepEqual(profiles('a/main.nf'), ['test', 'lab']);
  assert.deepEqual(profiles('b/main.nf'), ['test', 'lab']);
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

function launch(script: string): Parameters<typeof scriptUses>[1] {
  const uri = `${folder}/${script}`;
  const own = `${uri.slice(0, uri.lastIndexOf('/'))}/nextflow.config`;
  return { script: uri, folder, configs: [...new Set([own, `${folder}/nextflow.config`])] };
}

function namesOf({ uses }: ReturnType<typeof scriptUses>): readonly string[] {
  return [...new Set(uses.flatMap(({ reference }) => reference.name ?? []))].sort();
}
