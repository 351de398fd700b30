import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';
import type { Edit, Misuse } from '../../../../../src/core/nextflow/misuse/misuse.ts';

/** What the strict parser refuses; each was run on Nextflow 25.04.4 with `NXF_SYNTAX_PARSER=v2`. */

function olderIn(text: string, kind: FileKind = 'script'): readonly Misuse[] {
  return analyse(text, kind).misuses.filter(misuse => misuse.kind === 'older-syntax');
}

function mended(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end),
      text,
    );
}

const task = '    script:\n    """\n    x\n    """\n}\n';
const inWorkflow = (line: string): string => `workflow {\n    def n = 'A'\n    ${line}\n}\n`;

for (const [name, text, form, fixed] of [
  [
    'a comment in front of a name',
    `process P {\n    secret /* the key */ 'A'\n${task}`,
    'comment A',
    `process P {\n    secret 'A'\n${task}`,
  ],
  [
    'a comment in a text',
    inWorkflow('println "${/* the key */ secrets.A}"'),
    'comment A',
    inWorkflow('println "${secrets.A}"'),
  ],
  [
    'a comment at the end in a text',
    inWorkflow('println "${secrets.A /* the key */}"'),
    'comment A',
    inWorkflow('println "${secrets.A}"'),
  ],
  [
    'a name between dollars and slashes',
    `process P {\n    secret($/A/$)\n${task}`,
    'dollar A',
    `process P {\n    secret('A')\n${task}`,
  ],
  [
    'a property between dollars and slashes',
    inWorkflow('println secrets[$/A/$]'),
    'dollar A',
    inWorkflow("println secrets['A']"),
  ],
  [
    'a type in front',
    inWorkflow('def x = (int) secrets.A'),
    'cast A',
    inWorkflow('def x = secrets.A as int'),
  ],
  ['a type in front of a call', inWorkflow('def x = (int) secrets.A.size()'), 'cast A', null],
  [
    'after input:',
    `process P {\n    input:\n    val x\n    secret 'A'\n\n${task}`,
    'in-section A',
    `process P {\n    secret 'A'\n    input:\n    val x\n\n${task}`,
  ],
  [
    'after output:, with brackets and a comment behind it',
    `process P {\n    tag 'x'\n\n    input:\n    val x\n\n    output:\n    stdout\n    secret('A') // the key\n${task}`,
    'in-section A',
    `process P {\n    tag 'x'\n\n    secret('A') // the key\n    input:\n    val x\n\n    output:\n    stdout\n${task}`,
  ],
  [
    'after input:, below a comment of its own, with tabs',
    `process P {\n\tinput:\n\tval x\n\t// the key\n\tsecret "A"\n\n\texec:\n\tprintln 1\n}\n`,
    'in-section A',
    `process P {\n\tsecret "A"\n\tinput:\n\tval x\n\t// the key\n\n\texec:\n\tprintln 1\n}\n`,
  ],
  [
    'in an if',
    `process P {\n    if (params.x) {\n        secret 'A'\n    }\n${task}`,
    'in-branch A',
    null,
  ],
  ['with an equals sign', `process P {\n    secret = ['A', 'B']\n${task}`, 'assigned A', null],
  [
    'on the line of the brace',
    `process P { secret 'A'\n${task}`,
    'on-brace-line A',
    `process P {\n    secret 'A'\n${task}`,
  ],
  [
    'no label',
    `process P {\n    secret 'A'\n\n    """\n    x\n    """\n}\n`,
    'no-label A',
    `process P {\n    secret 'A'\n\n    script:\n    """\n    x\n    """\n}\n`,
  ],
  ['computed text', inWorkflow('f(secrets."${n}")'), 'member', inWorkflow('f(secrets["${n}"])')],
  [
    'computed text, safe',
    inWorkflow('f(secrets?."A_${n}")'),
    'member',
    inWorkflow('f(secrets["A_${n}"])'),
  ],
  ['brackets', inWorkflow("f(secrets.('A'))"), 'member A', inWorkflow("f(secrets['A'])")],
  ['safe index', inWorkflow("f(secrets?['A'])"), 'member A', inWorkflow("f(secrets['A'])")],
  ['this', inWorkflow('f(this.secrets.A)'), 'owner A', inWorkflow('f(secrets.A)')],
  ['owner', inWorkflow("f(owner.secrets['A'])"), 'owner A', inWorkflow("f(secrets['A'])")],
  ['binding', inWorkflow('f(binding?.secrets.A)'), 'owner A', inWorkflow('f(secrets.A)')],
  ['slashy', inWorkflow('f(/x${secrets.A}/)'), 'slashy A', null],
  ['dollar slashy', inWorkflow('f($/x${secrets.A}/$)'), 'slashy A', null],
  ['lazy', inWorkflow('f("x${-> secrets.A}")'), 'lazy A', inWorkflow('f("x${secrets.A}")')],
] as const) {
  test(`older syntax: ${name}`, () => {
    const [found, ...more] = olderIn(text);
    assert.deepEqual(more, []);
    assert.equal([found?.older, found?.name].filter(Boolean).join(' '), form);
    assert.equal(found && found.edits.length > 0 ? mended(text, found.edits) : null, fixed);
    assert.deepEqual(fixed === null ? [] : olderIn(fixed), []);
  });
}

test('both in one place', () => {
  const text = inWorkflow('f(this.secrets."${n}")');
  assert.deepEqual(
    olderIn(text).map(({ older }) => older),
    ['owner', 'member'],
  );
});

test('older syntax in a config', () => {
  const found = olderIn('env.A = this.secrets.A\n', 'config');
  assert.deepEqual(
    found.map(({ older, name }) => [older, name]),
    [['owner', 'A']],
  );
});

for (const [text, told] of [
  ["process.secret = ['A']\nprocess.secret += ['B']\n", "secret += ['B']"],
  ["process.secret = ['A', 'B']\nprocess.secret -= ['B']\n", "secret -= ['B']"],
  ["process.secret = ['A']\nprocess.secret << 'B'\n", "secret << 'B'"],
  ["process.secret = ['A']\nprocess.secret.add('B')\n", "secret.add('B')"],
  [
    "process.secret = ['A']\nprocess.secret = process.secret + ['B']\n",
    "secret = process.secret + ['B']",
  ],
  [
    "process {\n  secret = ['A']\n  secret = secret + ['B'] // more\n}\n",
    "secret = secret + ['B']",
  ],
] as const) {
  test(`a list that the strict parser lets no config change: ${told}`, () => {
    const found = olderIn(text, 'config');
    assert.deepEqual(
      found.map(({ older, name, span }) => [older, name, text.slice(span.start, span.end)]),
      [['list', 'B', told]],
    );
  });
}

for (const text of [
  "process.secret = ['A'] + ['B']\n",
  "process {\n  secret = ['A']\n  withName: P { secret = ['B'] }\n}\n",
  "params.secret = 'x'\nparams.secret += 'y'\n",
]) {
  test(`what both parsers take in a config: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(olderIn(text, 'config'), []);
  });
}

for (const text of [
  inWorkflow('f(secrets.A, secrets["${n}"], secrets."A", secrets?.A, (secrets).A, secrets[n])'),
  inWorkflow('f("${secrets.A} ${secrets[\'A\']} $secrets.A", x =~ /A\\d+$/)'),
  inWorkflow('f(my.secrets."${n}", this.x.secrets.A)'),
  `process P {\n    secret 'A'\n    input:\n    val secret\n    output:\n    stdout\n${task}`,
  `process P {\n    input:\n    secret: String\n\n${task}`,
  "process P {\n    input:\n    val x\n\n    'x'\n}\n",
  'process P {\n    """\n    x ${secrets.A}\n    """\n}\n',
  `process P {\n    secret params.x ? 'A' : ''\n    when:\n    true\n${task}`,
  `process P {\n    secret 'A'\n    exec:\n    secret 'B'\n}\n`,
]) {
  test(`what both parsers take: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(olderIn(text), []);
  });
}
