import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { absenceSeverity } from '../../../../src/core/arrival/absenceConsequences.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import { LineMap } from '../../../../src/core/nextflow/groovy/span.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { missingNodes } from '../../../../src/core/views/missingRows.ts';
import {
  isOptional,
  type SecretNode,
  type ShownUse,
} from '../../../../src/core/views/secretNode.ts';
import { rowOfSecret, secretTree } from '../../../../src/core/views/secretTree.ts';
import type { SecretTreeInput } from '../../../../src/core/views/useRows.ts';
import { catalog, folder, record } from '../../../support/catalogs.ts';

const nothing = catalog({ user: [], workspace: [] });

test('names that all code copes without are optional, with their places, and not missing', () => {
  const input = fixture('main.nf', 'modules/align.nf', 'modules/call.nf');
  assert.deepEqual(draw(secretTree(input), 2), [
    'Yours | none yet',
    'Workspace | none yet',
    'Optional, not set | 4 secrets',
    '  LICENSE_BASE64 | used in 5 places',
    '  MIRROR_2 | used in 1 place',
    '  MIRROR_10 | used in 1 place',
    '  SLACK_WEBHOOK | used in 2 places',
  ]);
  const [license] = missingNodes(input);
  assert.deepEqual(
    license?.children.map(({ label }) => label),
    [
      'modules/align.nf:9',
      'modules/align.nf:10',
      'modules/call.nf:9:27',
      'modules/call.nf:9:70',
      'modules/call.nf:10',
    ],
  );
});

test('an optional name that is set is a secret like any other, and no longer in the group', () => {
  const input = {
    ...fixture('main.nf'),
    catalog: catalog({ user: ['SLACK_WEBHOOK'], workspace: [] }),
  };
  assert.deepEqual(missingNodes(input), []);
});

test('nothing is called optional or missing before all files and stores are read', () => {
  const input = fixture('main.nf');
  for (const unread of [
    { ...input, indexed: false },
    { ...input, catalog: catalog({ user: [], workspace: 'loading' }) },
    { ...input, catalog: catalog({ user: 'failed', workspace: [] }) },
  ]) {
    assert.deepEqual(missingNodes(unread), []);
  }
});

/** Code, and the worst that comes of it where `K1` is not there. */
for (const [code, severity] of [
  ["process P {\n secret 'K1'\n script:\n 'x'\n}", 'error'],
  [
    "process P {\n secret 'K1'\n script:\n 'x'\n}\nworkflow { P()\n x = secrets.K1 ?: '' }",
    'error',
  ],
  ["process P {\n if (params.x) { secret 'K1' }\n script:\n 'x'\n}", 'warning'],
  ['workflow { x = secrets.K1 }', 'warning'],
  ["workflow { x = secrets.K1\n y = secrets.K1 ?: '' }", 'warning'],
  ["workflow { x = secrets.K1 ?: '' }", 'info'],
  ["process P {\n secret secrets.K1 ? 'K1' : ''\n script:\n 'x'\n}", 'info'],
] as const) {
  test(`a missing name is marked by the worst that comes of it: ${severity} of ${JSON.stringify(code)}`, () => {
    const input = { ...fixture(), uses: uses('main.nf', code) };
    assert.deepEqual(
      missingNodes(input).map(node => [node.name, node.severity, isOptional(node)]),
      [['K1', severity, severity === 'info']],
    );
    const group = secretTree(input).at(-1);
    assert.equal(group?.kind, severity === 'info' ? 'optionalGroup' : 'missingGroup');
    assert.equal(group.kind === 'missingGroup' ? group.severity : 'info', severity);
  });
}

test('a name that no secret can have says so, and cannot be added', () => {
  const input = { ...fixture(), uses: uses('main.nf', "workflow { x = secrets['my-key'] }") };
  assert.deepEqual(
    missingNodes(input).map(({ legal, description }) => [legal, description]),
    [[false, 'not a valid secret name · used in 1 place']],
  );
});

test('names are listed as people count', () => {
  const input = {
    ...fixture(),
    catalog: catalog({ user: ['S_10', 'S_2', 'S_1', 'a_1', 'S_02'], workspace: [] }),
  };
  assert.deepEqual(
    secretTree(input)[0]?.children.map(({ label }) => label),
    ['a_1', 'S_1', 'S_02', 'S_2', 'S_10'],
  );
});

test('the row of a secret is found by name and scope, whichever listing its record is of', () => {
  const workspace = { kind: 'workspace', folder } as const;
  const rows = secretTree({
    ...fixture(),
    catalog: catalog({ user: ['KEY'], workspace: ['KEY'] }),
  });
  for (const scope of [userScope, workspace]) {
    const row = rowOfSecret(rows, record('KEY', scope));
    assert.deepEqual(row?.kind === 'secret' && row.record, record('KEY', scope));
  }
  assert.equal(rowOfSecret(rows, record('OTHER', userScope)), null);
});

function fixture(...files: readonly string[]): SecretTreeInput {
  return {
    catalog: nothing,
    folders: [{ uri: folder, name: 'pipeline' }],
    uses: files.flatMap(file => uses(file, readFileSync(`test/fixtures/optional/${file}`, 'utf8'))),
    indexed: true,
    now: Date.UTC(2026, 0, 2),
  };
}

function uses(path: string, text: string): readonly ShownUse[] {
  const lines = new LineMap(text);
  return analyse(text, 'script').references.map(reference => ({
    name: reference.name,
    folder,
    uri: `${folder}/${path}`,
    path,
    ...lines.at(reference.span.start),
    length: reference.span.end - reference.span.start,
    absence: absenceSeverity(reference),
  }));
}

function draw(nodes: readonly SecretNode[], levels: number, depth = 0): string[] {
  return nodes.flatMap(node => [
    `${'  '.repeat(depth)}${node.label} | ${node.description}`,
    ...(depth + 1 < levels ? draw(node.children, levels, depth + 1) : []),
  ]);
}
