import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import {
  flatConfig,
  printedSecrets,
  printProblem,
} from '../../../../../src/core/nextflow/files/printedConfig.ts';

/** What 24.10.0 and 25.04.4 print of one config, and 23.10.1 where it says it otherwise. */
const printed = `params.tok = 'secrets.TOK'
params.file = null
process.secret = ['SITE']
process.executor = 'local'
process.memory = '4 GB'
process.time = { 2.h * task.attempt }
process.'withLabel:net|!x'.secret = ['NEW', 'OTHER']
process.'withLabel:net|!x'.beforeScript = 'module load it\\'s\\nx $HOME \\\\ end'
process.'withName:WF:P'.secret = { ['A', secrets.B] }
process.'withName:WF:P'.ext.args = { "--key \${secrets.K}" }
process.'withName:WF:P'.beforeScript = { "echo \${task.name}" }
process.'withName:~.*Q'.resourceLabels = [a:'b', c:['d', 1]]
process.ext.args = { 
   "multi"
   // c
}
process.'withName:K'.secret = 'AK2'
env.ZED = 'Bearer secrets.ZED'
aws.batch.cliPath = '/x/aws'
aws.accessKey = null
executor.$local.cpus = 3
foo.bar = 'd\u00e9j\u00e0 \\t tab \\'q\\' "dq"'
foo.path = '/home/ada/secrets.json'
foo.list = ['a', 'b, c', 3, true, null]
workflow.onComplete = { println secrets.Z }
WARN: Unknown config attribute \`params.over\` -- check config file: /tmp/it's/nextflow.config
WARN: Unknown config attribute \`empty\` -- check config file: /w/nextflow.config
`;
const older = printed
  .replace("'secrets.TOK'", 'secrets.TOK')
  .replace('aws.accessKey = null', 'aws.accessKey = secrets.AK');

for (const [version, text] of [
  ['24.10.0', printed],
  ['23.10.1', older],
] as const) {
  test(`what Nextflow ${version} prints of a config has its settings and secrets`, () => {
    const { settings, references, computed } = analyse(flatConfig(text), 'config');
    const printed = new Map(settings.map(({ path, value }) => [path.join(' '), value]));
    assert.equal(printed.get('process executor'), 'local');
    assert.equal(
      printed.get('process withLabel:net|!x beforeScript'),
      "module load it's\nx $HOME \\ end",
    );
    assert.equal(printed.get('aws batch cliPath'), '/x/aws');
    assert.equal(printed.get('foo bar'), 'd\u00e9j\u00e0 \t tab \'q\' "dq"');
    assert.equal(printed.has('workflow onComplete'), true);
    const declared = references.flatMap(({ kind, name, place }) =>
      kind === 'configDirective' && place.kind === 'selector'
        ? [`${place.selector ?? '*'} ${name ?? '?'}`]
        : [],
    );
    assert.deepEqual(declared, [
      '* SITE',
      'withLabel:net|!x NEW',
      'withLabel:net|!x OTHER',
      'withName:WF:P A',
      'withName:WF:P ?',
      'withName:K AK2',
    ]);
    const names = printedSecrets(flatConfig(text), new Set()).map(({ name }) => name);
    assert.ok(names.includes('TOK') && names.includes('ZED'), names.join());
    assert.ok(!names.includes('json'), names.join());
    assert.equal(names.includes('AK'), version === '23.10.1');
    assert.equal(computed, version === '23.10.1');
  });
}

test('a name in the middle of a word counts where something else names it, too', () => {
  const names = (known: readonly string[]): readonly string[] =>
    printedSecrets("a.b = 'xsecrets.KEY'", new Set(known)).map(({ name }) => name);
  assert.deepEqual([names([]), names(['KEY'])], [[], ['KEY']]);
});

for (const [out, error, reason] of [
  ['', "Unknown configuration profile: 'nope'\n", "Unknown configuration profile: 'nope'"],
  [
    '\nError nextflow.config:2:14: `x` is not defined\n│   2 | a = x\n\nERROR ~ Config parsing failed\n',
    '',
    'Error nextflow.config:2:14: `x` is not defined',
  ],
  [
    'WARN: old\nERROR ~ Unable to parse config file\n',
    'Picked up JAVA_TOOL_OPTIONS: -X\n',
    'Unable to parse config file',
  ],
  ['', '', 'it says nothing'],
] as const) {
  test(`the reason why there is no print: ${reason}`, () => {
    assert.equal(printProblem(out, error), reason);
  });
}
