import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTask, taskOptions } from '../../../../../src/core/runs/launch/taskDefinition.ts';
import { problemLine, problemsIn } from '../../../../../src/core/runs/output/problemsIn.ts';
import { problemMatcher, taskType } from '../../../../../src/editor/ids.ts';
import { readManifest } from '../../../../support/manifest.ts';

const { contributes } = readManifest();

/** What Nextflow 24.10.0 prints, and what becomes a problem of it. */
const printed: readonly (readonly [what: string, output: string, problem: string])[] = [
  [
    'what the strict parser refuses in a module (Nextflow 25.04.4)',
    `Error modules/m.nf:3:15: Unexpected input: '"'
│   3 |   x = secrets."\${n}"
╰     |               ^


ERROR ~ Script compilation failed

 -- Check '.nextflow.log' file for details`,
    `/tmp/p/modules/m.nf:3:15 Unexpected input: '"'`,
  ],
  [
    'a task that prints a line like that of the strict parser',
    `Error modules/m.nf:3:15: not found
done`,
    '',
  ],
  [
    'a script that does not compile',
    `ERROR ~ Script compilation error
- file : /tmp/b.nf
- cause: Unexpected input: '{' @ line 1, column 10.
   workflow {
            ^

1 error

NOTE: If this is the beginning of a process or workflow, there may be a syntax error in the body, such as a missing or extra comma, for which a more specific error message could not be produced.

 -- Check '.nextflow.log' file for details`,
    "/tmp/b.nf:1:10 Unexpected input: '{'",
  ],
  [
    'a module that does not compile, once and not at its include too',
    `ERROR ~ Module compilation error
- file : /tmp/e/./mod.nf
- cause: Unexpected input: '{' @ line 7, column 13.
   def broken( {
               ^

1 error

NOTE: If this is the beginning of a process or workflow, there may be a syntax error in the body.

 -- Check script 'd.nf' at line: 1 or see '.nextflow.log' file for more details`,
    "/tmp/e/./mod.nf:7:13 Unexpected input: '{'",
  ],
  [
    'a script that fails',
    `Launching \`c.nf\` [gigantic_kowalevski] DSL2 - revision: 62aa9ae8c4
ERROR ~ No such variable: undefined_thing

 -- Check script './subworkflows/../modules/b/main.nf' at line: 3 or see '.nextflow.log' file for more details`,
    './subworkflows/../modules/b/main.nf:3:1 No such variable: undefined_thing',
  ],
  [
    'a process that does not exist, which Nextflow tells without the word ERROR',
    `Missing process or function Q() -- Did you mean 'P' instead?

 -- Check script 'h.nf' at line: 9 or see '.nextflow.log' file for more details`,
    "h.nf:9:1 Missing process or function Q() -- Did you mean 'P' instead?",
  ],
  [
    'a task whose script cannot be made',
    `ERROR ~ Error executing process > 'A'

Caused by:
  No such variable: nope -- Check script 'a.nf' at line: 3


Source block:`,
    'a.nf:3:1 No such variable: nope',
  ],
  [
    'a config that does not parse',
    `ERROR ~ Unable to parse config file: '/tmp/e/bad.config'

  Compile failed for sources FixedSetSources[name='/groovy/script/Script3B1F/_nf_config_e6884b34']. Cause: org.codehaus.groovy.control.MultipleCompilationErrorsException: startup failed:
  /groovy/script/Script3B1F/_nf_config_e6884b34: 3: Unexpected character: '\\'' @ line 3, column 14.
         memory = '1 GB
                  ^`,
    "/tmp/e/bad.config:3:14 Unexpected character: '\\''",
  ],
  ['a task that fails has no line', "ERROR ~ Error executing process > 'A'\n\nCaused by:\n  x", ''],
];

for (const [what, output, problem] of printed) {
  test(`in the Problems view: ${what}`, () => {
    const found = problemsIn(output, '/tmp/p/main.nf').map(problemLine).map(seen);
    assert.deepEqual(found, problem === '' ? [] : [problem]);
  });
}

test('tasks name the problem matcher and the type that package.json contributes', () => {
  assert.deepEqual(
    contributes.problemMatchers.map(({ name }) => `$${name}`),
    [problemMatcher],
  );
  assert.deepEqual(
    contributes.taskDefinitions.map(({ type }) => type),
    [taskType],
  );
});

test('a task of tasks.json says all that a launch asks for', () => {
  const task = parseTask({ type: taskType, script: 'main.nf', profiles: ['test'], stub: true });
  assert.ok(typeof task !== 'string');
  assert.deepEqual(
    Object.keys(contributes.taskDefinitions[0]?.properties ?? {}).sort(),
    Object.keys(task).sort(),
  );
  const { script, profiles, stub } = taskOptions(task, path => `/p/${path}`);
  assert.deepEqual(
    { script, profiles, stub },
    { script: '/p/main.nf', profiles: ['test'], stub: true },
  );
  assert.match(JSON.stringify(parseTask({ profiles: 'test' })), /“profiles” is not valid/);
});

/** What the problem matcher of package.json reads of a line. */
function seen(text: string): string {
  const { pattern } = contributes.problemMatchers[0] ?? assert.fail('there is a matcher');
  const match = new RegExp(pattern.regexp).exec(text) ?? assert.fail(text);
  const of = (group: number): string => match[group] ?? '';
  return `${of(pattern.file)}:${of(pattern.line)}:${of(pattern.column)} ${of(pattern.message)}`;
}
