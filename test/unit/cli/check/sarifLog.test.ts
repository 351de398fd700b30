import assert from 'node:assert/strict';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../../../src/cli/check/checkFolder.ts';
import { sarifLog } from '../../../../src/cli/check/sarifLog.ts';
import { assertSarif } from '../../../support/assertSarif.ts';
import { pipelineFolder } from '../../../support/pipelineFolder.ts';

/** Names in which URIs have something to escape. */
const files = {
  'a #1%20 ä/main.nf':
    "include { P } from '../..shared/p?.nf'\nworkflow { P(); println secrets.A }",
  '..shared/p?.nf': "process P {\n  script:\n  println secrets.P\n  'true'\n}",
  'main.nf': 'workflow { println secrets.M }',
};

for (const [where, from] of [
  ['the folder', '.'],
  ['a folder in it', 'a #1%20 ä'],
  ['a folder beside it', '../beside it'],
  ['the root', '/'],
] as const) {
  test(`each place leads to its file, where the command was started from ${where}`, async t => {
    const folder = realpathSync(pipelineFolder(t, files));
    const located = await locatedFrom(t, folder, from.startsWith('/') ? from : join(folder, from));
    assert.deepEqual(
      [...new Set(located)].sort(),
      Object.keys(files)
        .map(file => join(folder, file))
        .sort(),
    );
  });
}

/** The paths of what is found below a folder, by the rules for references of URIs. */
async function locatedFrom(
  t: TestContext,
  folder: string,
  from: string,
): Promise<readonly string[]> {
  if (from.startsWith(folder) || from.includes('beside')) {
    mkdirSync(from, { recursive: true });
  }
  const options = { entry: [], profile: [], allProfiles: false, config: [], prefix: '' };
  const report = await checkFolder(folder, { ...options, format: 'sarif' }, { env: {}, from });
  assert.ok(report.ok);
  const log = sarifLog(report.value);
  assertSarif(log);
  const [run] = log.runs;
  return (run?.results ?? []).map(({ locations }) => {
    const { uri = '', uriBaseId } = locations?.[0]?.physicalLocation?.artifactLocation ?? {};
    const base = uriBaseId === undefined ? undefined : run?.originalUriBaseIds?.[uriBaseId]?.uri;
    assert.equal(base === undefined, uri.startsWith('file:'), uri);
    assert.ok(base?.endsWith('/') !== false);
    return fileURLToPath(new URL(uri, base));
  });
}
