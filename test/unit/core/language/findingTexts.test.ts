import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkdown, iconLabel } from '../../../../src/core/iconLabel.ts';
import type { FindingCode } from '../../../../src/core/language/findFindings.ts';
import { entryLenses, findLenses } from '../../../../src/core/language/findLenses.ts';
import { type HoverLine, hoverTexts } from '../../../../src/core/language/hoverTexts.ts';
import { analyse, type FileAnalysis } from '../../../../src/core/nextflow/files/analyse.ts';
import { catalog } from '../../../support/catalogs.ts';

/*
 * What the editor tells of a reference, above its line and where it is pointed at, by what is
 * known of your secrets and the workspace's.
 */

type Known = Parameters<typeof catalog>[0];

const has = ['KEY'];
const none: string[] = [];
const property = 'workflow { x = secrets.KEY }';
const optional = "workflow { x = secrets.KEY ?: '' }";
const branch = 'workflow { if (params.x) { y = secrets.KEY } }';
const directive = "process P {\n secret 'KEY'\n script:\n 'x'\n}";
const perhaps = "process P {\n if (params.x) { secret 'KEY' }\n script:\n 'x'\n}";
const text = 'process P {\n script:\n "x ${secrets.KEY}"\n}';
const custom =
  "process P {\n secret 'KEY'\n container 'job-definition://mine:3'\n script:\n 'x'\n}";

const customCaveat =
  'P runs by the custom job definition mine:3 on AWS Batch: neither Seqera Platform nor a job definition of a run can give it secrets, only delivery by fetch.';

/** Source, what is known, the lens, the hover, and what both offer. */
const rows: readonly (readonly [
  source: string,
  known: Known,
  lens: string,
  hover: string,
  action: 'add' | 'reveal' | null,
])[] = [
  [property, { user: has, workspace: none }, '$(key) KEY: yours', '$(key) User secret.', 'reveal'],
  [
    property,
    { user: has, workspace: 'loading' },
    '$(key) KEY: yours',
    '$(key) User secret.',
    'reveal',
  ],
  [
    property,
    { user: none, workspace: has },
    '$(key) KEY: workspace',
    '$(key) Workspace secret.',
    'reveal',
  ],
  [
    property,
    { user: has, workspace: has },
    '$(key) KEY: yours, overrides workspace',
    '$(key) User secret. Overrides the workspace secret of the same name.',
    'reveal',
  ],
  ...(['loading', 'failed'] as const).map(
    user =>
      [
        property,
        { user, workspace: has },
        '$(key) KEY: workspace, unless a user secret that is not known overrides it',
        '$(key) Workspace secret. Your user secrets are not known and may override it.',
        'reveal',
      ] as const,
  ),
  [
    property,
    { user: none, workspace: none },
    '$(warning) KEY is missing: add…',
    '$(warning) Missing: secrets.KEY is null in this place, and the run continues.',
    'add',
  ],
  [
    branch,
    { user: none, workspace: none },
    '$(warning) KEY is missing: add…',
    '$(warning) Missing: secrets.KEY is null in this place, and the run continues.',
    'add',
  ],
  [
    optional,
    { user: none, workspace: none },
    '$(circle-slash) KEY: not set, optional',
    '$(circle-slash) Not set, and optional: the code first checks whether it is set.',
    'add',
  ],
  [
    optional,
    { user: none, workspace: has },
    '$(key) KEY: workspace',
    '$(key) Workspace secret.',
    'reveal',
  ],
  [
    directive,
    { user: none, workspace: none },
    '$(error) KEY is missing: add…',
    "$(error) Missing: P will fail when submitted: secret 'KEY' is missing.",
    'add',
  ],
  [
    perhaps,
    { user: none, workspace: none },
    '$(warning) KEY is missing: add…',
    "$(warning) Missing: P may fail when submitted, on some paths through the code: secret 'KEY' is missing.",
    'add',
  ],
  [
    text,
    { user: none, workspace: none },
    '$(warning) KEY is missing: add…',
    '$(warning) Missing: the text “null” is written into the script of P (this place), and the run continues.',
    'add',
  ],
  [
    directive,
    { user: none, workspace: 'failed' },
    '$(question) KEY: not known, the workspace’s secrets cannot be read',
    '$(question) Not known: the workspace’s secrets cannot be read.',
    null,
  ],
  [
    optional,
    { user: 'loading', workspace: none },
    '$(question) KEY: not known, your secrets are being read',
    '$(question) Not known: your secrets are being read.',
    null,
  ],
  [
    property,
    { user: 'failed', workspace: 'loading' },
    '$(question) KEY: not known, your secrets cannot be read, the workspace’s secrets are being read',
    '$(question) Not known: your secrets cannot be read, the workspace’s secrets are being read.',
    null,
  ],
];

for (const [source, known, lens, hover, action] of rows) {
  test(`${JSON.stringify(source)}, yours ${JSON.stringify(known.user)}, workspace ${JSON.stringify(known.workspace)}`, () => {
    const found = tell(analyse(source, 'script'), known);
    assert.deepEqual(found, [
      { lens: { title: lens, action }, hover: { standing: lineOf(hover), action, caveat: null } },
    ]);
  });
}

test('a custom job definition is told of wherever its process declares a secret', () => {
  const here = { user: has, workspace: none };
  const [found] = tell(analyse(custom, 'script'), here);
  assert.deepEqual(found, {
    lens: { title: '$(key) KEY: yours · custom job definition', action: 'reveal' },
    hover: {
      standing: { icon: 'key', text: 'User secret.' },
      action: 'reveal',
      caveat: { icon: 'warning', text: customCaveat },
    },
  });
});

/** Findings that VS Code shows in the same hover, and what is left to say. */
for (const [source, codes, standing] of [
  [property, [], '$(warning) Missing: secrets.KEY is null in this place, and the run continues.'],
  [property, ['missing-secret'], null],
  [directive, ['missing-secret'], null],
  [custom, ['missing-secret', 'custom-job-definition'], null],
  ["workflow { x = secrets['my-key'] }", [], '$(warning) No secret can have this name.'],
  ["workflow { x = secrets['my-key'] }", ['malformed-name'], null],
] as const) {
  test(`a hover says nothing that ${codes.join(' and ') || 'no finding'} says of ${JSON.stringify(source)}`, () => {
    const [found] = tell(analyse(source, 'script'), { user: none, workspace: none }, codes);
    assert.deepEqual(
      [found?.hover.standing, found?.hover.caveat],
      [standing === null ? null : lineOf(standing), null],
    );
  });
}

test('nothing of the code becomes an icon, a link or a style', () => {
  const name = '$(key)[x](command:y) **$(sync~spin)**';
  const source = `workflow { x = secrets['${name}'] }`;
  const [lens] = findLenses(analyse(source, 'script'), resolver(), lineIn(source));
  assert.equal(
    lens?.title,
    '$(warning) \\$(key)[x](command:y) **\\$(sync~spin)**: not a valid secret name',
  );
  assert.equal(
    escapeMarkdown(name),
    '\\\\$\\(key\\)\\[x\\]\\(command:y\\) \\*\\*\\\\$\\(sync\\~spin\\)\\*\\*',
  );
});

for (const [source, icon] of [
  ["workflow { x = secrets['my-key'] }", 'warning'],
  ["workflow { x = secrets['my-key'] ?: '' }", 'warning'],
  ["process P {\n secret 'my-key'\n script:\n 'x'\n}", 'error'],
] as const) {
  test(`a name that no secret can have is to be renamed, not added: ${JSON.stringify(source)}`, () => {
    for (const user of [none, 'loading', 'failed'] as const) {
      const [found] = tell(analyse(source, 'script'), { user, workspace: none });
      assert.deepEqual(found?.lens, {
        title: `$(${icon}) my-key: not a valid secret name`,
        action: 'rename',
      });
      assert.equal(found.hover.action, 'rename');
    }
  });
}

test('each name has one lens in a line, and a name that only a run knows has none', () => {
  const source =
    'workflow {\n x = secrets.A + secrets.B + secrets.A + secrets[n]\n y = secrets.A\n}';
  const lenses = [...findLenses(analyse(source, 'script'), resolver(), lineIn(source))];
  assert.deepEqual(
    lenses.map(({ name, span }) => `${lineIn(source)(span.start)} ${name}`),
    ['1 A', '1 B', '2 A'],
  );
});

const two =
  "process P {\n secret 'K_A', 'K_B'\n script:\n 'x'\n}\nworkflow { x = secrets.K_C ?: '' }";

/** What the code reads, yours, and what the run lens says. */
for (const [source, yours, title] of [
  ['workflow { }', [], 'Run with no secrets'],
  [two, ['K_A', 'K_B'], 'Run with 2 secrets'],
  [two, ['K_A', 'K_B', 'K_C'], 'Run with 3 secrets'],
  [two, ['K_A'], 'Run (1 missing)'],
  [two, ['K_C'], 'Run (2 missing)'],
  [two, [], 'Run (2 missing)'],
  [two, 'failed', 'Run (2 not known)'],
  ["workflow { x = secrets.K_C ?: '' }", [], 'Run with no secrets'],
  ["workflow { x = secrets.K_C ?: ''\n y = secrets.K_C }", [], 'Run (1 missing)'],
  [property, ['KEY'], 'Run with 1 secret'],
] as const) {
  test(`the entry workflow says ${title} of ${JSON.stringify(source)} with ${JSON.stringify(yours)}`, () => {
    const analysis = analyse(source, 'script');
    const resolve = resolver({ user: yours, workspace: none });
    assert.deepEqual(
      [...entryLenses(analysis, analysis.references, resolve)].map(lens => [
        lens.title,
        lens.action,
        lens.span.start,
      ]),
      [
        [iconLabel`$(play) ${title}`, 'run', source.lastIndexOf('workflow')],
        ['$(beaker) Test run', 'test', source.lastIndexOf('workflow')],
        // What reads no secrets can leak none.
        ...(analysis.references.length === 0
          ? []
          : [['$(eye) Test for leaks', 'canary', source.lastIndexOf('workflow')]]),
      ],
    );
  });
}

test('a file without an entry workflow cannot be run', () => {
  assert.deepEqual([...entryLenses(analyse('workflow A { }', 'script'), [], resolver())], []);
});

/** The lens and the hover of each reference. */
function tell(analysis: FileAnalysis, known: Known, codes: readonly FindingCode[] = []) {
  const resolve = resolver(known);
  const lenses = [...findLenses(analysis, resolve, offset => offset)];
  return analysis.references.map((reference, at) => {
    const lens = lenses[at];
    const name = reference.name ?? '';
    return {
      lens: { title: lens?.title, action: lens?.action },
      hover: hoverTexts({ ...reference, name }, analysis.processes, resolve(name), new Set(codes)),
    };
  });
}

function resolver(known: Known = { user: none, workspace: none }) {
  const whole = catalog(known);
  return (name: string) => whole.resolve(name);
}

/** A sentence after its icon: `$(key) User secret.` */
function lineOf(drawn: string): HoverLine {
  const [, icon = '', text = ''] = /^\$\(([\w-]+)\) (.*)$/.exec(drawn) ?? [];
  return { icon, text };
}

function lineIn(source: string): (offset: number) => number {
  return offset => source.slice(0, offset).split('\n').length - 1;
}
