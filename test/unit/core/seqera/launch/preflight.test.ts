import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok } from '../../../../../src/core/result.ts';
import { preflight, type PreflightInput } from '../../../../../src/core/seqera/launch/preflight.ts';
import { sameRepository } from '../../../../../src/core/seqera/launch/webUrl.ts';
import type { SavedLaunch } from '../../../../../src/core/seqera/workflowLaunch.ts';
import { preflightTree } from '../../../../../src/core/views/seqera/preflightTree.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';
import { emptyLaunch } from '../../../../support/seqera/emptyLaunch.ts';

const read = (...names: readonly string[]) =>
  names.map(name => use(name, 'main.nf:1', { kind: 'directive', process: 'ALIGN' }));
const saved: SavedLaunch = {
  ...emptyLaunch,
  id: 'lp1',
  environment: { name: 'cloud', platform: 'aws-batch' },
};

/** The rows of one pipeline, as `icon label: description [kind]`. */
function rows(more: Partial<PreflightInput>, selection: Partial<SavedLaunch> = {}) {
  const pipeline = { id: '7', name: 'rnaseq', repository: saved.pipeline, source: null };
  const [node] = preflightTree([
    preflight({
      pipeline,
      saved: ok({ ...saved, ...selection }),
      code: { uses: [], complete: true },
      catalog: catalog({ user: [], workspace: [] }),
      ...more,
    }),
  ]);
  assert.ok(node);
  return [node, ...node.children].map(
    ({ icon, label, description, kind }) => `${icon} ${label}: ${description} [${kind}]`,
  );
}

test('each name stands as it does in code, selection and secrets, what breaks first', () => {
  assert.deepEqual(
    rows(
      {
        code: { uses: read('FINE', 'FORGOTTEN', 'MISING', 'BOTH'), complete: true },
        catalog: catalog({
          user: ['BOTH'],
          workspace: ['FINE', 'FORGOTTEN', 'MISSING', 'BOTH', 'UNUSED'],
        }),
      },
      { workspaceSecrets: ['FINE', 'BOTH', 'UNUSED', 'GONE'] },
    ),
    [
      'error rnaseq: 3 problems [pipeline]',
      'error MISING: missing on the Platform · there is MISSING · 1 reference [missing]',
      'error FORGOTTEN: exists, but is not selected · 1 reference [selection]',
      'error GONE: selected, but does not exist [missing]',
      'warning BOTH: selected from the scope that is overridden · 1 reference [selection]',
      'warning UNUSED: selected, but not used by the code [selection]',
      'key FINE: selected · 1 reference [detail]',
    ],
  );
});

test('a secret that is selected from the scope that has it not is gone', () => {
  assert.deepEqual(
    rows(
      {
        code: { uses: read('KEY'), complete: true },
        catalog: catalog({ user: [], workspace: ['KEY'] }),
      },
      { userSecrets: ['KEY'] },
    ).slice(1),
    ['error KEY: selected, but does not exist · 1 reference [missing]'],
  );
});

test('nothing is claimed where secrets or code are not known', () => {
  const code = { uses: read('KEY'), complete: false };
  assert.deepEqual(
    rows({ code, catalog: catalog({ user: 'failed', workspace: ['KEY', 'MORE'] }) }),
    [
      'pass rnaseq: no problems [pipeline]',
      'question KEY: not known: secrets cannot be listed · 1 reference [detail]',
    ],
  );
  const known = catalog({ user: [], workspace: ['KEY', 'MORE'] });
  assert.deepEqual(rows({ code, catalog: known }, { workspaceSecrets: ['KEY', 'MORE'] }).slice(1), [
    'warning MORE: selected, but not used by the code that could be read [selection]',
    'key KEY: selected · 1 reference [detail]',
  ]);
  // Of code that is not open here only what is selected can be told.
  assert.deepEqual(rows({ code: null, catalog: known }, { workspaceSecrets: ['KEY', 'GONE'] }), [
    'error rnaseq: 1 problem · its code is not open here [pipeline]',
    'error GONE: selected, but does not exist [missing]',
    'key KEY: selected [detail]',
  ]);
  const failure = {
    kind: 'seqera-busy',
    endpoint: 'https://api.cloud.seqera.io',
    seconds: null,
  } as const;
  assert.match(rows({ saved: err(failure) })[0] ?? '', /^question rnaseq: .*is busy/);
});

test('a compute environment that gives no secrets is a problem where some are named', () => {
  const environment = { name: 'eks', platform: 'eks-platform' };
  const code = { uses: read('KEY'), complete: true };
  const known = catalog({ user: [], workspace: ['KEY'] });
  assert.deepEqual(
    rows({ code, catalog: known }, { environment, workspaceSecrets: ['KEY'] }).slice(0, 2),
    [
      'error rnaseq: 1 problem [pipeline]',
      'error eks: runs on Amazon EKS get no secrets from the Platform [selection]',
    ],
  );
  assert.deepEqual(rows({}, { environment }), ['pass rnaseq: no secrets [pipeline]']);
});

test('what nothing breaks without is told quietly', () => {
  const optional = use('HOOK', 'main.nf:1', { use: 'optional' });
  assert.deepEqual(rows({ code: { uses: [optional], complete: true } }), [
    'pass rnaseq: no problems [pipeline]',
    'info HOOK: missing on the Platform · 1 reference · optional [missing]',
  ]);
});

test('one repository has several addresses', () => {
  const web = 'https://github.com/nf-core/rnaseq';
  for (const same of [
    'nf-core/rnaseq',
    'https://github.com/nf-core/rnaseq.git',
    'https://github.com/NF-Core/rnaseq/',
    'git@github.com:nf-core/rnaseq.git',
    'https://ada:token@github.com/nf-core/rnaseq',
  ]) {
    assert.ok(sameRepository(web, same), same);
  }
  for (const other of ['nf-core/sarek', 'https://gitlab.com/nf-core/rnaseq', '']) {
    assert.ok(!sameRepository(web, other), other);
  }
});
