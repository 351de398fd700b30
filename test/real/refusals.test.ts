import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { whyEnded } from '../../src/core/views/runs/runLine.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

const pipeline = { 'main.nf': 'workflow { println secrets.KEY.size() }\n' };

for (const [what, harm, refused, text] of [
  [
    'that others can read',
    'chmod 644 "$NXF_SECRETS_FILE"',
    'store-open',
    /^Nextflow rejected the file with the secrets of this run, because other users can read it/,
  ],
  [
    'that was cut',
    'printf \'[{"name":"A\' > "$NXF_SECRETS_FILE"',
    'store-malformed',
    /^Nextflow could not read the file with the secrets of this run\. .*MalformedJson/,
  ],
] as const) {
  test(`a store file ${what} is refused by Nextflow, told as such, and removed`, async t => {
    const nextflow = requireTool('Nextflow');
    const rig = await RunRig.create(t, nextflow, pipeline);
    const program = join(rig.home, 'nextflow');
    await writeFile(program, `#!/bin/sh\n${harm}\nexec '${nextflow}' "$@"\n`);
    await chmod(program, 0o755);
    const run = await rig.launch([rig.secret('KEY', 'raw')], { program });
    const { record, outstanding } = await rig.ended(run);
    assert.equal(record.state.kind === 'ended' && record.state.outcome, 'failed');
    assert.equal(record.progress.refused, refused);
    assert.match(whyEnded(record) ?? '', text);
    assert.deepEqual(outstanding, []);
    assert.deepEqual(rig.leaks(run), []);
  });
}
