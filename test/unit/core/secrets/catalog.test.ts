import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Catalog } from '../../../../src/core/secrets/catalog.ts';
import { catalog, editorFacts, folder, record } from '../../../support/catalogs.ts';

const has = ['KEY'];
const none: string[] = [];

for (const [user, workspace, expected] of [
  [has, has, 'user over workspace'],
  [has, none, 'user'],
  [none, has, 'workspace'],
  [none, none, 'missing'],
  [has, 'loading', 'user'],
  [has, 'failed', 'user'],
  ['loading', has, 'workspace?'],
  ['failed', has, 'workspace?'],
  [none, 'failed', 'unknown'],
  ['loading', none, 'unknown'],
  ['failed', 'loading', 'unknown'],
] as const) {
  test(`user ${show(user)}, workspace ${show(workspace)}: ${expected}`, () => {
    const resolution = catalog({ user, workspace }).resolve('KEY');
    const actual =
      resolution.kind === 'found'
        ? [resolution.winner, ...resolution.shadowed].map(r => r.scope.kind).join(' over ') +
          (resolution.certain ? '' : '?')
        : resolution.kind;
    assert.equal(actual, expected);
  });
}

test('nothing is missing before anything has loaded', () => {
  assert.deepEqual(Catalog.unloaded.resolve('KEY'), { kind: 'unknown', waitingFor: [] });
});

test('a folder sees the user scope and its own, not another folder’s', () => {
  const other = { kind: 'workspace', folder: 'file:///elsewhere' } as const;
  const whole = new Catalog([
    {
      scope: other,
      store: editorFacts,
      state: { kind: 'loaded', records: [record('THEIRS', other)] },
    },
    ...catalog({ user: ['YOURS'], workspace: ['HERE'] }).scopes,
  ]);
  assert.deepEqual(whole.forFolder(folder).names, ['HERE', 'YOURS']);
  assert.deepEqual(whole.forFolder(null).names, ['YOURS']);
});

test('a missing name brings the nearest existing ones', () => {
  const resolution = catalog({ user: ['TOKEN', 'OTHER'], workspace: ['TOKENS'] }).resolve('TOKENZ');
  assert.deepEqual(resolution, { kind: 'missing', similar: ['TOKEN', 'TOKENS'] });
});

test('whatever loads later never turns a certain answer into another', () => {
  const names = fc.uniqueArray(fc.constantFrom('AA', 'BB', 'CC'));
  const pending = fc.constantFrom('loading' as const, 'failed' as const);
  fc.assert(
    fc.property(
      names,
      names,
      fc.oneof(names, pending),
      fc.oneof(names, pending),
      (u, w, un, wn) => {
        const later = catalog({ user: u, workspace: w });
        const now = catalog({
          user: typeof un === 'string' ? un : u,
          workspace: typeof wn === 'string' ? wn : w,
        });
        for (const name of ['AA', 'BB', 'CC']) {
          const before = now.resolve(name);
          const after = later.resolve(name);
          if (before.kind === 'missing') {
            assert.equal(after.kind, 'missing');
          }
          if (before.kind === 'found' && before.certain) {
            assert.deepEqual(after.kind === 'found' && after.winner, before.winner);
          }
        }
      },
    ),
  );
});

function show(names: readonly string[] | string): string {
  return typeof names === 'string' ? names : names.length > 0 ? 'has it' : 'has it not';
}
