import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTooCommon } from '../../src/core/arrival/isTooCommon.ts';
import { isTooShort } from '../../src/core/arrival/isTooShort.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

const script = `
process HELLO {
  input: val x
  output: path 'o.txt'
  script: "cat /dev/null > o.txt"
}
workflow { HELLO(Channel.of(1, 2)) }
`;

/** The plain words of the wrapper of a task, which any run has whatever its pipeline is. */
function wordsOf(nextflow: string): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nfs-'));
  try {
    writeFileSync(join(folder, 'main.nf'), script);
    execFileSync(nextflow, ['run', 'main.nf', '-ansi-log', 'false'], { cwd: folder });
    const wrapper = readdirSync(join(folder, 'work'), { recursive: true, encoding: 'utf8' }).find(
      file => file.endsWith('.command.run'),
    );
    const text = readFileSync(join(folder, 'work', wrapper ?? ''), 'utf8').replaceAll(folder, '');
    return new Set(text.split(/[^\w./-]+/).filter(word => /^([A-Z]?[a-z]+|[A-Z]+)$/.test(word)));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('no word that the wrapper of any task has is looked for in files and output', () => {
  const newer = wordsOf(requireTool('a newer Nextflow'));
  const both = [...wordsOf(requireTool('Nextflow'))].filter(word => newer.has(word));
  const names = both.filter(word => !isTooShort(word) && word !== 'HELLO');
  assert.ok(names.length > 40, names.join());
  assert.deepEqual(
    names.filter(word => !isTooCommon(word)),
    [],
  );
});
