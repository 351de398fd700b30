import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resumedLaunch } from '../../../../../src/core/seqera/launch/resumedLaunch.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { emptyLaunch } from '../../../../support/seqera/emptyLaunch.ts';

const saved = {
  ...emptyLaunch,
  id: 'saved',
  session: 'session',
  environment: null,
  userSecrets: ['MINE', 'HERS', 'GONE'],
  workspaceSecrets: ['OURS', 'BOTH'],
};

test('a run goes on with secrets of who resumes it, each from the scope that wins', () => {
  const user = ['MINE', 'BOTH'];
  const known = catalog({ user, workspace: ['OURS', 'BOTH', 'HERS', 'OTHER'] });
  const { launch, missing } = resumedLaunch(saved, known);
  assert.deepEqual(
    [launch.userSecrets, launch.workspaceSecrets, missing],
    [['MINE', 'BOTH'], ['HERS', 'OURS'], ['GONE']],
  );
  assert.deepEqual([launch.id, launch.session], [null, 'session']);
});

test('where secrets cannot be listed, they stay as they were, and none is missing', () => {
  const { launch, missing } = resumedLaunch(saved, catalog({ user: 'failed', workspace: [] }));
  assert.deepEqual(
    [launch.userSecrets, launch.workspaceSecrets, missing],
    [saved.userSecrets, saved.workspaceSecrets, []],
  );
});
