import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { groovyText } from '../../../../../src/core/nextflow/groovy/groovyText.ts';
import { literalAt } from '../../../../../src/core/nextflow/groovy/literal.ts';
import { TokenList } from '../../../../../src/core/nextflow/groovy/tokenList.ts';
import { copyKey, parseCopyKey } from '../../../../../src/core/runs/copies/copyKey.ts';
import {
  type FetchConfig,
  fetchConfig,
} from '../../../../../src/core/runs/delivery/fetchConfig.ts';
import {
  fetchScript,
  type FetchSource,
  googleEndpoints,
} from '../../../../../src/core/runs/delivery/fetchScript.ts';
import { parseRunId, type RunId } from '../../../../../src/core/runs/record/runId.ts';
import { secretName } from '../../../../support/catalogs.ts';

const run: RunId = parseRunId('1k0K4WlGep8ZTM') ?? assert.fail();
const aws: FetchSource = { cloud: 'aws', region: 'eu-west-1', cli: 'aws', endpoint: null };
const google: FetchSource = { cloud: 'google', project: 'research-1', endpoints: googleEndpoints };

function configFor(
  script: string,
  config: string,
  definitions: ReadonlyMap<string, string> = new Map(),
): FetchConfig {
  const scanned = analyse(script, 'script');
  const configured = analyse(config, 'config');
  const references = [...scanned.references, ...configured.references];
  const { processes } = scanned;
  return fetchConfig(
    aws,
    run,
    { processes, settings: configured.settings, references },
    definitions,
  );
}

/** Where the config sets `beforeScript`, with the pipeline's own text, then who is unserved and why. */
function check(script: string, config: string, expected: readonly string[]): void {
  const { text, unserved } = configFor(script, config);
  const places = analyse(text, 'config').settings.map(({ path, span }) => {
    const own = /\\w\+\/ \}, ('(?:[^'\\]|\\.)*'), /.exec(text.slice(span.start, span.end))?.[1];
    return `${path.slice(1).join('.')} ${own ?? '?'}`;
  });
  const without = unserved.map(({ process, why }) => `${process} unserved: ${why.path.join('.')}`);
  assert.deepEqual([...places, ...without], expected);
}

const process = (name: string, directives: string): string =>
  `process ${name} {\n${directives}\nscript:\n"true"\n}\n`;

test('a pipeline without texts of its own gets the fetch for all processes', () => {
  check(process('A', "secret 'KEY'"), '', ["beforeScript ''"]);
});

test('each text of the pipeline is repeated in its place', () => {
  check(
    process('A', "secret 'KEY'\nbeforeScript 'mine'") + process('B', "secret 'KEY'"),
    `process { beforeScript = 'all'
       withLabel: 'big|huge' { beforeScript = 'it\\'s big' }
       withName: 'C' { beforeScript = "c" } }`,
    [
      "beforeScript 'all'",
      "withLabel:big|huge.beforeScript 'it\\'s big'",
      "withName:C.beforeScript 'c'",
      "withName:A.beforeScript 'mine'",
    ],
  );
});

test('a directive that a selector overrides is not repeated', () => {
  check(
    process('A', "secret 'KEY'\nlabel 'big'\nbeforeScript 'mine'"),
    "process { withLabel: 'big' { beforeScript = 'big' } }",
    ["beforeScript ''", "withLabel:big.beforeScript 'big'"],
  );
});

test('a computed text that only its own file can compute is left alone, and its process unserved', () => {
  check(
    process('A', "secret 'KEY'\nbeforeScript loading(params.x)") +
      process('B', 'beforeScript loading(params.x)') +
      process('C', "secret 'KEY'"),
    "def tool = file('x')\nprocess { withName: 'C' { beforeScript = { \"module load $tool\" } } }",
    ["beforeScript ''", 'A unserved: beforeScript', 'C unserved: process.withName:C.beforeScript'],
  );
});

for (const [text, repeated] of [
  ["{ 'x' }", "{ 'x' }"],
  ['{ task.cpus > 1 ? "a ${task.ext.mod ?: params.m}" : null }', null],
  ['{ def n = task.name; [x: n, y: 2].x }', null],
  ['{ t -> "$projectDir/env.sh" }', null],
  [
    '"module load ${params.modules.join(\' \')}"',
    '{ "module load ${params.modules.join(\' \')}" }',
  ],
  ["params.x ? 'a' : 'b'", "{ params.x ? 'a' : 'b' }"],
] as const) {
  test(`a computed text is repeated as the closure that it is: ${text}`, () => {
    const { text: config, unserved } = configFor(
      process('A', "secret 'KEY'"),
      `process.beforeScript = ${text}`,
    );
    assert.ok(config.includes(`, "\${(${repeated ?? text}).call() ?: ''}", false)`), config);
    assert.deepEqual(unserved, []);
  });
}

const carried: readonly (readonly [string, string, string, readonly string[]])[] = [
  // What a task knows itself.
  ['a closure with an input', 'beforeScript { "x ${meta.id}" }', '', ['{ "x ${meta.id}" }']],
  ['a text with an input', 'beforeScript "x ${meta.id}"', '', ['{ "x ${meta.id}" }']],
  // What its file defines.
  [
    'a function of the script',
    'beforeScript { mine(meta) }',
    'def mine(m) { def n = m.id; "x $n" }\n',
    ['({ mine -> ({ mine.call(meta) }).call() }).call({ m -> def n = m.id; "x $n" })'],
  ],
  [
    'a function that calls another and reads a variable',
    'beforeScript { mine(meta.id) }',
    'String mine(m) { other(m) + tail }\ndef other(String it) { it }\ndef tail = "!"\n',
    [
      '({ other -> ({ tail -> ({ mine -> ({ mine.call(meta.id) }).call() })',
      '.call({ m -> other.call(m) + tail }) }).call("!") }).call({ String it -> it })',
    ],
  ],
];

for (const [what, directive, before, texts] of carried) {
  test(`a computed text is repeated with what it needs: ${what}`, () => {
    const { text: config, unserved } = configFor(
      `${before}${process('A', `secret 'KEY'\n${directive}`)}`,
      '',
    );
    assert.deepEqual(unserved, []);
    for (const text of texts) {
      assert.ok(config.includes(text), config);
    }
  });
}

test('a computed text of a config is repeated with what that config defines', () => {
  const { text: config, unserved } = configFor(
    process('A', "secret 'KEY'"),
    'def local = \'x\'\nprocess {\n def here = "$local-y"\n beforeScript = { "$here ${meta.id}" }\n}',
  );
  assert.deepEqual(unserved, []);
  assert.ok(config.includes('({ local -> ({ here -> ({ "$here ${meta.id}" }).call()'), config);
  assert.ok(config.includes('}).call("$local-y") }).call(\'x\')'), config);
});

for (const [text, before] of [
  ['load()', ''],
  ['{ load(task) }', ''],
  ['"$tool"', ''],
  ['{ it.x(tool) }', 'tool = 1'],
  ['{ tool }', 'tool { x = 1 }'],
  ['{ tool }', "def tool = 'a'\ntool = 'b'"],
  ['{ tool() }', 'def tool() { tool() }'],
  ['{ tool() }', 'def tool() { other() }'],
  ['{ Tool.text }', ''],
  ['{ text(1) }', 'import static lib.Tool.text'],
  ['{ new Tool() }', ''],
  ['secrets.X', ''],
  ['{ secrets.X }', ''],
  ['{ "$moduleDir" }', ''],
  ['a + params.b', ''],
] as const) {
  test(`a text that names something of its own file is not repeated: ${text} with ${before}`, () => {
    const { text: config, unserved } = configFor(
      process('A', "secret 'KEY'"),
      `${before}\nprocess.beforeScript = ${text}`,
    );
    assert.doesNotMatch(config, /process \{/, 'an empty block ends a run');
    assert.equal(unserved.length, 1);
  });
}

test('a computed text for all processes leaves those with a text of their own', () => {
  check(
    process('A', "beforeScript 'mine'") + process('B', ''),
    "process { secret = ['KEY']\nbeforeScript = { load() } }",
    ["withName:A.beforeScript 'mine'", 'B unserved: process.beforeScript'],
  );
});

test('secrets that a selector declares count', () => {
  check(
    process('A', "label 'big'\nbeforeScript x()") + process('B', 'beforeScript x()'),
    "process { withLabel: 'big' { secret = ['KEY'] } }",
    ["beforeScript ''", 'A unserved: beforeScript'],
  );
});

const anyText = fc.string({
  unit: fc.constantFrom(
    ...["'", '"', '\\', '$', '`', '\n', '\r', '\t', ' ', 'x', '{}', 'é', '😀', 'u0041'],
  ),
});

test('any text is a Groovy string that stands for exactly it', () => {
  fc.assert(
    fc.property(anyText, text => {
      const literal = literalAt(new TokenList(groovyText(text)), 0);
      assert.equal(literal?.value, text);
    }),
  );
});

test('what the task runs is bash for any region, project and program', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('aws', 'google'), (odd, cloud) => {
      const source: FetchSource =
        cloud === 'aws'
          ? { cloud, region: odd, cli: odd, endpoint: odd }
          : { cloud: 'google', project: odd, endpoints: googleEndpoints };
      const checked = spawnSync('bash', ['-n'], { input: fetchScript(source, run) });
      assert.equal(checked.stderr.toString(), '');
    }),
    { numRuns: 30 },
  );
});

test('the key of a copy tells its run and its name', () => {
  for (const [cloud, key] of [
    ['aws', 'tower-1k0K4WlGep8ZTM/DB_PASSWORD'],
    ['google', 'tower-1k0K4WlGep8ZTM-DB_PASSWORD'],
  ] as const) {
    assert.equal(copyKey(cloud, run, secretName('DB_PASSWORD')), key);
    assert.deepEqual(parseCopyKey(cloud, key), { run, name: 'DB_PASSWORD' });
  }
  for (const key of ['tower-x/A', 'tower-1k0K4WlGep8ZTM', 'other-1k0K4WlGep8ZTM/A', 'tower-']) {
    assert.equal(parseCopyKey('aws', key), null, key);
  }
});

test('each cloud is asked for the copies of this run', () => {
  assert.match(
    fetchScript(aws, run),
    /--region 'eu-west-1' .*\n *--secret-id "tower-1k0K4WlGep8ZTM\/\$1"/,
  );
  assert.match(
    fetchScript(google, run),
    /'https:\/\/secretmanager.googleapis.com\/v1\/projects\/research-1\/secrets\/tower-1k0K4WlGep8ZTM-'"\$1/,
  );
});
