import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declareSecret } from '../../../../src/core/language/declareSecret.ts';
import { findFindings } from '../../../../src/core/language/findFindings.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';

/** A text whose first value in a script is read from the environment; null where none is offered. */
function mended(text: string): string | null {
  const { references } = analyse(text, 'script');
  const reference = references.find(({ place }) => place.kind === 'process' && place.script);
  assert.ok(reference, text);
  const edits = declareSecret(text, reference, references);
  return (
    edits &&
    [...edits]
      .sort((a, b) => b.span.start - a.span.start)
      .reduce(
        (all, { span, text: by }) => all.slice(0, span.start) + by + all.slice(span.end),
        text,
      )
  );
}

const inScript = (line: string): string =>
  `process P {\n    script:\n    """\n    ${line}\n    """\n}\n`;
const declared = (line: string): string =>
  `process P {\n    secret 'KEY'\n    script:\n    """\n    ${line}\n    """\n}\n`;

for (const [line, expected] of [
  ['curl -u me:${secrets.KEY} x', 'curl -u me:\\$KEY x'],
  ['curl -u "me:${secrets.KEY}" x', 'curl -u "me:\\$KEY" x'],
  ["curl -H 'Key: ${secrets.KEY}' x", "curl -H 'Key: '\"\\$KEY\"'' x"],
  ["# it's fine\n    use ${secrets['KEY']}", "# it's fine\n    use \\$KEY"],
  ["echo it\\\\'s ${secrets.KEY}", "echo it\\\\'s \\$KEY"],
  ['touch $secrets.KEY', 'touch \\$KEY'],
  ['touch ${secrets.KEY}_1', 'touch \\${KEY}_1'],
] as const) {
  test(`${JSON.stringify(line)} reads the variable`, () => {
    assert.equal(mended(inScript(line)), declared(expected));
  });
}

for (const line of [
  "${secrets.KEY ?: 'none'}",
  '${secrets.KEY.trim()}',
  '${f(secrets.KEY)}',
  "cat <<'END'\n${secrets.KEY}\nEND",
  '#!/usr/bin/env python3\nkey = "${secrets.KEY}"',
]) {
  test(`${JSON.stringify(line)} is left to its author`, () => {
    const text = line.startsWith('#!')
      ? `process P {\n    script:\n    """\n${line}\n"""\n}\n`
      : inScript(line);
    assert.equal(mended(text), null);
  });
}

test('a placeholder of a shell block becomes a variable of the shell', () => {
  assert.equal(
    mended("process P {\n  shell:\n  '''\n  use !{secrets.KEY} ${HOME}\n  '''\n}\n"),
    "process P {\n  secret 'KEY'\n  shell:\n  '''\n  use $KEY ${HOME}\n  '''\n}\n",
  );
});

test('a process that declares the secret already is not told twice', () => {
  const text = declared('echo ${secrets.KEY}');
  assert.equal(mended(text), declared('echo \\$KEY'));
});

test('a process on one line and a string in plain quotes are mended as well', () => {
  assert.equal(
    mended(`process P { script: "curl 'k=\${secrets.KEY}'" }`),
    `process P {\n    secret 'KEY'\n    script: "curl 'k='\\"\\$KEY\\"''" }`,
  );
});

test('what is mended is no longer found', () => {
  const text = mended(inScript('echo "${secrets.KEY}"')) ?? '';
  const analysis = analyse(text, 'script');
  const found = analysis.references.flatMap(reference => [
    ...findFindings(reference, analysis, () => ({ kind: 'unknown', waitingFor: [] })),
  ]);
  assert.deepEqual(found, []);
});

for (const [text, expected] of [
  [
    'process P {\n  """\n  use ${secrets.KEY}\n  """\n}\n',
    'process P {\n  secret \'KEY\'\n  script:\n  """\n  use \\$KEY\n  """\n}\n',
  ],
  [
    'process P { "use ${secrets.KEY}" }\n',
    'process P {\n    secret \'KEY\'\n    \n    script:\n    "use \\$KEY" }\n',
  ],
] as const) {
  test(`a task's text that stands alone gets its label: ${JSON.stringify(text)}`, () => {
    assert.equal(mended(text), expected);
  });
}
