import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SecretScope } from '../../../../src/core/secrets/secretScope.ts';
import { type NameContext, nameRows } from '../../../../src/core/views/nameRows.ts';
import type { MissingNode } from '../../../../src/core/views/secretNode.ts';
import { catalog, folder } from '../../../support/catalogs.ts';

const workspace: SecretScope = { kind: 'workspace', folder };

function node(
  name: string,
  severity: MissingNode['severity'],
  where: string | null = folder,
): MissingNode {
  const description = 'used in 1 place';
  const shown = { id: name, label: name, description, spoken: name, children: [] };
  return {
    ...shown,
    kind: 'missing',
    icon: 'error',
    color: null,
    name,
    folder: where,
    severity,
    legal: true,
  };
}

function rows(typed: string, context: Partial<NameContext> = {}): readonly string[] {
  const all: NameContext = {
    catalog: catalog({ user: ['MY_TOKEN'], workspace: ['DB_HOST'] }),
    scope: workspace,
    missing: [
      node('OPT_KEY', 'info'),
      node('DB_PASSWORD', 'error'),
      node('bad-name', 'warning'),
      node('ELSEWHERE', 'error', 'file:///other'),
    ],
    ...context,
  };
  return nameRows(all, typed).map(
    ({ label, description, name, always }) =>
      `${always ? '!' : ''}${label}${name === label ? '' : ` (${String(name)})`}: ${description}`,
  );
}

const missing = 'DB_PASSWORD: used in 1 place';
const optional = 'OPT_KEY: used in 1 place';

test('the names that the code of the scope’s folder waits for are offered, missing ones first', () => {
  assert.deepEqual(rows(''), [missing, optional]);
});

test('for your own secrets the names of all folders are offered, each once, as grave as it is', () => {
  const twice = [node('DB_PASSWORD', 'info', 'file:///other'), node('DB_PASSWORD', 'error')];
  assert.deepEqual(rows('', { scope: { kind: 'user' }, missing: twice }), [missing]);
});

test('nothing is offered where nothing is known to be missing', () => {
  assert.deepEqual(rows('', { missing: [] }), []);
});

for (const [what, typed, expected] of [
  ['an offered name has no second row', 'DB_PASSWORD', [missing, optional]],
  ['a new name is taken as it is', 'S3_BUCKET', [missing, optional, '!S3_BUCKET: new']],
  [
    'a mistyped name is told from the one that the code waits for',
    'DB_PASWORD',
    [
      '!DB_PASSWORD: did you mean this? used in 1 place',
      optional,
      '!DB_PASWORD: new, but similar to DB_PASSWORD, which the code is waiting for',
    ],
  ],
  [
    'a name that differs in case alone is told, too',
    'db_password',
    [
      '!DB_PASSWORD: did you mean this? used in 1 place',
      optional,
      '!db_password: new, but similar to DB_PASSWORD, which the code is waiting for',
    ],
  ],
  [
    'a name similar to one that exists is told',
    'MY_TOKENS',
    [missing, optional, '!MY_TOKENS: new, but similar to MY_TOKEN, which exists'],
  ],
  [
    'a name of the other scope is told to be overridden',
    'MY_TOKEN',
    [missing, optional, '!MY_TOKEN: is overridden by your user secret of the same name'],
  ],
  [
    'a name that the scope has cannot be taken',
    'DB_HOST',
    [missing, optional, '!DB_HOST (null): already exists: update its value instead'],
  ],
  [
    'an illegal name has a legal one in its place',
    's3-bucket',
    [missing, optional, '!S3_BUCKET: A name can have only letters, digits and underscores.'],
  ],
  [
    'an illegal name that stands for an offered one is that one',
    'db-password',
    ['!DB_PASSWORD: A name can have only letters, digits and underscores.', optional],
  ],
  [
    'what no name can be made of is refused with the reason',
    '-',
    [missing, optional, '!- (null): A name must have at least 2 characters.'],
  ],
] as const) {
  test(what, () => {
    assert.deepEqual(rows(typed), expected);
  });
}

test('an illegal name that stands for one that exists cannot be taken', () => {
  assert.match(rows('db-host').at(-1) ?? '', /^!DB_HOST \(null\).*already exists/);
});

test('your secret of a workspace’s name is told to override it', () => {
  assert.equal(
    rows('DB_HOST', { scope: { kind: 'user' } }).at(-1),
    '!DB_HOST: overrides the workspace secret of the same name',
  );
});
