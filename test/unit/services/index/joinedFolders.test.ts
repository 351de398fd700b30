import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexFile } from '../../../../src/services/index/indexedFile.ts';
import { joinedFolders } from '../../../../src/services/index/joinedFolders.ts';
import { PipelineIndex } from '../../../../src/services/index/pipelineIndex.ts';

const [first, second, third, none] = ['file:///first', 'file:///second', 'file:///third', null];

/** A library that two of the folders use, one by way of another module, and one that does not. */
const files = {
  [`${first}/main.nf`]: "include { VIA } from '../second/via'\nworkflow { VIA() }",
  [`${first}/nextflow.config`]: "process { withName: 'FETCH' { secret = ['TOKEN'] } }",
  [`${second}/via.nf`]: "include { FETCH } from '../third/fetch'\nworkflow VIA { FETCH() }",
  [`${second}/main.nf`]: 'workflow { println secrets.OTHER }',
  [`${third}/fetch.nf`]: "process FETCH {\n secret 'TOKEN'\n script: 'true'\n}",
  'file:///fourth/main.nf': 'workflow { println secrets.TOKEN + secrets.OTHER }',
};

const index = new PipelineIndex();
index.set(
  ...Object.entries(files).flatMap(([uri, text]) => {
    const folder = /^file:\/\/\/\w+/.exec(uri)?.[0] ?? none;
    return indexFile(uri, folder, text) ?? [];
  }),
);

for (const [name, asked, joined] of [
  // From each end of an include, however many lie between.
  ['TOKEN', [first], [first, third]],
  ['TOKEN', [third], [first, third]],
  // What does not name it stays, and so does a folder of its own.
  ['TOKEN', [second], [second]],
  ['TOKEN', ['file:///fourth'], ['file:///fourth']],
  ['OTHER', [second], [second]],
  ['TOKEN', [none], [none]],
  ['TOKEN', [], []],
] as const) {
  test(`${name} of ${JSON.stringify(asked)} is one with that of ${JSON.stringify(joined)}`, () => {
    assert.deepEqual([...joinedFolders(index, name, asked)].sort(), joined);
  });
}
