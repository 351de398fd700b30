import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configLikeness } from '../../../../../src/core/nextflow/files/configLikeness.ts';
import { fileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';
import { indexFile } from '../../../../../src/services/index/indexedFile.ts';
import { PipelineIndex } from '../../../../../src/services/index/pipelineIndex.ts';

const foreign: Readonly<Record<string, string>> = {
  '.NET app.config':
    '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<configuration>\n  <appSettings><add key="a" value="secrets.KEY"/></appSettings>\n</configuration>\n',
  'IIS web.config': '<!-- generated -->\n<configuration><system.webServer/></configuration>',
  'NuGet packages.config': '\n\n<packages><package id="NUnit" version="3.0"/></packages>',
  JSON: '{\n  "process": { "secret": "KEY" }\n}\n',
  'JSON list': '[ "process.secret" ]',
  INI: '[process]\nsecret = secrets.KEY\n',
  'INI with a comment': '; settings of the server\n[main]\nkey=secrets.KEY\n',
  'git-like': '# comment\n[core]\n\tbare = false\n',
  properties: '# written by the installer\nkey = secrets.KEY\n',
  YAML: 'process:\n  secret: KEY\n  list:\n    - a\n',
  'YAML document': '---\nprocess:\n  secret: KEY\n',
  'YAML list': '- name: a\n  value: secrets.KEY\n',
  nginx:
    'user nginx;\nworker_processes 4;\nevents { worker_connections 1024; }\nhttp { server { listen 80; } }\n',
};

const nextflows: Readonly<Record<string, string>> = {
  block: "process {\n  secret = ['KEY']\n}\n",
  'block with its brace below': 'process\n{\n cpus = 1 }',
  path: "process.secret = ['KEY']",
  index: "process['secret'] = ['KEY']",
  'comment first': '/*\n * nf-core\n */\n// base\nparams { outdir = 1 }\n',
  shebang: '#!/usr/bin/env nextflow\nprofiles { test { } }',
  include: "includeConfig 'base.config'\n",
  'a selector, included in a process block': "withName: FOO { secret = 'KEY' }\n",
  plugins: "plugins { id 'nf-schema@2.0.0' }",
  'code first':
    'def big = { 4.GB };\nimport groovy.json.JsonSlurper;\nif (big) { }\nprocess.memory = big\n',
  'a setting without a scope': "workDir = '/scratch'\n",
  'a closure above': 'def check_max(obj) {\n  return obj;\n}\nparams.x = 1\n',
};

for (const [name, text] of Object.entries(foreign)) {
  test(`${name} is left alone`, () => {
    assert.equal(configLikeness(text), 'foreign');
    assert.equal(fileKind('/w/nextflow/x.config', text), null);
  });
}

for (const [name, text] of Object.entries(nextflows)) {
  test(`a config of Nextflow is known by its ${name}`, () => {
    assert.equal(configLikeness(text), 'nextflow');
  });
}

const unclear = 'own.token = secrets.KEY\n';

test('a config that may be anybody’s is read where its surroundings say that it is Nextflow’s', () => {
  assert.equal(configLikeness(unclear), 'unclear');
  const index = new PipelineIndex();
  const put = (path: string, text: string): void => {
    const file = indexFile(`file:///w/${path}`, 'file:///w', text);
    assert.ok(file, path);
    index.set(file);
  };
  const read = (): readonly string[] =>
    index.files
      .map(({ uri }) => uri.slice('file:///w/'.length))
      .filter(path => path !== 'p/main.nf');
  for (const path of ['p/conf/a.config', 'p/b.config', 'shared/c.config', 'other/d.config']) {
    put(path, unclear);
  }
  assert.deepEqual(read(), []);
  assert.ok(index.doubts('file:///w/p/b.config'));
  assert.deepEqual(index.uses(), []);
  put('p/main.nf', 'workflow { }');
  assert.deepEqual(read(), ['p/conf/a.config', 'p/b.config']);
  put('p/nextflow.config', "profiles { x { includeConfig '../shared/c.config' } }");
  assert.deepEqual(read().toSorted(), [
    'p/b.config',
    'p/conf/a.config',
    'p/nextflow.config',
    'shared/c.config',
  ]);
  assert.ok(!index.doubts('file:///w/shared/c.config'));
  index.deleteBelow('file:///w/p');
  assert.deepEqual(read(), []);
});

test('nextflow.config is Nextflow’s whatever it says, and the command line reads what may be', () => {
  const file = indexFile('file:///w/nextflow.config', null, unclear);
  assert.equal(file?.doubtful, false);
  assert.equal(fileKind('x.config', unclear), 'config');
  assert.equal(fileKind('x.config', ''), 'config');
  assert.equal(fileKind('x.nf', '<'), 'script');
  assert.equal(fileKind('x.txt', 'process { }'), null);
});
