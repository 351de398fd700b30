import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFindings } from '../../../../../src/cli/check/runFindings.ts';
import { indexFile } from '../../../../../src/services/index/indexedFile.ts';
import { PipelineIndex } from '../../../../../src/services/index/pipelineIndex.ts';
import { readRunModel } from '../../../../../src/services/index/runModel/readRunModel.ts';
import type { RunModel } from '../../../../../src/services/index/runModel/runModel.ts';
import { WorkspaceFindings } from '../../../../../src/services/index/workspaceFindings.ts';
import { acrossCases } from '../../../../claims/acrossCases.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { MemorySource } from '../../../../support/memorySource.ts';

const none = catalog({ user: [], workspace: [] });
const root = 'file:///w';

for (const { name, files, found } of acrossCases) {
  test(name, async () => {
    assert.deepEqual(await foundIn(files), [...found].sort());
  });
}

test('an error is named of what fails, and of nothing else', () => {
  const wrong = acrossCases.filter(
    ({ found, without }) =>
      found.some(finding => finding.includes(' error ')) !== (without === 'ends'),
  );
  assert.deepEqual(wrong, []);
});

test('each place where a run leaves a value is named of, and no other', () => {
  const places = {
    'value-in-script': '.command.sh',
    'value-in-wrapper': '.command.run',
    'value-in-output': 'output',
    'value-in-file': 'file',
  };
  for (const { name, found, leaks = [] } of acrossCases) {
    const named = Object.entries(places)
      .filter(([code]) => found.some(finding => finding.startsWith(code)))
      .map(([, place]) => place);
    assert.deepEqual(named.sort(), [...leaks].sort(), name);
  }
});

test('what modules do with a value is left open where an include cannot be followed', async () => {
  const text = 'include { show } from "./${params.tool}"\nworkflow { show(secrets.TOKEN) }';
  assert.deepEqual(await foundIn({ 'main.nf': text }), ['missing-secret warning TOKEN']);
});

test('profiles that are not chosen, and a later setting, take a value away', async () => {
  const script = { 'main.nf': 'workflow { println params.t }' };
  const config = "params { t = secrets.TOKEN }\nprofiles { quiet { params { t = 'x' } } }";
  const files = { ...script, 'nextflow.config': config };
  const leak = 'value-in-output warning TOKEN';
  assert.ok((await foundIn(files)).includes(leak));
  assert.ok(!(await foundIn(files, ['quiet'])).includes(leak));
  const other = 'profiles { quiet { params { t = secrets.TOKEN } } }';
  assert.deepEqual(await foundIn({ ...script, 'nextflow.config': other }), []);
});

test('the findings of the file alone stay what they are', async () => {
  const files = {
    'nextflow.config': 'params.t = secrets.TOKEN',
    'main.nf': 'workflow { println params.t }',
  };
  const [config] = (await read(files)).files.filter(({ kind }) => kind === 'config');
  assert.deepEqual(
    config?.references.map(({ leaks }) => leaks),
    [['output']],
  );
  const alone = indexFile(`${root}/nextflow.config`, root, files['nextflow.config']);
  assert.deepEqual(
    alone?.references.map(({ leaks }) => leaks),
    [undefined],
  );
});

test('scripts that include each other, and call each other, come to an end', async () => {
  const files = {
    'main.nf': "include { a } from './m'\ndef b(x) { a(x) }\nworkflow { println b(secrets.TOKEN) }",
    'm.nf': "include { b } from './main'\ndef a(x) { b(x) }",
  };
  assert.ok((await foundIn(files)).includes('value-in-output warning TOKEN'));
});

async function foundIn(
  files: Readonly<Record<string, string>>,
  profiles: readonly string[] = [],
): Promise<readonly string[]> {
  return runFindings(await read(files, profiles), new WorkspaceFindings(), none)
    .map(({ code, severity, name }) => `${code} ${severity} ${name}`)
    .sort();
}

async function read(
  files: Readonly<Record<string, string>>,
  profiles: readonly string[] = [],
): Promise<RunModel> {
  const index = new PipelineIndex();
  const uris = Object.entries(files).map(([name, text]) => [`${root}/${name}`, text] as const);
  index.set(...uris.flatMap(([uri, text]) => indexFile(uri, root, text) ?? []));
  return readRunModel(index, new MemorySource(Object.fromEntries(uris)), {
    script: `${root}/main.nf`,
    folder: root,
    configs: [`${root}/nextflow.config`],
    profiles,
  });
}
