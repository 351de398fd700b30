import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absenceSeverity } from '../../../../src/core/arrival/absenceConsequences.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import { LineMap } from '../../../../src/core/nextflow/groovy/span.ts';
import { Catalog, type ScopeEntry, type ScopeState } from '../../../../src/core/secrets/catalog.ts';
import type { SecretScope } from '../../../../src/core/secrets/secretScope.ts';
import type { StoreFacts } from '../../../../src/core/secrets/storeFacts.ts';
import type { SecretNode } from '../../../../src/core/views/secretNode.ts';
import { secretTree } from '../../../../src/core/views/secretTree.ts';
import type { SecretTreeInput } from '../../../../src/core/views/useRows.ts';
import { editorFacts, folder, record } from '../../../support/catalogs.ts';

/** What the Secrets view shows in each of its states. `!` marks a failed scope, with its sign, `×` an overridden row. */

const other = 'file:///home/ada/qc';
const seqera: StoreFacts = {
  ...editorFacts,
  kind: 'seqera',
  place: 'genomics/rnaseq',
  account: 'ada',
};
const aws: StoreFacts = {
  ...editorFacts,
  kind: 'aws',
  place: 'eu-west-1',
  account: '123456789012',
};

/** What a folder's code says: one text for each of its pipelines. */
const align = "process ALIGN {\n  secret 'TOKEN'\n  script: 'x'\n}\n";

const pictures: Readonly<
  Record<string, { readonly input: SecretTreeInput; readonly rows: string }>
> = {
  'nothing is stored and no code uses a secret': {
    input: view([mine([]), ours([])]),
    rows: `
Yours | none yet
Workspace | none yet`,
  },
  'stores are being read': {
    input: view([mine({ kind: 'loading' }), ours({ kind: 'loading' }, aws)], { main: align }),
    rows: `
Yours | loading…
Workspace | AWS eu-west-1 · loading…`,
  },
  'a secret is missing': {
    input: view([mine([]), ours([])], { main: `${align}workflow { x = secrets.HOST }\n` }),
    rows: `
Yours | none yet
Workspace | none yet
Missing | 2 secrets
  HOST | used in 1 place
    main.nf:5 |
  TOKEN | used in 1 place
    main.nf:2 |`,
  },
  'a user secret overrides the workspace secret': {
    input: view([mine(['TOKEN']), ours(['TOKEN', 'UNUSED'])], { main: align }),
    rows: `
Yours |
  TOKEN | overrides workspace · used in 1 place · just now
    main.nf:2 |
Workspace |
  × TOKEN | overridden by your user secret · used in 1 place · just now
    main.nf:2 |
  UNUSED | not used · just now`,
  },
  'the code can do without a secret': {
    input: view([mine([]), ours([])], { main: "workflow { x = secrets.HOST ?: 'local' }\n" }),
    rows: `
Yours | none yet
Workspace | none yet
Optional, not set | 1 secret
  HOST | used in 1 place
    main.nf:1 |`,
  },
  'the user is signed out of the store of the workspace': {
    input: view(
      [
        mine([]),
        ours(
          {
            kind: 'failed',
            failure: {
              kind: 'seqera-signed-out',
              endpoint: 'https://api.cloud.seqera.io',
              because: 'absent',
            },
          },
          seqera,
        ),
      ],
      { main: align },
    ),
    rows: `
Yours | none yet
! Workspace | Seqera genomics/rnaseq · You are not signed in to Seqera Platform (cloud.seqera.io).`,
  },
  'the store of the user cannot be read': {
    input: view(
      [
        mine({ kind: 'failed', failure: { kind: 'store-unavailable', reason: 'locked' } }),
        ours(['TOKEN']),
      ],
      { main: align },
    ),
    rows: `
! Yours | Secrets cannot be read or written: locked.
Workspace |
  TOKEN | used in 1 place · just now
    main.nf:2 |`,
  },
  'the store of the workspace is write-only, and its user may only list': {
    input: view([mine([]), ours(['TOKEN'], { ...seqera, readOnly: true, roles: ['launch'] })], {
      main: align,
    }),
    rows: `
Yours | none yet
Workspace | Seqera genomics/rnaseq · read-only for you (launch)
  TOKEN | used in 1 place · just now
    main.nf:2 |`,
  },
  'the store has an entry that is no secret': {
    input: view([
      mine([], {
        ...editorFacts,
        kind: 'nextflow',
        place: '/home/ada/.nextflow/secrets/store.json',
        remarks: [{ kind: 'illegal-name', name: 'my-key' }],
      }),
      ours([]),
    ]),
    rows: `
Yours | Nextflow’s store
  my-key | not a valid name
Workspace | none yet`,
  },
  'several pipelines are open, and each has its own secrets': {
    input: view([mine(['SHARED']), ours(['TOKEN']), theirs([])], {
      main: align,
      qc: `${align}workflow { x = secrets.SHARED }\n`,
    }),
    rows: `
Yours |
  SHARED | used in 1 place · just now
    qc.nf:5 | qc
Workspace: pipeline |
  TOKEN | used in 1 place · just now
    main.nf:2 | pipeline
Workspace: qc | none yet
Missing | 1 secret
  TOKEN | qc · used in 1 place
    qc.nf:2 | qc`,
  },
};

for (const [what, { input, rows }] of Object.entries(pictures)) {
  test(`Secrets view: ${what}`, () => {
    assert.equal(`\n${draw(secretTree(input)).join('\n')}`, rows);
  });
}

type Entry = ScopeEntry;
type Given = readonly string[] | ScopeState;

function mine(given: Given, store = editorFacts): Entry {
  return entry({ kind: 'user' }, given, store);
}

function ours(given: Given, store = editorFacts): Entry {
  return entry({ kind: 'workspace', folder }, given, store);
}

function theirs(given: Given): Entry {
  return entry({ kind: 'workspace', folder: other }, given, editorFacts);
}

function entry(scope: SecretScope, given: Given, store: StoreFacts): Entry {
  const state: ScopeState =
    'kind' in given ? given : { kind: 'loaded', records: given.map(name => record(name, scope)) };
  return { scope, store, state };
}

/** `main` is of the first folder, `qc` of a second one. */
function view(
  entries: readonly Entry[],
  code: { readonly main?: string; readonly qc?: string } = {},
): SecretTreeInput {
  const folders = [
    { uri: folder, name: 'pipeline', file: 'main.nf', text: code.main },
    ...(code.qc === undefined ? [] : [{ uri: other, name: 'qc', file: 'qc.nf', text: code.qc }]),
  ];
  return {
    catalog: new Catalog(entries),
    folders,
    uses: folders.flatMap(({ uri, file, text = '' }) => {
      const lines = new LineMap(text);
      return analyse(text, 'script').references.map(reference => ({
        name: reference.name,
        folder: uri,
        uri: `${uri}/${file}`,
        path: file,
        ...lines.at(reference.span.start),
        length: reference.span.end - reference.span.start,
        absence: absenceSeverity(reference),
      }));
    }),
    indexed: true,
    now: Date.UTC(2026, 0, 2),
  };
}

function draw(nodes: readonly SecretNode[], depth = 0): readonly string[] {
  return nodes.flatMap(node => {
    const mark =
      node.kind === 'scope' && node.failed && node.icon === 'warning'
        ? '! '
        : node.kind === 'secret' && node.overriddenBy
          ? '× '
          : '';
    const line = `${'  '.repeat(depth)}${mark}${node.label} | ${node.description}`;
    return [line.trimEnd(), ...draw(node.children, depth + 1)];
  });
}
