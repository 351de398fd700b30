import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanUse } from '../../../../../src/core/arrival/consequence.ts';
import { traitsOf } from '../../../../../src/core/arrival/valueTraits.ts';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import { type Plan, type PlanInput } from '../../../../../src/core/runs/plan/plan.ts';
import { absentLine, plannedLine } from '../../../../../src/core/runs/plan/plannedLine.ts';
import { planRun } from '../../../../../src/core/runs/plan/planRun.ts';
import { planText } from '../../../../../src/core/runs/plan/planText.ts';
import { planTitle } from '../../../../../src/core/runs/plan/planTitle.ts';
import type { Catalog } from '../../../../../src/core/secrets/catalog.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';

test('a run gets what it refers to and nothing else', () => {
  check(plan(catalog({ user: ['KEY', 'OTHER'], workspace: ['KEY'] }), [use('KEY', 'main.nf:3')]), [
    'Run main.nf with 1 secret',
    'KEY  yours, overrides workspace · 1 reference',
    'available OTHER',
  ]);
});

test('a missing secret is told by what the run will do', () => {
  const uses = [
    use('TOKEN', 'main.nf:5', { kind: 'directive', process: 'ALIGN' }),
    use('TOKEN', 'main.nf:12'),
    use('TOKEN', 'main.nf:20'),
    use('TOKEN', 'main.nf:30', { process: 'CALL', inScript: true }),
    use('TOKEN', 'main.nf:40', { kind: 'directive', process: 'MAYBE', use: 'conditional' }),
    use('EXTRA', 'main.nf:50', { use: 'optional' }),
    use('EXTRA', 'main.nf:60', { kind: 'directive', process: 'SKIP', use: 'optional' }),
    use('EXTRA', 'nextflow.config:2', { kind: 'configDirective', selector: null }),
    use('EXTRA', 'nextflow.config:3', { kind: 'configDirective', selector: "withName: 'A'" }),
  ];
  check(plan(catalog({ user: ['TOKENS'], workspace: [] }), uses), [
    'Run main.nf with no secrets, 2 missing',
    'EXTRA  missing',
    '  info: skipped: the code first checks whether it is set (main.nf:50)',
    '  info: skipped: SKIP will run without it',
    "  error: each process will fail when submitted: secret 'EXTRA' is missing",
    "  error: each process that withName: 'A' selects will fail when submitted: secret 'EXTRA' is missing",
    'TOKEN  missing · there is TOKENS',
    "  error: ALIGN will fail when submitted: secret 'TOKEN' is missing",
    '  warning: secrets.TOKEN is null in main.nf:12, main.nf:20, and the run continues',
    '  warning: the text “null” is written into the script of CALL (main.nf:30), and the run continues',
    "  warning: MAYBE may fail when submitted, on some paths through the code: secret 'TOKEN' is missing",
    'available TOKENS',
  ]);
});

test('what the code asks for first is not counted as missing', () => {
  const uses = [use('HOOK', 'main.nf:1', { use: 'optional' })];
  check(plan(catalog({ user: [], workspace: [] }), uses), [
    'Run main.nf with no secrets',
    'HOOK  not set',
    '  info: skipped: the code first checks whether it is set (main.nf:1)',
  ]);
});

test('what cannot be known is not called missing', () => {
  check(
    plan(catalog({ user: 'failed', workspace: ['KEY'] }), [use('KEY', 'a:1'), use('NO', 'a:2')]),
    [
      'Run main.nf with 1 secret',
      'KEY  workspace · 1 reference',
      '  may be overridden by user',
      'NO  not known: your secrets: Secrets cannot be read or written: locked.',
      '  warning: secrets.NO is null in a:2, and the run continues',
    ],
  );
});

test('the developer adds and withholds', () => {
  const all = catalog({ user: ['KEY', 'OTHER'], workspace: [] });
  check(plan(all, [use('KEY', 'a:1')], { choices: { added: ['OTHER'], withheld: ['KEY'] } }), [
    'Run main.nf with 1 secret',
    'OTHER  yours · added by you',
    'KEY  skipped by you',
    '  warning: secrets.KEY is null in a:1, and the run continues',
  ]);
});

for (const [version, value, form, warns] of [
  ['24.10.2', '{"k":"$v"}', 'escaped', false],
  ['23.10.1', '{"k":"v"}', 'escaped', false],
  ['23.10.1', '{"k":"$v"}', 'raw', true],
  ['24.04.1', '{"k":"v"}', 'raw', true],
  ['24.04.2', '{"k":"$v"}', 'escaped', false],
  ['26.08.0-edge', '{"k":"$v"}', 'escaped', false],
  [null, 'a"b', 'raw', true],
  [null, 'plain', 'raw', false],
] as const) {
  test(`${value} is ${form} for Nextflow ${version ?? 'of no known version'}`, () => {
    const uses = [use('JSON', 'a:1', { kind: 'directive', process: 'A' })];
    const [secret] = plan(catalog({ user: ['JSON'], workspace: [] }), uses, {
      values: { JSON: value },
      version,
    }).published;
    assert.equal(secret?.form, form);
    const warned = secret.consequences.some(({ text }) => /: not tested in/.test(text));
    assert.equal(warned, warns);
  });
}

test('a value that is too short or too common to be redacted is told', () => {
  const uses = [use('JSON', 'a:1', { kind: 'directive', process: 'A' })];
  const adviceOn = (value: string): unknown =>
    plan(catalog({ user: ['JSON'], workspace: [] }), uses, {
      values: { JSON: value },
    }).published[0]?.consequences.map(({ severity, text, brief = text }) => [severity, brief]);
  const short = 'is too short to be redacted from the output or searched for';
  assert.deepEqual(adviceOn('12'), [['info', short]]);
  const common = 'a common word, number or name: not redacted and not searched for';
  assert.deepEqual(adviceOn('main'), [['warning', common]]);
});

test('a value that only tasks read is escaped, where that changes anything', () => {
  const secrets = catalog({ user: ['JSON', 'PLAIN'], workspace: [] });
  const uses = [
    use('JSON', 'a:1', { kind: 'directive', process: 'A' }),
    use('PLAIN', 'a:2', { kind: 'directive', process: 'A' }),
  ];
  const values = { JSON: '{"k":"v"}', PLAIN: 'hunter2' };
  check(plan(secrets, uses, { values }), [
    'Run main.nf with 2 secrets',
    'JSON  yours · 1 reference · escaped to arrive exactly',
    'PLAIN  yours · 1 reference',
  ]);
});

for (const [why, extra, complete] of [
  ['is read as secrets.X too', [use('JSON', 'a:9')], true],
  ['may be read by a computed name', [use(null, 'a:9')], true],
  ['may be read by a file that is not known', [], false],
] as const) {
  test(`a value that ${why} is not escaped, and the plan says what comes of it`, () => {
    const uses = [use('JSON', 'a:1', { kind: 'directive', process: 'A' }), ...extra];
    const planned = plan(catalog({ user: ['JSON'], workspace: [] }), uses, {
      values: { JSON: '{"k":"v"}' },
      complete,
    }).published[0];
    assert.equal(planned?.form, 'raw');
    assert.deepEqual(planned.consequences, [
      { severity: 'warning', text: 'double quotes: they are lost in A' },
    ]);
  });
}

test('a value that no task reads has no way to go wrong', () => {
  const values = { PEM: 'a\nb"`id`' };
  check(plan(catalog({ user: ['PEM'], workspace: [] }), [use('PEM', 'a:1')], { values }), [
    'Run main.nf with 1 secret',
    'PEM  yours · 1 reference',
  ]);
});

test('a value that leaks into another task, or breaks it, is told', () => {
  const uses = [
    use('AA', 'a:1', { kind: 'directive', process: 'P' }),
    use('BB', 'a:2', { kind: 'directive', process: 'Q' }),
  ];
  const values = { AA: 'x BB=1', BB: 'one\ntwo' };
  check(plan(catalog({ user: ['AA', 'BB'], workspace: [] }), uses, { values }), [
    'Run main.nf with 2 secrets',
    'AA  yours · 1 reference',
    '  warning: it contains the name BB: tasks that declare BB also get it',
    'BB  yours · 1 reference',
    '  error: several lines: Q will fail before the script starts',
  ]);
});

const aws = { kind: 'aws-batch', region: 'eu-west-1', profile: null, executionRole: null } as const;

test('a value that a task fetches arrives as it is, whatever the shell would make of it', () => {
  const uses = [
    use('AA', 'a:1', { kind: 'directive', process: 'FETCHES' }),
    use('BB', 'a:2', { kind: 'directive', process: 'FETCHES' }),
    use('CC', 'a:3', { kind: 'directive', process: 'FETCHES' }),
  ];
  const values = { AA: 'one\ntwo "`id`" BB=1', BB: '{"k":"v"}', CC: 'xy'.repeat(32_769) };
  const deliveries = [{ process: 'FETCHES', delivery: 'fetch', because: 'a test' } as const];
  const backend = { target: aws, finding: findBackend([]), deliveries };
  check(plan(catalog({ user: ['AA', 'BB', 'CC'], workspace: [] }), uses, { values, backend }), [
    'Run main.nf with 3 secrets on AWS Batch in eu-west-1',
    'AA  yours · 1 reference',
    'BB  yours · 1 reference',
    'CC  yours · 1 reference',
    '  error: over 64 KiB, the limit of a secret in AWS or Google Cloud. Nothing will be started',
  ]);
});

test('a value that one task fetches and another reads from the store file is told for the latter', () => {
  const uses = [
    use('AA', 'a:1', { kind: 'directive', process: 'FETCHES' }),
    use('AA', 'a:2', { kind: 'directive', process: 'HERE' }),
  ];
  const deliveries = [
    { process: 'FETCHES', delivery: 'fetch', because: 'a test' },
    { process: 'HERE', delivery: 'store-file', because: 'a test' },
  ] as const;
  const backend = { target: aws, finding: findBackend([]), deliveries };
  const values = { AA: 'one\ntwo' };
  check(plan(catalog({ user: ['AA'], workspace: [] }), uses, { values, backend }), [
    'Run main.nf with 1 secret on AWS Batch in eu-west-1',
    'AA  yours · 2 references',
    '  error: several lines: HERE will fail before the script starts',
  ]);
});

test('what other files of the folder name is there to be added, under a heading of its own', () => {
  const planned = plan(
    catalog({ user: ['OWN', 'OTHER', 'FREE'], workspace: [] }),
    [use('OWN', 'main.nf:1')],
    {
      complete: false,
      gaps: [
        { kind: 'module', at: 'main.nf', target: null },
        { kind: 'config', at: 'nextflow.config', target: 'conf/gone.config' },
      ],
      elsewhere: ['OTHER', 'NOWHERE'],
    },
  );
  assert.deepEqual(planned.elsewhere, ['OTHER']);
  const text = planText(planned);
  assert.match(
    text,
    /## Named elsewhere in this folder, not published\n\n`OTHER`: used only by files/,
  );
  assert.match(text, /## Not published\n\n`FREE`: nothing refers to them/);
  assert.match(text, /- what `main.nf` includes by a computed path\n/);
  assert.match(
    text,
    /- `conf\/gone.config`, which `nextflow.config` includes as a config and which was not found/,
  );
  assert.doesNotMatch(text, /all files of the folder/);
});

test('the whole plan reads as a page', () => {
  const uses = [
    use('KEY', 'main.nf:3'),
    use('NO', 'main.nf:9', { kind: 'directive', process: 'ALIGN' }),
    use(null, 'main.nf:12'),
  ];
  assert.equal(
    planText(plan(catalog({ user: ['KEY', 'OTHER'], workspace: [] }), uses)),
    `# Run main.nf with 1 secret, 1 missing

Nothing has been done yet.

## Published for this run

- **\`KEY\`** yours · 1 reference
  - read in \`main.nf:3\`

## Missing

- **\`NO\`** missing
  - ALIGN will fail when submitted: secret 'NO' is missing

## Known only at run time

- a computed name, in main.nf:12

Add the secrets that they may read.

## Not published

\`OTHER\`: nothing refers to them.

## Where it runs

- **Starts in** \`/a b\`: relative paths in parameters start here, and \`work\` and \`.nextflow.log\` are created here.
- **Tasks run on** this machine: its config names no executor.
- **Copies**: one store file for this run, readable only by you, in memory if this machine has a memory file system.
- Nextflow itself reads \`secrets.X\` from a private store file, which exists for this run only and which it finds by \`NXF_SECRETS_FILE\`. A task that declares \`secret 'X'\` gets X as an environment variable, and no other secret.
- **Removed** when the run ends, however it ends: all copies, the store file, the files that Nextflow wrote next to it, and their folder.
- **Stop**: Nextflow ends its tasks, then everything is removed.

## Command

\`\`\`sh
nextflow run '/a b/main.nf'
\`\`\``,
  );
});

function plan(
  secrets: Catalog,
  uses: readonly PlanUse[],
  {
    values = {},
    ...rest
  }: Partial<PlanInput> & { readonly values?: Readonly<Record<string, string>> } = {},
): Plan {
  const names = uses.flatMap(({ reference }) => reference.name ?? []);
  return planRun({
    folder: { path: '/a b', name: null },
    work: { kind: 'pipeline', options: plainOptions('/a b/main.nf') },
    test: false,
    stubless: [],
    command: ['nextflow', 'run', '/a b/main.nf'],
    backend: { target: { kind: 'local' }, finding: findBackend([]), deliveries: [] },
    uses,
    complete: true,
    catalog: secrets,
    choices: { added: [], withheld: [] },
    traits: new Map(Object.entries(values).map(([name, value]) => [name, traitsOf(value, names)])),
    ...rest,
  });
}

function check(planned: Plan, picture: readonly string[]): void {
  assert.deepEqual(
    [
      planTitle(planned),
      ...planned.published.flatMap(secret => [
        `${secret.name}  ${plannedLine(secret)}`,
        ...secret.waitingFor.map(({ scope }) => `  may be overridden by ${scope.kind}`),
        ...secret.consequences.map(({ severity, text }) => `  ${severity}: ${text}`),
      ]),
      ...planned.absent.flatMap(secret => [
        `${secret.name}  ${absentLine(secret)}`,
        ...secret.consequences.map(({ severity, text }) => `  ${severity}: ${text}`),
      ]),
      ...planned.available.map(({ name }) => `available ${name}`),
    ],
    picture,
  );
}
