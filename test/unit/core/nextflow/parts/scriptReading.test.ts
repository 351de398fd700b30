import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { FileReader } from '../../../../../src/core/nextflow/files/fileReading.ts';
import { referencesIn } from '../../../../../src/core/nextflow/files/referencesIn.ts';
import { readAgain } from '../../../../../src/core/nextflow/parts/scriptReading.ts';
import type { Reference } from '../../../../../src/core/nextflow/scan/reference.ts';
import { Catalog } from '../../../../../src/core/secrets/catalog.ts';
import { indexFile } from '../../../../../src/services/index/indexedFile.ts';
import { WorkspaceFindings } from '../../../../../src/services/index/workspaceFindings.ts';
import { pieces } from '../../../../support/pieces.ts';
import { Random } from '../../../../support/random.ts';

/** What a script is made of whose parts have to do with each other, and what they do not see. */
const blocks = [
  'process ALIGN {\n  secret \'A\'\n\n  input:\n  val x\n\n  script:\n  "echo ${x}"\n}\n\n',
  "process MAKE {\n  secret secrets.A ? 'A' : ''\n  exec:\n  println secrets.A\n}\n",
  'workflow {\n  ALIGN(secrets.A)\n  log.info "${shout(secrets.B)}"\n}\n',
  'workflow PART {\n  take: secrets\n  main:\n  ALIGN(secrets.A)\n}\n',
  'def shout(text) {\n  return text.trim() + kept\n}\n\n',
  'def f = { it -> println it }\ndef ask() {\n  if (!secrets.C) error "none"\n}\n',
  'def kept = secrets.B\nparams.token = secrets.A\n',
  'params {\n  token: String = secrets.A\n}\n',
  'if (!secrets.A) { error "set A" }\n',
  'def secrets = [A: 1]\n',
  'nextflow.enable.types = true\n',
  "include { ALIGN as OTHER } from './align'\n",
  "process GIVE {\n  input:\n  val x\n  output:\n  val x\n  script:\n  'true'\n}\n",
  "process GIVE {\n  input:\n  val x\n  output:\n  val 'x'\n  script:\n  'true'\n}\n",
  'workflow SHOW {\n  GIVE(secrets.A).view()\n  TELL().view()\n}\n',
  "process TELL {\n  secret 'A'\n  output:\n  env 'A'\n  script:\n  'true'\n}\n",
  "process TELL {\n  secret 'A'\n  output:\n  stdout\n  script:\n  'echo $A'\n}\n",
  'println kept\nprintln f(secrets.C)\n',
  'x = a / 2\n',
  '/* a comment\n*/\n',
  'output {\n  results { path secrets.A }\n}\n',
];

const seed = Number(process.env['NFS_SEED'] ?? Date.now() % 1_000_000);

test(`after any edit a script says what its whole text says (NFS_SEED=${seed})`, () => {
  const random = new Random(seed);
  for (let script = 0; script < 40; script += 1) {
    const reader = new FileReader();
    const findings = new WorkspaceFindings();
    let text = Array.from({ length: random.below(14) }, () => random.pick(blocks)).join('');
    for (let edit = 0; edit < 25; edit += 1) {
      text = edited(text, random);
      assert.deepEqual(reader.read(text, 'script').analysis, analyse(text, 'script'), text);
      assert.deepEqual(
        referencesIn(text, 'script').map(named),
        analyse(text, 'script').references.map(named),
      );
      const again = indexFile(uri, null, text, (all, kind) => reader.read(all, kind));
      const once = indexFile(uri, null, text);
      assert.ok(again && once);
      assert.deepEqual(again.ranges, once.ranges, text);
      assert.deepEqual(again.misuses, once.misuses, text);
      const none = new Catalog([]);
      assert.deepEqual(findings.of(again, none), new WorkspaceFindings().of(once, none), text);
    }
  }
});

test('a key in one block leaves the others as they are', () => {
  const script = blocks.slice(0, 3).join('');
  const long = Array.from({ length: 50 }, (_, at) => script.replaceAll('ALIGN', `P${at}`)).join('');
  const before = readAgain(long, null);
  const at = long.indexOf('echo', long.length / 2);
  const after = readAgain(`${long.slice(0, at)}e${long.slice(at)}`, before);
  const kept = after.parts.filter(({ found }) => before.parts.some(part => part.found === found));
  assert.equal(after.parts.length, before.parts.length);
  assert.equal(kept.length, after.parts.length - 1);
});

/** What tells a place from another. */
function named({ kind, name, span }: Pick<Reference, 'kind' | 'name' | 'span'>): unknown {
  return { kind, name, span };
}

const uri = 'file:///w/main.nf';

function edited(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const line = text.lastIndexOf('\n', at) + 1;
  switch (random.below(6)) {
    case 0:
      return text.slice(0, line) + random.pick(blocks) + text.slice(line);
    case 1:
      return text.slice(0, at) + text.slice(at + random.below(40));
    case 2:
      return text.slice(0, line) + text.slice(line + random.below(200));
    case 3:
      return text.slice(0, at) + String.fromCharCode(97 + random.below(26)) + text.slice(at);
    case 4:
      return text.slice(0, line) + random.pick(pieces) + text.slice(line);
    default:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
  }
}

test('a workflow is followed again when only the output of a process that it calls has changed', () => {
  const script = (output: string): string =>
    `process GIVE {\n  input:\n  val x\n  output:\n  ${output}\n  script:\n  'true'\n}\n` +
    'workflow {\n  GIVE(secrets.A).view()\n}\n';
  const reader = new FileReader();
  for (const [output, leaks] of [
    ['val x', ['output']],
    ["val 'x'", undefined],
    ['val x', ['output']],
    ['val 1', undefined],
  ] as const) {
    const [reference] = reader.read(script(output), 'script').analysis.references;
    assert.deepEqual(reference?.leaks, leaks, output);
  }
});
