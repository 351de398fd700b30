import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import { indexFile } from '../../../../src/services/index/indexedFile.ts';
import { pieces } from '../../../support/pieces.ts';

const quiet = "include { A } from './a'\nprocess P { script: 'true' }\nworkflow { A() }\n";

test('a file that names no secret tells of all else when it is asked', () => {
  const file = indexFile('file:///w/main.nf', null, `\ufeff${quiet}`);
  assert.deepEqual(file?.references, []);
  assert.deepEqual(
    [file.entry, file.includes.map(({ target }) => target), file.processes.map(({ name }) => name)],
    [true, ['./a'], ['P']],
  );
});

test('what is kept of a file is its analysis, whenever it is read', () => {
  const text = fc
    .array(fc.constantFrom(...pieces), { maxLength: 60 })
    .map(parts => parts.join('').replace(/^\ufeff/, ''));
  fc.assert(
    fc.property(text, fc.constantFrom('script' as const, 'config' as const), (source, kind) => {
      const file = indexFile(`file:///w/a.${kind === 'script' ? 'nf' : 'config'}`, null, source);
      if (!file) {
        return;
      }
      const { references, settings, processes, includes, entry, profiles } = analyse(source, kind);
      assert.deepEqual(
        {
          references: file.references,
          settings: file.settings.map(({ uri: _, line: __, ...setting }) => setting),
          processes: file.processes,
          includes: file.includes,
          entry: file.entry,
          profiles: file.profiles,
        },
        { references, settings, processes, includes, entry: entry !== null, profiles },
      );
      assert.equal(file.ranges.length, references.length);
    }),
    { numRuns: 1000 },
  );
});
