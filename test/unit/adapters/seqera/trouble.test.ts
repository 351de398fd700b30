import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformStores } from '../../../../src/adapters/seqera/platformStores.ts';
import type { Failure } from '../../../../src/core/failure.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { parseEndpoint } from '../../../../src/core/seqera/seqeraEndpoint.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { addOrganization } from '../../../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';
import type { PlatformFault } from '../../../support/seqera/platformFaults.ts';
import {
  canary,
  name,
  never,
  outcome,
  partly,
  seqera,
  value,
  workspaceScope,
} from '../../../support/seqera/seqeraTest.ts';

const faults: readonly (readonly [string, PlatformFault, object])[] = [
  [
    'an error without a body',
    { kind: 'status', status: 500 },
    { kind: 'seqera-refused', status: 500, detail: '' },
  ],
  [
    'a gateway',
    { kind: 'status', status: 502, message: 'Bad gateway' },
    { kind: 'seqera-refused', status: 502 },
  ],
  [
    'a bad request',
    { kind: 'status', status: 400, message: 'Bad thing.' },
    { kind: 'seqera-refused', status: 400, detail: 'Bad thing.' },
  ],
  [
    'a bad token',
    { kind: 'status', status: 401 },
    { kind: 'seqera-signed-out', because: 'refused' },
  ],
  [
    'a right that is missing',
    { kind: 'status', status: 403 },
    { kind: 'seqera-denied', workspace: 'genomics/rnaseq', roles: ['maintain'] },
  ],
  [
    'a workspace that is gone',
    { kind: 'status', status: 404 },
    { kind: 'seqera-workspace-unknown' },
  ],
  ['too many requests', { kind: 'status', status: 429 }, { kind: 'seqera-busy', seconds: null }],
  [
    'a long pause',
    { kind: 'status', status: 429, headers: { 'retry-after': '120' } },
    { kind: 'seqera-busy', seconds: 120 },
  ],
  [
    'what is not JSON',
    { kind: 'body', body: '<html>Sign in</html>', type: 'text/html' },
    { kind: 'seqera-answer-unreadable', because: 'malformed' },
  ],
  [
    'other JSON',
    { kind: 'body', body: '{"pipelineSecrets":{}}' },
    { kind: 'seqera-answer-unreadable', because: 'malformed' },
  ],
  [
    'nothing',
    { kind: 'body', body: '' },
    { kind: 'seqera-answer-unreadable', because: 'malformed' },
  ],
  [
    'more than anybody has',
    { kind: 'huge' },
    { kind: 'seqera-answer-unreadable', because: 'too-large' },
  ],
  ['half an answer', { kind: 'cut' }, { kind: 'seqera-unreachable' }],
  ['no answer', { kind: 'hang' }, { kind: 'seqera-unreachable', reason: 'timeout' }],
];

for (const [what, fault, expected] of faults) {
  seqera(`${what} has an outcome`, async ({ platform, open }) => {
    platform.faults.next('listSecrets', fault, 9);
    const found = outcome(await open('genomics/rnaseq').list(never));
    partly(found, expected);
    assert.ok(failureMessage(found as Failure).length > 20);
  });
}

for (const [what, fault] of faults.filter(([, { kind }]) => kind === 'cut')) {
  seqera(`${what} once is asked for again`, async ({ platform, open }) => {
    platform.faults.next('listSecrets', fault);
    platform.faults.next('listSecrets', { kind: 'status', status: 503 });
    platform.faults.next('listSecrets', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '0' },
    });
    assert.equal(outcome(await open('genomics/rnaseq').list(never)), 'done');
    assert.equal(platform.count('listSecrets'), 4);
  });
}

seqera('a long pause is not waited out', async ({ platform, open }) => {
  platform.faults.next('listSecrets', {
    kind: 'status',
    status: 429,
    headers: { 'retry-after': '120' },
  });
  assert.equal((outcome(await open(null).list(never)) as Failure).kind, 'seqera-busy');
  assert.equal(platform.count('listSecrets'), 1);
});

seqera('what may have been done is not done again', async ({ platform, open, rnaseq }) => {
  platform.faults.next('createSecret', { kind: 'lost' });
  const added = outcome(await open('genomics/rnaseq').add(name, value, never)) as Failure;
  assert.equal(added.kind, 'seqera-unreachable');
  assert.equal(platform.count('createSecret'), 1);
  assert.equal(platform.state.secretsOf(rnaseq).length, 1);
});

seqera(
  'a name that is taken between check and creation is told as that',
  async ({ platform, open, rnaseq }) => {
    const store = open('genomics/rnaseq');
    platform.state.addSecret(rnaseq, name, 'theirs');
    for (const status of [400, 409]) {
      platform.faults.next('validateSecretName', { kind: 'status', status: 204 });
      platform.faults.next('createSecret', { kind: 'status', status, message: `not ${canary}` });
      assert.deepEqual(outcome(await store.add(name, value, never)), {
        kind: 'secret-exists',
        name,
      });
    }
  },
);

seqera('a message that repeats the value is told without it', async ({ platform, open }) => {
  platform.faults.next('createSecret', { kind: 'status', status: 422, message: `bad: ${canary}` });
  const failure = outcome(await open('genomics/rnaseq').add(name, value, never)) as Failure;
  assert.ok(failure.kind === 'seqera-refused' && failure.detail === 'bad: [secret]');
});

seqera(
  'a secret that somebody removes meanwhile is not there',
  async ({ platform, open, rnaseq }) => {
    const store = open('genomics/rnaseq');
    platform.state.addSecret(rnaseq, name, 'x');
    platform.faults.next('updateSecret', { kind: 'status', status: 404 });
    assert.equal(
      (outcome(await store.update(name, value, never)) as Failure).kind,
      'secret-not-found',
    );
    platform.faults.next('deleteSecret', { kind: 'status', status: 404 });
    assert.equal(outcome(await store.remove(name, never)), 'done');
  },
);

seqera('no redirection is followed, with or without the token', async ({ platform, open }) => {
  const other = await FakePlatform.start();
  try {
    addOrganization(other);
    for (const to of [`${other.endpoint}/user-info`, '/api/service-info']) {
      platform.faults.next('userInfo', { kind: 'redirect', to });
      partly(outcome(await open('genomics/rnaseq').list(never)), {
        kind: 'seqera-answer-unreadable',
        because: 'redirect',
      });
    }
    assert.deepEqual(other.requests, []);
    assert.equal(platform.count('serviceInfo'), 0);
  } finally {
    await other.stop();
  }
});

seqera('a wait that is given up rejects at once', async ({ platform, open }) => {
  platform.faults.next('listSecrets', { kind: 'hang' });
  const abort = new AbortController();
  const listing = open('genomics/rnaseq').list(abort.signal);
  while (platform.count('listSecrets') === 0) {
    await new Promise(done => setTimeout(done, 5));
  }
  abort.abort();
  await assert.rejects(listing, { name: 'AbortError' });
});

seqera('nobody there is told with the system’s code', async ({ platform, stores, ada }) => {
  const endpoint = parseEndpoint(platform.endpoint);
  assert.ok(endpoint.ok);
  const access = { endpoint: endpoint.value, token: new SecretValue(ada.token) };
  assert.deepEqual(await stores.userOf(access, never), {
    ok: true,
    value: { id: String(ada.id), name: 'ada' },
  });
  const seen = await stores.workspacesOf(access, never);
  assert.deepEqual(
    seen.ok &&
      seen.value.workspaces.map(({ organization, name: own, shared, roles }) => [
        organization,
        own,
        shared,
        roles,
      ]),
    [
      ['genomics', 'rnaseq', false, ['maintain']],
      ['genomics', 'references', true, ['view']],
      ['clinic', 'trials', false, ['data-steward']],
    ],
  );
  await platform.stop();
  partly(outcome(await stores.userOf(access, never)), {
    kind: 'seqera-unreachable',
    reason: 'ECONNREFUSED',
  });
});

test('Seqera: no token goes to an address that must not have it', async () => {
  const made = new PlatformStores(() => assert.fail('asked for a token'));
  for (const endpoint of [
    'http://seqera.example.org/api',
    'https://ada:pw@example.org',
    'ftp://x',
    '',
  ]) {
    const store = made.create(userScope, { kind: 'seqera', endpoint, user: null, workspace: null });
    assert.equal((outcome(await store.list(never)) as Failure).kind, 'seqera-endpoint-refused');
  }
});

test('Seqera: without a token, and without a workspace, nothing is asked', async () => {
  const endpoint = 'https://seqera.invalid/api';
  const made = new PlatformStores(() => Promise.resolve(null));
  const choice = { kind: 'seqera', endpoint, user: null, workspace: null } as const;
  assert.deepEqual(outcome(await made.create(userScope, choice).list(never)), {
    kind: 'seqera-signed-out',
    endpoint,
    because: 'absent',
  });
  assert.deepEqual(outcome(await made.create(workspaceScope, choice).list(never)), {
    kind: 'seqera-workspace-unset',
  });
});
