import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/core/failure.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { secretName } from '../../../support/catalogs.ts';
import { canary, name, never, outcome, seqera, value } from '../../../support/seqera/seqeraTest.ts';

seqera('identifiers beyond 2^53 are the very ones', async ({ platform, open, rnaseq }) => {
  const store = open('genomics/rnaseq');
  platform.state.addSecret(rnaseq, 'FIRST', 'first');
  const second = platform.state.addSecret(rnaseq, 'SECOND', 'second');
  assert.notEqual(BigInt(Number(second.id)), second.id);
  assert.equal(outcome(await store.update(secretName('SECOND'), value, never)), 'done');
  assert.deepEqual(
    platform.state.secretsOf(rnaseq).map(secret => secret.value),
    ['first', canary],
  );
  assert.equal(outcome(await store.remove(secretName('FIRST'), never)), 'done');
  assert.deepEqual(
    platform.state.secretsOf(rnaseq).map(secret => secret.name),
    ['SECOND'],
  );
});

seqera(
  'an update is the API’s own, which keeps identity and last use',
  async ({ platform, open, rnaseq }) => {
    const secret = platform.state.addSecret(rnaseq, name, 'first', 0);
    secret.lastUsed = '2025-09-12T10:00:00Z';
    assert.equal(outcome(await open('genomics/rnaseq').update(name, value, never)), 'done');
    assert.equal(platform.count('deleteSecret') + platform.count('createSecret'), 0);
    const listed = await open('genomics/rnaseq').list(never);
    assert.ok(listed.ok);
    assert.equal(listed.value[0]?.usedAt, Date.parse('2025-09-12T10:00:00Z'));
    assert.equal(listed.value[0].createdAt, 0);
    assert.ok((listed.value[0].updatedAt ?? 0) > 0);
  },
);

seqera('a value is in the body of one request, and nowhere else', async ({ platform, open }) => {
  assert.equal(outcome(await open('genomics/rnaseq').add(name, value, never)), 'done');
  assert.deepEqual(
    platform.requests.filter(({ body }) => body.includes(canary)).map(({ operation }) => operation),
    ['createSecret'],
  );
});

for (const [role, workspace] of [
  ['view', 'genomics/references'],
  ['launch', 'genomics/rnaseq'],
] as const) {
  seqera(`who may only ${role} is refused with the role named`, async ({ open, grace }) => {
    const store = role === 'launch' ? open(workspace, grace.token) : open(workspace);
    assert.ok((await store.list(never)).ok);
    assert.equal(store.readOnly, true);
    assert.deepEqual(store.roles, [role]);
    const added = await store.add(name, value, never);
    assert.ok(!added.ok);
    assert.equal(added.error.kind, 'seqera-denied');
    assert.match(
      failureMessage(added.error),
      new RegExp(
        `^Your role in ${workspace} is ${role}, which is not allowed to add secrets\\. The role must be maintain, admin or owner\\.$`,
      ),
    );
  });
}

seqera(
  'of a role that is the organisation’s own the Platform decides',
  async ({ platform, open, trials }) => {
    const store = open('clinic/trials');
    assert.ok((await store.list(never)).ok);
    assert.equal(store.readOnly, false);
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    trials.roles.set('ada', ['auditor']);
    assert.ok(!(await store.update(name, value, never)).ok);
    assert.equal(store.readOnly, true);
    assert.deepEqual(platform.state.secretsOf(trials).length, 1);
  },
);

seqera(
  'who owns the organisation may change each of its workspaces',
  async ({ platform, open }) => {
    platform.state.organizations.find(one => one.name === 'genomics')?.owners.push('ada');
    const store = open('genomics/references');
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    assert.equal(store.readOnly, false);
  },
);

seqera('a revoked token is told as that, and nothing is shown as empty', async ({ open, ada }) => {
  const store = open('genomics/rnaseq');
  assert.ok((await store.list(never)).ok);
  ada.token = '';
  const listed = outcome(await store.list(never)) as Failure;
  assert.deepEqual(
    [listed.kind, 'because' in listed && listed.because],
    ['seqera-signed-out', 'refused'],
  );
});

seqera('without personal workspaces there are no user secrets', async ({ platform, open }) => {
  platform.state.userWorkspaceEnabled = false;
  assert.equal((outcome(await open(null).list(never)) as Failure).kind, 'seqera-user-secrets-off');
  assert.equal(outcome(await open('genomics/rnaseq').list(never)), 'done');
});

seqera('a workspace that is gone or hidden is not an empty one', async ({ open }) => {
  const listed = outcome(await open('genomics/other').list(never)) as Failure;
  assert.equal(listed.kind, 'seqera-workspace-unknown');
});

seqera('names that are no names of ours are told, not shown', async ({ platform, open, ada }) => {
  platform.state.addSecret(ada, '__LEADING', 'x');
  platform.state.addSecret(ada, 'FINE', 'x');
  const store = open(null);
  const listed = await store.list(never);
  assert.deepEqual(listed.ok && listed.value.map(record => record.name), ['FINE']);
  assert.deepEqual(store.remarks, [{ kind: 'illegal-name', name: '__LEADING' }]);
});
