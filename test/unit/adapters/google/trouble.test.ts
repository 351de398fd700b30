import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoogleConnection } from '../../../../src/adapters/google/googleConnection.ts';
import { GoogleCopyManager } from '../../../../src/adapters/google/googleCopyManager.ts';
import { GoogleSecrets } from '../../../../src/adapters/google/googleSecrets.ts';
import { GoogleSecretStore } from '../../../../src/adapters/google/googleSecretStore.ts';
import type { Failure } from '../../../../src/core/failure.ts';
import type { Result } from '../../../../src/core/result.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { secretName } from '../../../support/catalogs.ts';
import type { GoogleFault } from '../../../support/google/faults.ts';
import { GoogleServer } from '../../../support/google/googleServer.ts';
import { runId } from '../../../support/ids.ts';

const project = 'research';
/** A call that hangs is waited for in vain; any other answers before that. */
const impatient = { timeout: 3000, tries: 4, firstWait: 1 };
const never = new AbortController().signal;
const name = secretName('API_TOKEN');
const value = new SecretValue('canary-77d1');
const copy = {
  key: 'tower-1k0K4WlGep8ZTM-API_TOKEN',
  value,
  run: runId('1k0K4WlGep8ZTM'),
  expiresAt: Date.now() + 3_600_000,
};

interface Fixture {
  readonly server: GoogleServer;
  readonly store: GoogleSecretStore;
  readonly manager: GoogleCopyManager;
}

/** A test on a server of its own that can go wrong. */
function google(title: string, body: (context: Fixture) => Promise<void>): void {
  test(`Google: ${title}`, async () => {
    const server = await GoogleServer.start();
    const target = { project, credentialsFile: null };
    const connection = new GoogleConnection(target, server.environment, impatient);
    const choice = { kind: 'google', ...target, location: 'europe-west1', prefix: 'team' } as const;
    const site = { project, location: 'europe-west1', host: 'laptop', now: Date.now };
    const manager = new GoogleCopyManager(new GoogleSecrets(connection), site);
    try {
      await body({ server, store: new GoogleSecretStore(userScope, choice, connection), manager });
    } finally {
      connection.dispose();
      server.stop();
    }
  });
}

function outcome<T>(result: Result<T, Failure>): unknown {
  assert.ok(!JSON.stringify(result).includes('canary'));
  return result.ok ? 'done' : result.error;
}

google(
  'what is throttled, cut or failing for a moment is tried again',
  async ({ server, manager }) => {
    server.faults.next('createSecret', 'throttle', 'cut');
    server.faults.next('addSecretVersion', 'internal');
    assert.equal(outcome(await manager.put(copy, never)), 'done');
    assert.equal(server.faults.count('createSecret'), 3);
    assert.equal(server.faults.count('addSecretVersion'), 2);
  },
);

const words: readonly (readonly [GoogleFault, object])[] = [
  [
    'throttle',
    { kind: 'cloud-throttled', cloud: 'google', action: 'secretmanager.secrets.create' },
  ],
  [
    'deny',
    {
      kind: 'cloud-denied',
      cloud: 'google',
      permission: 'secretmanager.secrets.create',
      resource: `projects/${project}/secrets/${copy.key}`,
    },
  ],
  ['disabled', { kind: 'google-api-disabled', project }],
  ['unbilled', { kind: 'google-billing-disabled', project }],
  ['quota-unset', { kind: 'google-quota-project', project: null }],
  ['quota-denied', { kind: 'google-quota-project', project: 'clinic' }],
  ['proxy', { kind: 'cloud-intercepted', cloud: 'google', status: 403 }],
  ['reset', { kind: 'cloud-cut-off', cloud: 'google', reason: 'ECONNRESET' }],
  ['certificate', { kind: 'cloud-untrusted', cloud: 'google', reason: 'self-signed certificate' }],
  ['clock', { kind: 'cloud-clock-skew', cloud: 'google' }],
  [
    'sign-out',
    {
      kind: 'cloud-signed-out',
      cloud: 'google',
      connection: 'application default credentials',
      because: 'invalid',
    },
  ],
  ['cut', { kind: 'cloud-unreachable', cloud: 'google', reason: 'UNAVAILABLE' }],
  ['hang', { kind: 'cloud-unreachable', cloud: 'google', reason: 'timeout' }],
];

for (const [fault, failure] of words) {
  google(
    `a call that always meets “${fault}” becomes its own failure`,
    async ({ server, manager }) => {
      server.faults.always('createSecret', fault);
      const result = await manager.put(copy, never);
      const { connection = null, ...rest } = (result.ok ? {} : result.error) as Record<
        string,
        unknown
      >;
      const { connection: expected = null, ...others } = failure as Record<string, unknown>;
      assert.deepEqual(rest, others);
      assert.equal(typeof connection, expected === null ? 'object' : 'string');
      assert.equal(
        server.faults.count('createSecret'),
        ['throttle', 'cut', 'reset', 'certificate'].includes(fault) ? 4 : 1,
      );
    },
  );
}

for (const [how, state] of [
  [undefined, 'DESTROYED'],
  ['disable', 'DISABLED'],
  ['keep', 'ENABLED'],
] as const) {
  test(`Google: an update leaves earlier values ${state.toLowerCase()} (${how ?? 'default'})`, async () => {
    const server = await GoogleServer.start();
    const target = { project, credentialsFile: null };
    const connection = new GoogleConnection(target, server.environment, impatient);
    const choice = { kind: 'google', ...target, location: null, prefix: 'team' } as const;
    const store = new GoogleSecretStore(
      userScope,
      { ...choice, ...(how && { earlierVersions: how }) },
      connection,
    );
    const secret = `projects/${project}/secrets/team-${name}`;
    const states = (): readonly string[] =>
      server.service.listSecretVersions(secret).versions.map(version => version.state);
    try {
      assert.equal(outcome(await store.add(name, value, never)), 'done');
      assert.equal(outcome(await store.update(name, new SecretValue('canary-2'), never)), 'done');
      assert.equal(outcome(await store.update(name, new SecretValue('canary-3'), never)), 'done');
      assert.deepEqual(states(), ['ENABLED', state, state]);
      const read = await store.read(name, never);
      assert.equal(read.ok && read.value.reveal(), 'canary-3');
      // What cannot be taken away is told, and the new value stands.
      server.faults.next('listSecretVersions', 'deny');
      const update = outcome(await store.update(name, new SecretValue('canary-4'), never));
      assert.equal(
        (update as { kind?: string }).kind,
        how === 'keep' ? undefined : 'google-versions-left',
      );
      assert.deepEqual(
        states(),
        how === 'keep' ? Array(4).fill(state) : ['ENABLED', 'ENABLED', state, state],
      );
      const tooLong = new SecretValue('é'.repeat(32_769));
      for (const done of [
        await store.update(name, tooLong, never),
        await store.add(secretName('OTHER'), tooLong, never),
      ]) {
        assert.equal(!done.ok && done.error.kind, 'value-too-large');
      }
      assert.equal(states().length, 4);
    } finally {
      connection.dispose();
      server.stop();
    }
  });
}

google(
  'a secret whose latest version is disabled or destroyed says so',
  async ({ server, store }) => {
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    const resource = `projects/${project}/secrets/team-${name}`;
    for (const state of ['DISABLED', 'DESTROYED'] as const) {
      server.service.setState(`${resource}/versions/1`, state);
      assert.deepEqual(outcome(await store.read(name, never)), {
        kind: 'google-version-unreadable',
        resource,
        state: state.toLowerCase(),
      });
    }
  },
);

google('a server that is gone is not reached', async ({ server, manager }) => {
  server.stop();
  assert.deepEqual(outcome(await manager.list(never)), {
    kind: 'cloud-unreachable',
    cloud: 'google',
    reason: 'ECONNREFUSED',
  });
});

google('a wait for a hanging call is given up at once', async ({ server, manager }) => {
  server.faults.always('listSecrets', 'hang');
  const abort = new AbortController();
  const listing = manager.list(abort.signal);
  setTimeout(() => {
    abort.abort();
  }, 20);
  await assert.rejects(listing, { name: 'AbortError' });
});

google('a copy whose first answer was lost is made once', async ({ server, manager }) => {
  server.faults.next('createSecret', 'lose');
  server.faults.next('addSecretVersion', 'lose');
  assert.equal(outcome(await manager.put(copy, never)), 'done');
  const secret = `projects/${project}/secrets/${copy.key}`;
  const { payload } = server.service.accessSecretVersion(`${secret}/versions/latest`);
  assert.equal(payload.data.toString(), value.reveal());
});

google(
  'a secret that got no value is a copy too, which can be removed',
  async ({ server, manager }) => {
    server.faults.always('addSecretVersion', 'deny');
    assert.notEqual(outcome(await manager.put(copy, never)), 'done');
    const listed = await manager.list(never);
    assert.deepEqual(listed.ok && listed.value.map(({ key }) => key), [copy.key]);
    assert.equal(outcome(await manager.remove(copy.key, never)), 'done');
    assert.equal(outcome(await manager.remove(copy.key, never)), 'done');
  },
);

google(
  'a copy is replicated where its tasks run, and vanishes at its time',
  async ({ server, manager }) => {
    assert.equal(outcome(await manager.put(copy, never)), 'done');
    const secret = server.service.getSecret(`projects/${project}/secrets/${copy.key}`);
    assert.match(JSON.stringify(secret.replication), /userManaged.*europe-west1/);
    server.service.now = () => copy.expiresAt + 1;
    assert.deepEqual(outcome(await manager.extend(copy.key, copy.expiresAt + 99_999, never)), {
      kind: 'cloud-refused',
      cloud: 'google',
      action: 'secretmanager.secrets.update',
      code: 'NOT_FOUND',
    });
  },
);

google('other secrets of the project are no copies', async ({ server, manager }) => {
  const parent = `projects/${project}`;
  for (const id of ['my-tower-key', 'Tower-x', 'towering']) {
    server.service.createSecret(parent, id, { replication: { automatic: {} } });
  }
  assert.equal(outcome(await manager.put(copy, never)), 'done');
  const listed = await manager.list(never);
  assert.deepEqual(listed.ok && listed.value.map(({ key }) => key), [copy.key]);
});

google(
  'an addition whose answer was lost is told from one that another made',
  async ({ server, store }) => {
    server.faults.next('createSecret', 'lose');
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    assert.deepEqual(outcome(await store.add(name, value, never)), { kind: 'secret-exists', name });
  },
);

google('an addition that cannot be finished leaves no secret', async ({ server, store }) => {
  server.faults.next('addSecretVersion', 'deny');
  assert.notEqual(outcome(await store.add(name, value, never)), 'done');
  server.faults.next('addSecretVersion', 'hang');
  const abort = new AbortController();
  const adding = store.add(name, value, abort.signal);
  const begun = setInterval(() => {
    if (server.faults.count('addSecretVersion') === 2) {
      abort.abort();
    }
  }, 5);
  await assert.rejects(adding, { name: 'AbortError' });
  clearInterval(begun);
  assert.equal(outcome(await store.add(name, value, never)), 'done');
});

google(
  'who is refused a change is told to be a reader, until a change is allowed',
  async ({ server, store }) => {
    let announced = 0;
    store.onDidChange(() => (announced += 1));
    server.faults.next('createSecret', 'deny');
    await store.add(name, value, never);
    assert.deepEqual([store.readOnly, announced], [true, 1]);
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    assert.deepEqual([store.readOnly, announced], [false, 2]);
  },
);

google('a listing that is refused is not empty', async ({ server, store }) => {
  server.faults.always('listSecrets', 'deny');
  assert.deepEqual(outcome(await store.list(never)), {
    kind: 'cloud-denied',
    cloud: 'google',
    permission: 'secretmanager.secrets.list',
    resource: `projects/${project}`,
  });
});
