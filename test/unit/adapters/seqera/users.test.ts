import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/core/failure.ts';
import type { Result } from '../../../../src/core/result.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { refusedChange } from '../../../../src/core/seqera/refusedChange.ts';
import { personalWorkspace } from '../../../../src/core/seqera/seqeraWorkspace.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { secretName } from '../../../support/catalogs.ts';
import { endpointOf } from '../../../support/ids.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import { name, never, outcome, seqera, value } from '../../../support/seqera/seqeraTest.ts';

/** What people and the names of their secrets may be like. */

function got<T>(result: Result<T, Failure>): T {
  return result.ok ? result.value : assert.fail(failureMessage(result.error));
}
function message<T>(result: Result<T, Failure>): string {
  return result.ok ? assert.fail('it was done') : failureMessage(result.error);
}

seqera(
  'without personal workspaces nothing of the user’s own is changed',
  async ({ platform, open }) => {
    platform.state.userWorkspaceEnabled = false;
    const store = open(null);
    for (const result of [
      await store.add(name, value, never),
      await store.update(name, value, never),
      await store.remove(name, never),
    ]) {
      assert.equal((outcome(result) as Failure).kind, 'seqera-user-secrets-off');
    }
    assert.equal(platform.count('createSecret') + platform.count('validateSecretName'), 0);
  },
);

seqera(
  'personal workspaces that are switched off in the middle are told as that',
  async ({ platform, open }) => {
    const store = open(null);
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    platform.state.userWorkspaceEnabled = false;
    assert.equal((outcome(await store.list(never)) as Failure).kind, 'seqera-user-secrets-off');
    platform.state.userWorkspaceEnabled = true;
    assert.equal(got(await store.list(never)).length, 1);
  },
);

seqera(
  'a launch in the personal workspace has the user’s secrets',
  async ({ platform, session, ada }) => {
    platform.state.runsOf(ada).addComputeEnv('own', 'aws-batch');
    platform.state.addSecret(ada, name, 'x');
    const opened = await session(null);
    const launch = { ...emptyLaunch, computeEnvironment: 'ceown', userSecrets: [name] };
    assert.equal(outcome(await opened.launch(launch, null, never)), 'done');
    assert.doesNotMatch(platform.requests.at(-1)?.url ?? '', /workspaceId/);
  },
);

seqera(
  'the personal workspace is offered, and launched in, where the Platform gives users one',
  async ({ platform, stores, session, open, ada }) => {
    platform.state.runsOf(ada).addComputeEnv('own', 'aws-batch');
    const access = { endpoint: endpointOf(platform.endpoint), token: new SecretValue(ada.token) };
    const opened = await session(null);
    assert.equal(got(await stores.workspacesOf(access, never)).personal, true);
    assert.equal(got(await opened.computeEnvironments(never)).length, 1);
    platform.state.userWorkspaceEnabled = false;
    assert.equal(got(await stores.workspacesOf(access, never)).personal, false);
    assert.match(
      message(await opened.computeEnvironments(never)),
      /workspace personal does not exist/,
    );

    // It has no secrets of its own, which is known without a question.
    const store = open(personalWorkspace);
    const asked = platform.count('listSecrets');
    assert.deepEqual(got(await store.list(never)), []);
    assert.match(message(await store.add(name, value, never)), /has no workspace secrets/);
    assert.equal(platform.count('listSecrets'), asked);
    const why = refusedChange({ ...store, place: store.place }, 'add secrets');
    assert.equal(why?.kind, 'seqera-workspace-personal');
  },
);

seqera('a name in both scopes is two secrets', async ({ platform, open, ada, rnaseq }) => {
  const [own, theirs] = [open(null), open('genomics/rnaseq')];
  assert.equal(outcome(await own.add(name, value, never)), 'done');
  assert.equal(outcome(await theirs.add(name, value, never)), 'done');
  assert.equal(outcome(await own.remove(name, never)), 'done');
  assert.deepEqual(
    [ada, rnaseq].map(owner => platform.state.secretsOf(owner).length),
    [0, 1],
  );
});

seqera('a token of another user of the same Platform shows what is theirs', async context => {
  const { platform, open, ada, grace } = context;
  platform.state.addSecret(ada, 'OF_ADA', 'x');
  platform.state.addSecret(grace, 'OF_GRACE', 'x');
  const names = async (token: string) =>
    got(await open(null, token).list(never)).map(one => one.name);
  assert.deepEqual(await names(ada.token), ['OF_ADA']);
  assert.deepEqual(await names(grace.token), ['OF_GRACE']);
});

seqera(
  'a user who is removed is signed out, also in the middle of a change',
  async ({ platform, open, ada }) => {
    const store = open('genomics/rnaseq');
    got(await store.list(never));
    platform.faults.next('createSecret', { kind: 'status', status: 401 });
    assert.equal(
      (outcome(await store.add(name, value, never)) as Failure).kind,
      'seqera-signed-out',
    );
    assert.equal(store.readOnly, false);
    platform.state.users.splice(platform.state.users.indexOf(ada), 1);
    assert.equal((outcome(await store.list(never)) as Failure).kind, 'seqera-signed-out');
  },
);

// Names

seqera(
  '1,000 secrets are one request, and the last is changed',
  async ({ platform, open, rnaseq }) => {
    for (let count = 0; count < 1000; count += 1) {
      platform.state.addSecret(rnaseq, `KEY_${count}`, 'x');
    }
    const store = open('genomics/rnaseq');
    assert.equal(got(await store.list(never)).length, 1000);
    assert.equal(platform.count('listSecrets'), 1);
    assert.equal(outcome(await store.update(secretName('KEY_999'), value, never)), 'done');
    assert.equal(platform.state.secretsOf(rnaseq).at(-1)?.value, value.reveal());
  },
);

seqera('names that differ in case are two', async ({ platform, open, rnaseq }) => {
  const store = open('genomics/rnaseq');
  assert.equal(outcome(await store.add(secretName('key'), value, never)), 'done');
  assert.equal(outcome(await store.add(secretName('KEY'), value, never)), 'done');
  assert.equal(outcome(await store.remove(secretName('key'), never)), 'done');
  assert.deepEqual(
    platform.state.secretsOf(rnaseq).map(one => one.name),
    ['KEY'],
  );
});

seqera(
  'names of other scripts are told as what they are, and shown as none',
  async ({ platform, open, rnaseq }) => {
    for (const odd of ['SCHLÜSSEL', 'КЛЮЧ', 'A-B', 'A\u202eB', 'A', 'A__B']) {
      platform.state.addSecret(rnaseq, odd, 'x');
    }
    platform.state.addSecret(rnaseq, 'FINE', 'x');
    const listed = platform.state
      .secretsOf(rnaseq)
      .map(({ id, name: own }) => `{"id":${id},"name":${JSON.stringify(own)}}`);
    platform.faults.next('listSecrets', {
      kind: 'body',
      body: `{"pipelineSecrets":[${listed.join()}]}`,
    });
    const store = open('genomics/rnaseq');
    assert.deepEqual(
      got(await store.list(never)).map(one => one.name),
      ['FINE'],
    );
    assert.equal(store.remarks.length, 6);
  },
);

seqera('a name that the Platform lists twice is shown once', async ({ platform, open }) => {
  const body = '{"pipelineSecrets":[{"id":1,"name":"KEY"},{"id":2,"name":"KEY"}],"totalSize":2}';
  platform.faults.next('listSecrets', { kind: 'body', body });
  assert.equal(got(await open('genomics/rnaseq').list(never)).length, 1);
});

seqera('a name that the Platform refuses is told with its reason', async ({ platform, open }) => {
  platform.faults.next('validateSecretName', {
    kind: 'status',
    status: 400,
    message: 'Secret name is reserved',
  });
  assert.match(
    message(await open('genomics/rnaseq').add(name, value, never)),
    /Secret name is reserved/,
  );
  assert.equal(platform.count('createSecret'), 0);
});
