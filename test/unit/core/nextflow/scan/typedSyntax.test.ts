import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { FileKind } from '../../../../../src/core/nextflow/files/fileKind.ts';

/** What newer versions of Nextflow read, seen on 26.04.6. */

function found(text: string, kind: FileKind = 'script'): readonly string[] {
  const { references, misuses } = analyse(text, kind);
  return [
    ...references.map(({ name, use, ending }) =>
      [name ?? '?', use, ending?.kind].filter(Boolean).join(' '),
    ),
    ...misuses.map(misuse => misuse.kind),
  ];
}

for (const text of [
  'workflow {\n  ch.map { secrets: Map -> secrets.A }\n}\n',
  'workflow {\n  ch.map { id: String, secrets: Map<String, String> -> secrets.A }\n}\n',
  'workflow {\n  ch.map { secrets: Map? -> secrets.A }\n}\n',
  'def f(secrets) -> Map {\n  secrets.A\n}\n',
  'def f(secrets: Map) -> Map<String, String>\n{\n  secrets.A\n}\n',
  'process P {\n  input:\n  secrets: Map\n\n  script:\n  "${secrets.A}"\n}\n',
  'process P {\n  input:\n  tuple(id: String, secrets: Map)\n\n  script:\n  "${secrets.A}"\n}\n',
  'process P {\n  input:\n  record(id: String, secrets: Map)\n\n  script:\n  "${secrets.A}"\n}\n',
  'process P {\n  input:\n  (id, secrets): Tuple<String, Map>\n\n  script:\n  "${secrets.A}"\n}\n',
  'enum E { secrets, B }\n',
  'enum E {\n  A,\n  secrets\n}\n',
  'record secrets {\n  a: String\n}\n',
  'record R {\n  id: String\n  secrets: Map\n}\n',
  'output {\n  secrets {\n    path "x"\n  }\n}\n',
  'workflow {\n  take:\n  secrets: Channel<Map>\n  main:\n  secrets.A\n}\n',
  'workflow {\n  main:\n  x = 1\n  emit:\n  secrets: Channel = x\n}\n',
  'params {\n  secrets: String = "x"\n}\n',
]) {
  test(`a name of the pipeline's own is no reference: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(text), []);
  });
}

for (const [text, expected] of [
  ['params {\n  t: String = secrets.A\n}\n', ['A required parameter']],
  ['params {\n  t: String? = secrets.A\n}\n', ['A required']],
  ['params {\n  t = secrets.A\n}\n', ['A required']],
  ["params {\n  t: String = secrets.A ?: 'd'\n}\n", ['A optional']],
  ['output {\n  x {\n    path secrets.A\n  }\n}\n', ['A required']],
  ['process P {\n  topic:\n  secrets.A >> \'v\'\n\n  script:\n  "x"\n}\n', ['A required']],
  ['process P {\n  stage:\n  env \'T\', secrets.A\n\n  script:\n  "x"\n}\n', ['A required']],
  ['process P {\n  output:\n  out: String = secrets.A\n\n  script:\n  "x"\n}\n', ['A required']],
  ['process P {\n  input:\n  id: String\n\n  script:\n  "${secrets.A}"\n}\n', ['A required']],
  [
    "process P {\n  secret secrets.A ? ['A'] : []\n\n  script:\n  'x'\n}\n",
    ['A optional', 'A required empty-list'],
  ],
  [
    "nextflow.enable.types = true\nprocess P {\n  secret secrets.A ? ['A'] : []\n\n  script:\n  'x'\n}\n",
    ['A optional', 'A optional'],
  ],
  [
    "nextflow.preview.types = true\nprocess P {\n  secret secrets.A ? 'A' : ''\n\n  script:\n  'x'\n}\n",
    ['A optional', 'A optional', 'not-a-list'],
  ],
] as const) {
  test(`${JSON.stringify(text)} is read as it is meant`, () => {
    assert.deepEqual(found(text), expected);
  });
}

for (const [text, expected] of [
  ['params.a = secrets.A.substring(0, 1)\n', 1],
  ['params.a = secrets.A as Integer\n', 1],
  ['params.a = Integer.parseInt(secrets.A)\n', 1],
  ['params { a = secrets.A[0] }\n', 1],
  ["params.a = secrets.A ? secrets.A[0] : 'x'\n", 0],
  ['params.a = secrets.A.trim()\n', 0],
  ['params.a = secrets.A.size()\n', 0],
] as const) {
  test(`${text.trim()} bears an empty text: ${expected === 0}`, () => {
    const { misuses } = analyse(text, 'config');
    assert.equal(misuses.filter(({ kind }) => kind === 'empty-at-first').length, expected);
  });
}
