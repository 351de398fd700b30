import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traitsOf } from '../../../../../src/core/arrival/valueTraits.ts';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import { type Plan, type PlanInput } from '../../../../../src/core/runs/plan/plan.ts';
import { planRun } from '../../../../../src/core/runs/plan/planRun.ts';
import { planText } from '../../../../../src/core/runs/plan/planText.ts';
import type { Catalog } from '../../../../../src/core/secrets/catalog.ts';
import { planSections } from '../../../../../src/core/views/plan/planSections.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';

/** As many places as nf-core/sarek names one secret at, in files of its depth. */
const places = Array.from(
  { length: 18 },
  (_, at) => `subworkflows/local/prepare_intervals_and_more_${at}/main.nf:${100 + at}`,
);

test('what goes wrong stands first, one consequence to a row, in the order of how grave it is', () => {
  const planned = plan(catalog({ user: ['KEY', 'JSON', 'OTHER'], workspace: [] }), {
    uses: [
      use('KEY', 'main.nf:3'),
      use('JSON', 'main.nf:4', { kind: 'directive', process: 'ALIGN' }),
      use('TOKEN', 'main.nf:5', { kind: 'directive', process: 'ALIGN' }),
      use('TOKEN', 'main.nf:6', { kind: 'directive', process: 'SORT' }),
      use('TOKEN', 'main.nf:7'),
      use('HOOK', 'main.nf:8', { use: 'optional' }),
      use('HOOK', 'main.nf:9', { use: 'optional', process: 'CALL', inScript: true }),
      use('HOOK', 'main.nf:10', { use: 'optional', process: 'SORT', inScript: true }),
      use('my-key', 'main.nf:9'),
    ],
    traits: new Map([['JSON', traitsOf('two\nlines', [])]]),
  });
  assert.deepEqual(picture(planned), [
    'Missing',
    '  error TOKEN | missing · select it to add it now',
    '    error ALIGN will fail when submitted · and 2 more',
    '  warning my-key | missing · not a valid secret name',
    '    warning null in main.nf:9, and the run continues',
    'Published',
    '  key JSON | yours · 1 reference',
    '    error several lines: ALIGN will fail before the script starts',
    '  key KEY | yours · 1 reference',
    'Optional',
    '  info HOOK | not set · select it to add it now',
    '    info skipped: the code checks first (3 places)',
    'Not referenced',
    '  key OTHER | yours',
  ]);
});

test('a run without secrets is no empty list', () => {
  assert.deepEqual(picture(plan(catalog({ user: [], workspace: [] }), { uses: [] })), [
    'Published',
    '  info No secrets | the run gets an empty store file',
  ]);
});

test('each place that may bring in more has a row, and what else might be read is there to be ticked', () => {
  const planned = plan(catalog({ user: ['KEY', 'OTHER'], workspace: [] }), {
    uses: [use('KEY', 'main.nf:3')],
    complete: false,
    gaps: [
      { kind: 'module', at: 'main.nf:12', target: null },
      { kind: 'config', at: 'nextflow.config:3', target: 'conf/gone.config' },
      { kind: 'template', at: 'modules/align.nf:7', target: null },
    ],
  });
  assert.deepEqual(picture(planned), [
    'The list may be incomplete',
    '  question include at main.nf:12 is computed | ',
    '    info Add the secrets that it may read',
    '  question includeConfig at nextflow.config:3: conf/gone.config was not found | ',
    '    info Add the secrets that it may read',
    '  question template at modules/align.nf:7 is computed | ',
    '    info Add the secrets that it may read',
    'Published',
    '  key KEY | yours · 1 reference',
    'Not referenced',
    '  key OTHER | yours · the run may also read it',
  ]);
});

const long = `withName: '${'.*:FASTQ_ALIGN_BWAMEM:'.repeat(9)}'`;
const many = places.map((at, index) => ({
  at,
  process: `PROCESS_OF_A_NAME_OF_SOME_LENGTH_${index}`,
}));
const aws = { kind: 'aws-batch', region: 'eu-west-1', profile: null, executionRole: null } as const;

for (const [what, secrets, uses, more] of [
  [
    'optional',
    catalog({ user: [], workspace: [] }),
    places.map(at => use('TOKEN', at, { use: 'optional' })),
  ],
  ['missing', catalog({ user: [], workspace: [] }), places.map(at => use('TOKEN', at))],
  [
    'missing in scripts',
    catalog({ user: ['TOKEN1', 'TOKEN2'], workspace: [] }),
    many.map(({ at, process }) => use('TOKEN', at, { process, inScript: true })),
  ],
  [
    'declared',
    catalog({ user: [], workspace: [] }),
    many.map(({ at, process }) => use('TOKEN', at, { kind: 'directive', process })),
  ],
  [
    'declared in the config',
    catalog({ user: [], workspace: [] }),
    [use('TOKEN', 'conf/modules.config:7', { kind: 'configDirective', selector: long })],
  ],
  ['unknown', catalog({ user: 'failed', workspace: [] }), places.map(at => use('TOKEN', at))],
  [
    'published, in a delicate form',
    catalog({ user: ['TOKEN'], workspace: ['TOKEN'] }),
    many.map(({ at, process }) => use('TOKEN', at, { kind: 'directive', process })),
    { traits: new Map([['TOKEN', traitsOf('a`b"c\\', ['TOKEN'])]]), version: '25.04.0' },
  ],
  [
    'fetched by many processes',
    catalog({ user: ['TOKEN'], workspace: [] }),
    many.map(({ at, process }) => use('TOKEN', at, { kind: 'directive', process })),
    {
      backend: {
        target: aws,
        finding: findBackend([]),
        deliveries: many.map(({ process }) => ({
          process,
          delivery: 'fetch' as const,
          because: 'a task reads its own secrets first, as the role of its job',
        })),
      },
    },
  ],
] as const satisfies readonly Case[]) {
  test(`a row of a secret that is ${what} in ${uses.length} places fits, and the document has all`, () => {
    const planned = plan(secrets, { uses, ...(more as Partial<PlanInput> | undefined) });
    const sections = planSections(planned);
    assert.ok(sections.length > 0);
    for (const { rows } of sections) {
      assert.ok(rows.length <= 2, 'alike is told once');
      for (const { label, description, detail } of rows) {
        const spoken = [label, description, detail?.text ?? ''].join(', ');
        assert.ok(spoken.length <= 220, spoken);
        assert.ok((detail?.text ?? '').length <= 84, detail?.text);
      }
    }
    const whole = planText(planned);
    for (const { at } of uses) {
      if (planned.published.length > 0 || ['optional', 'missing'].includes(what)) {
        assert.ok(whole.includes(at), at);
      }
    }
  });
}

test('the document tells what became of the plan', () => {
  const planned = plan(catalog({ user: [], workspace: [] }), { uses: [] });
  const line = (...fate: Parameters<typeof planText>[1][]): string | undefined =>
    planText(planned, ...fate).split('\n')[2];
  assert.equal(line(), 'Nothing has been done yet.');
  assert.equal(
    line({ kind: 'begun', run: 'run00000000001' }),
    '**This run has started** as the run `run00000000001`. The Runs view shows its progress.',
  );
  assert.match(line({ kind: 'dropped' }) ?? '', /This launch was not started/);
});

test('of a script in a folder of its own the document says where it starts, and which configs it reads', () => {
  const text = planText(
    plan(catalog({ user: [], workspace: [] }), {
      folder: { path: '/w', name: 'first' },
      work: { kind: 'pipeline', options: plainOptions('/w/rna/main.nf') },
      uses: [],
    }),
  );
  assert.match(text, /^# Run first\/rna\/main\.nf with no secrets/);
  assert.match(text, /\*\*Starts in\*\* `\/w`/);
  assert.match(text, /`rna\/nextflow\.config`, then `nextflow\.config` of the launch folder/);
});

type Case = readonly [string, Catalog, PlanInput['uses'], Partial<PlanInput>?];

function plan(secrets: Catalog, more: Partial<PlanInput>): Plan {
  return planRun({
    folder: { path: '/w', name: null },
    work: { kind: 'pipeline', options: plainOptions('/w/main.nf') },
    test: false,
    stubless: [],
    command: ['nextflow', 'run', '/w/main.nf'],
    backend: { target: { kind: 'local' }, finding: findBackend([]), deliveries: [] },
    uses: [],
    complete: true,
    catalog: secrets,
    choices: { added: [], withheld: [] },
    traits: new Map(),
    ...more,
  });
}

function picture(planned: Plan): readonly string[] {
  return planSections(planned).flatMap(({ title, rows }) => [
    title,
    ...rows.flatMap(({ icon, label, description, detail }) => [
      `  ${icon} ${label} | ${description}`,
      ...(detail ? [`    ${detail.icon} ${detail.text}`] : []),
    ]),
  ]);
}
