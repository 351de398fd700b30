import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GoogleConnection } from '../../../../src/adapters/google/googleConnection.ts';
import { GoogleInspector } from '../../../../src/adapters/google/googleInspector.ts';
import type {
  PermissionAnswer,
  PermissionQuestion,
} from '../../../../src/core/iam/check/permissionQuestion.ts';
import { checkRoles } from '../../../../src/services/permissions/checkRoles.ts';
import { GoogleServer } from '../../../support/google/googleServer.ts';
import { ResourceManager } from '../../../support/google/resourceManager.ts';

const signal = new AbortController().signal;
const timeout = { timeout: 60_000, tries: 2, firstWait: 1 };
const actions = [
  'secretmanager.secrets.list',
  'secretmanager.secrets.get',
  'secretmanager.secrets.create',
  'secretmanager.secrets.delete',
  'secretmanager.secrets.update',
  'secretmanager.versions.add',
  'secretmanager.versions.access',
];
const questions = actions.map((action): PermissionQuestion => ({
  action,
  resource: 'projects/research',
}));

interface Fixture {
  readonly server: GoogleServer;
  readonly projects: ResourceManager;
  readonly inspector: GoogleInspector;
}

function inspecting(title: string, body: (context: Fixture) => Promise<void>): void {
  test(`Google: ${title}`, async () => {
    const server = await GoogleServer.start();
    const projects = new ResourceManager(server.service);
    const env = { ...server.environment, RESOURCE_MANAGER_EMULATOR_HOST: await projects.start() };
    const target = { project: 'research', credentialsFile: null };
    const inspector = new GoogleInspector(new GoogleConnection(target, env, timeout), env);
    try {
      await body({ server, projects, inspector });
      // Whatever was asked: nothing was made.
      assert.deepEqual(server.service.listSecrets('projects/research', '', 100, '').secrets, []);
    } finally {
      inspector.dispose();
      projects.stop();
      server.stop();
    }
  });
}

const ask = async (inspector: GoogleInspector): Promise<Readonly<Record<string, string>>> => {
  const answers = await inspector.inspect({ kind: 'caller' }, questions, signal);
  return Object.fromEntries(
    actions.map((action, at) => [action.replace('secretmanager.', ''), verdictOf(answers[at])]),
  );
};

function verdictOf(answer: PermissionAnswer | undefined): string {
  return answer?.verdict === 'unknown'
    ? `unknown: ${answer.because.kind}`
    : `${answer?.verdict ?? ''} by ${answer?.by ?? ''}`;
}

inspecting(
  'the project’s own test tells each permission',
  async ({ server, projects, inspector }) => {
    server.service.granted = ['secretmanager.secrets.list', 'secretmanager.secrets.create'];
    assert.deepEqual(await ask(inspector), {
      'secrets.list': 'allowed by simulation',
      'secrets.get': 'denied by simulation',
      'secrets.create': 'allowed by simulation',
      'secrets.delete': 'denied by simulation',
      'secrets.update': 'denied by simulation',
      'versions.add': 'denied by simulation',
      'versions.access': 'denied by simulation',
    });
    assert.deepEqual(projects.asked, [actions]);
    assert.equal(server.faults.count('getSecret'), 0);
  },
);

inspecting('an answer without a list grants nothing', async ({ server, inspector }) => {
  server.service.granted = [];
  assert.deepEqual([...new Set(Object.values(await ask(inspector)))], ['denied by simulation']);
});

inspecting(
  'where the project does not respond, harmless requests tell all but the making of secrets',
  async ({ server, projects, inspector }) => {
    projects.refusal = 403;
    server.faults.always('deleteSecret', 'deny');
    server.faults.always('accessSecretVersion', 'deny');
    assert.deepEqual(await ask(inspector), {
      'secrets.list': 'allowed by attempt',
      'secrets.get': 'allowed by attempt',
      'secrets.create': 'unknown: no-harmless-way',
      'secrets.delete': 'denied by attempt',
      'secrets.update': 'allowed by attempt',
      'versions.add': 'allowed by attempt',
      'versions.access': 'denied by attempt',
    });
    assert.equal(server.faults.count('createSecret'), 0);
  },
);

inspecting(
  'what does not respond is not known, and not denied',
  async ({ server, projects, inspector }) => {
    projects.refusal = 503;
    server.faults.always('getSecret', 'cut');
    server.faults.always('deleteSecret', 'sign-out');
    server.faults.always('updateSecret', 'disabled');
    const answers = await ask(inspector);
    assert.deepEqual(
      ['secrets.get', 'secrets.delete', 'secrets.update'].map(action => answers[action]),
      ['unknown: failed', 'unknown: failed', 'unknown: failed'],
    );
  },
);

inspecting('only the caller can be asked about', async ({ inspector }) => {
  const account = { kind: 'role', name: 'batch@research.iam.gserviceaccount.com' } as const;
  const answers = await inspector.inspect(account, questions, signal);
  assert.deepEqual([...new Set(answers.map(verdictOf))], ['unknown: only-the-caller']);
  assert.equal(verdictOf(await inspector.trusted()), 'unknown: only-the-caller');
});

inspecting('a whole check names the project and what it lacks', async ({ server, inspector }) => {
  server.service.granted = actions.filter(action => !action.endsWith('.delete'));
  const checked = await checkRoles({ inspector, cloud: 'google', known: {}, names: {} }, signal);
  assert.ok(checked.ok);
  assert.equal(checked.value.known.PROJECT, 'research');
  const [caller] = checked.value.roles;
  const denied = (caller?.statements ?? [])
    .flatMap(({ answers }) => answers)
    .filter(({ answer }) => answer.verdict === 'denied')
    .map(({ question }) => question.action);
  assert.ok(denied.includes('secretmanager.secrets.delete'), JSON.stringify(denied));
  assert.ok(!denied.some(action => server.service.granted?.includes(action)));
});

test('Google: a key of another project than the one in use is refused before anything is asked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-google-'));
  try {
    const credentialsFile = join(folder, 'key.json');
    const key = { type: 'service_account', project_id: 'research', client_email: 'a@b.c' };
    await writeFile(credentialsFile, JSON.stringify({ ...key, private_key: 'unused' }));
    const connection = new GoogleConnection({ project: 'clinic', credentialsFile }, {}, timeout);
    const identity = await new GoogleInspector(connection, {}).identity(
      new AbortController().signal,
    );
    assert.equal(!identity.ok && identity.error.kind, 'google-project-differs');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
