import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PlanUse } from '../../../../../src/core/arrival/consequence.ts';
import { traitsOf } from '../../../../../src/core/arrival/valueTraits.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import type { ArrivalContext } from '../../../../../src/core/runs/plan/arrival.ts';
import { declaredNames, planRun } from '../../../../../src/core/runs/plan/planRun.ts';
import { adviseOnValue, isQuestionable } from '../../../../../src/core/runs/plan/valueAdvice.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';

const directive = use('KEY', 'a:1', { kind: 'directive', process: 'ALIGN' });
const local = { target: { kind: 'local' }, deliveries: [] } as const;
const cloud = {
  target: { kind: 'aws-batch', region: 'eu-west-1', profile: null, executionRole: null },
  deliveries: [{ process: 'ALIGN', delivery: 'fetch', because: 'a test' }],
} as const;

/** The pipeline of the sample, in which `secrets[params.x]` is read as well. */
const sample: readonly PlanUse[] = ['main.nf', 'modules/align.nf', 'modules/report.nf'].flatMap(
  path =>
    analyse(readFileSync(`samples/quickstart/${path}`, 'utf8'), 'script').references.map(
      reference => ({ reference, at: path }),
    ),
);

/** Pipelines that decide differently on one and the same value. */
const contexts: Readonly<Record<string, ArrivalContext>> = {
  'declared by a task': { uses: [directive], complete: true, backend: local },
  'read as secrets.X too': { uses: [directive, use('KEY', 'a:9')], complete: true, backend: local },
  'read as secrets.X alone': { uses: [use('KEY', 'a:9')], complete: true, backend: local },
  'beside a computed name': { uses: [directive, use(null, 'a:9')], complete: true, backend: local },
  'beside a computed directive': {
    uses: [directive, use(null, 'a:9', { kind: 'directive', process: 'P' })],
    complete: true,
    backend: local,
  },
  'escaped although a name is computed': {
    uses: [directive, use(null, 'a:9')],
    complete: true,
    backend: local,
    exact: ['KEY'],
  },
  'in code that is not known whole': { uses: [directive], complete: false, backend: local },
  'with a Nextflow that was not tested': {
    uses: [directive],
    complete: true,
    backend: local,
    version: '24.04.1',
  },
  'with an old Nextflow': { uses: [directive], complete: true, backend: local, version: '23.10.1' },
  'with a Nextflow that does not tell': {
    uses: [directive],
    complete: true,
    backend: local,
    version: null,
  },
  'fetched in a cloud': { uses: [directive], complete: true, backend: cloud },
  'beside another secret': {
    uses: [directive, use('OTHER', 'a:2', { kind: 'directive', process: 'Q' })],
    complete: true,
    backend: local,
  },
  'in the sample': {
    uses: sample.map(one => ({
      ...one,
      reference: {
        ...one.reference,
        name: one.reference.name === 'DB_PASSWORD' ? 'KEY' : one.reference.name,
      },
    })),
    complete: true,
    backend: local,
    version: '24.10.0',
  },
};

/** What the plan of a run in that context says of the value, once it is stored. */
function planned(value: string, context: ArrivalContext) {
  const { uses } = context;
  return planRun({
    ...context,
    folder: { path: '/', name: null },
    work: { kind: 'pipeline', options: plainOptions('/main.nf') },
    test: false,
    stubless: [],
    command: [],
    backend: { ...context.backend, finding: findBackend([]) },
    catalog: catalog({ user: ['KEY'], workspace: [] }),
    choices: { added: [], withheld: [] },
    traits: new Map([['KEY', traitsOf(value, declaredNames(uses))]]),
  }).published[0];
}

const piece = fc.constantFrom(
  ...['"', '`', '\\', '$', '\n', '\0', ' OTHER=', 'x', 'pass', ' ', ';', '{', '-----BEGIN A-----'],
  ...['-----END A-----', 'y'.repeat(131_000)],
);

for (const [what, context] of Object.entries(contexts)) {
  test(`a value that is ${what} is told as its plan tells it`, () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), pieces => {
        const value = pieces.join('');
        const advice = adviseOnValue('KEY', value, [context]);
        const secret = planned(value, context);
        assert.deepEqual(
          new Set(advice.consequences.map(({ text }) => text)),
          new Set(secret?.consequences.map(({ text }) => text)),
        );
        assert.deepEqual(
          [advice.base64, advice.exact],
          [secret?.base64, secret?.exact === 'offered'],
        );
      }),
    );
  });
}

for (const [value, what, expected] of [
  [
    'pa"ss`w$rd',
    'in the sample',
    {
      texts: ['an unclosed double quote: ALIGN will fail before the script starts'],
      base64: true,
      exact: true,
    },
  ],
  ['pa"ss`w$rd', 'declared by a task', { texts: [], base64: false, exact: false }],
  ['pa"ss`w$rd', 'escaped although a name is computed', { texts: [], base64: false, exact: false }],
  [
    'pa"ss"word',
    'read as secrets.X too',
    {
      texts: ['double quotes: they are lost in ALIGN'],
      base64: true,
      exact: false,
    },
  ],
  ['line\nline', 'read as secrets.X alone', { texts: [], base64: false, exact: false }],
  [
    'line\nline',
    'beside a computed name',
    {
      texts: ['several lines: ALIGN will fail before the script starts'],
      base64: true,
      exact: false,
    },
  ],
  [
    'quo"ted',
    'with a Nextflow that was not tested',
    {
      texts: [
        'quotes, backslashes, backticks or dollar signs: not tested in ALIGN with Nextflow 24.04.1',
      ],
      base64: true,
      exact: false,
    },
  ],
  [
    'xy'.repeat(50_000),
    'fetched in a cloud',
    {
      texts: ['over 64 KiB, the limit of a secret in AWS or Google Cloud. Nothing will be started'],
      base64: false,
      exact: false,
    },
  ],
] as const) {
  test(`${value.slice(0, 20)}, ${what}: ${expected.texts.join() || 'nothing is told'}`, () => {
    const context = contexts[what];
    assert.ok(context);
    const { consequences, base64, exact } = adviseOnValue('KEY', value, [context]);
    assert.deepEqual({ texts: consequences.map(({ text }) => text), base64, exact }, expected);
  });
}

test('a name that no code has yet is taken for one that a task will declare', () => {
  const texts = (value: string, all: readonly ArrivalContext[]) =>
    adviseOnValue('NEW', value, all).consequences.map(({ text }) => text);
  const advice = [
    "several lines: a task with secret 'NEW' will fail before the script starts",
  ] as const;
  assert.deepEqual(texts('line\nline', []), advice);
  assert.deepEqual(texts('line\nline', Object.values(contexts).slice(0, 1)), advice);
});

test('of several pipelines the worst is told first, and each thing once', () => {
  const { consequences } = adviseOnValue('KEY', 'a"b"', [
    { uses: [directive, use('KEY', 'a:9')], complete: true, backend: local },
    { uses: [directive, use('KEY', 'b:9')], complete: true, backend: local },
    {
      uses: [use('KEY', 'a:1', { kind: 'directive', process: 'SORT' })],
      complete: true,
      backend: local,
      version: null,
    },
  ]);
  assert.deepEqual(
    consequences.map(({ severity, text }) => `${severity}: ${text}`),
    [
      'warning: double quotes: they are lost in ALIGN',
      'warning: quotes, backslashes, backticks or dollar signs: not tested in SORT with this Nextflow, whose version is not known',
    ],
  );
});

test('many readers do not make a line longer', () => {
  const uses = ['A', 'B', 'C', 'D', 'E'].map(process =>
    use('KEY', 'a:1', { kind: 'directive', process }),
  );
  const [first] = adviseOnValue('KEY', 'line\nline', [
    { uses, complete: true, backend: local },
  ]).consequences;
  assert.equal(first?.text, 'several lines: A, B and 3 more will fail before the script starts');
});

for (const [value, padded, asks] of [
  ['hunter2hunter2', false, false],
  ['abc', false, false],
  ['hunter2 ', true, true],
  ['hunter2\n', true, true],
  ['one\ntwo\n', false, false],
  ['one\ntwo\r\n', false, false],
  ['one\ntwo\n\n', true, true],
  ['\none\ntwo\n', true, true],
] as const) {
  test(`${JSON.stringify(value)} is ${padded ? '' : 'not '}padded`, () => {
    const onlyHead = { uses: [use('KEY', 'a:9')], complete: true, backend: local };
    const advice = adviseOnValue('KEY', value, [onlyHead]);
    assert.deepEqual([advice.padded, isQuestionable(advice)], [padded, asks]);
  });
}
