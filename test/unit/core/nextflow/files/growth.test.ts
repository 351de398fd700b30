import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';
import { pieces } from '../../../../support/pieces.ts';
import { StepCounter } from '../../../../support/steps.ts';

const steps = new StepCounter(import.meta.url);

/** Eight times the text may take eight times the steps, not 64; V8 counts within a factor of two. */
function holdLinear(unit: string, kind: FileKind, around: readonly [string, string] = ['', '']) {
  const taken = (times: number): number =>
    steps.count(() => {
      analyse(around[0] + unit.repeat(times) + around[1], kind);
    });
  const [few, many] = [taken(100), taken(800)];
  assert.ok(many <= 16 * few + 1000, `${JSON.stringify(unit)}: ${few} steps, then ${many}`);
}

const units = [
  ...['a {', '{', '}', '(', 'a(', '[', "'a'.", '"${', '"$a', '/ ', '/\\/', '$/', '/*', "'", '"""'],
  ...['secrets.A ? ', 'secrets.A ?: [', 'if (secrets.A) ', 'if (!secrets.A) {', 'secrets[', '((('],
  ...[
    '{ a, ',
    '{ a = [x], ',
    'val(secrets, ',
    'tuple(val(secrets), ',
    'process P {',
    'a: ',
    'a ? ',
  ],
  ...[
    "process.secret = ['A', ",
    "process.secret += ['A']\n",
    'process = [secret: ',
    'withName: X {',
    '.withName:secrets',
    'a.b:c.',
    "secret 'A', ",
    '!{',
    ') {',
  ],
  ...[
    'secret { ',
    'secret params.x ? ',
    'secret (',
    'else ',
    'try {',
    '!secrets.A && ',
    'def (a, ',
  ],
];

test('steps grow with the text, whatever is repeated', () => {
  for (const unit of units) {
    holdLinear(unit, 'script');
    holdLinear(unit, 'config');
    holdLinear(unit, 'script', ["process P {\n shell:\n '''", "'''\n}"]);
    holdLinear(unit, 'script', ['process P {\n secret ', '\n}']);
    holdLinear(unit, 'config', ['process { secret = ', '}']);
  }
});

test('steps grow with the script of a task, whatever is repeated', () => {
  const inShell = ['echo $A; ', '$(', '${A:-', '"', "'", '`', 'A=$A', 'printenv\n', '$A', '# \n'];
  for (const unit of [...inShell, 'echo $A > o\n', 'if ', 'a | ', '<<', '> o ', 'rm *\n', '\\\n']) {
    holdLinear(unit, 'script', [
      "process P {\n secret 'A'\n debug true\n output:\n stdout\n script:\n '''",
      "'''\n}",
    ]);
  }
  for (const unit of ["secret 'A'\n", "path 'o'\n", "eval('echo $A')\n", "env 'A'\n"]) {
    const head = "process P {\n secret 'A'\n publishDir 'x'\n output:\n env 'A'\n";
    holdLinear(unit, 'script', [head, " script:\n 'echo $A > o'\n}\nworkflow { P().view() }"]);
  }
});

test('steps grow with the text, whatever is made of our pieces', () => {
  const unit = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(unit, fc.constantFrom('script' as const, 'config' as const), (text, kind) => {
      holdLinear(text, kind);
    }),
    { numRuns: 150 },
  );
});
