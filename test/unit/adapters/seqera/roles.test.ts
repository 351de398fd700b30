import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/core/failure.ts';
import type { Result } from '../../../../src/core/result.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { secretName } from '../../../support/catalogs.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import { name, never, outcome, partly, seqera, value } from '../../../support/seqera/seqeraTest.ts';

/** What roles and workspaces may be like, and become meanwhile. */

function got<T>(result: Result<T, Failure>): T {
  return result.ok ? result.value : assert.fail(failureMessage(result.error));
}
function message<T>(result: Result<T, Failure>): string {
  return result.ok ? assert.fail('it was done') : failureMessage(result.error);
}

seqera('several roles: the highest counts', async ({ open, rnaseq }) => {
  rnaseq.roles.set('ada', ['view', 'launch', 'maintain']);
  const store = open('genomics/rnaseq');
  assert.equal(outcome(await store.add(name, value, never)), 'done');
  assert.equal(store.readOnly, false);
});

seqera('a custom role beside one that only reads may change', async ({ open, trials }) => {
  trials.roles.set('ada', ['view', 'data-steward']);
  const store = open('clinic/trials');
  got(await store.list(never));
  assert.equal(store.readOnly, false);
  assert.equal(outcome(await store.add(name, value, never)), 'done');
});

seqera('a custom role that may add and not remove stays one that may add', async context => {
  const { platform, open, trials } = context;
  const store = open('clinic/trials');
  assert.equal(outcome(await store.add(name, value, never)), 'done');
  platform.faults.next('deleteSecret', { kind: 'status', status: 403 });
  assert.match(
    message(await store.remove(name, never)),
    /Your role in clinic\/trials is data-steward/,
  );
  assert.equal(store.readOnly, false);
  assert.equal(outcome(await store.add(secretName('OTHER'), value, never)), 'done');
  assert.equal(store.readOnly, false);
  assert.equal(platform.state.secretsOf(trials).length, 2);
});

seqera(
  'a role that is taken in the middle refuses, and one that is given allows',
  async context => {
    const { open, rnaseq } = context;
    const store = open('genomics/rnaseq');
    assert.equal(outcome(await store.add(name, value, never)), 'done');
    rnaseq.roles.set('ada', ['view']);
    assert.match(message(await store.update(name, value, never)), /is view, which is not allowed/);
    assert.equal(store.readOnly, true);
    rnaseq.roles.set('ada', ['admin']);
    got(await store.list(never));
    assert.deepEqual([store.roles, store.readOnly], [['admin'], false]);
    assert.equal(outcome(await store.update(name, value, never)), 'done');
  },
);

seqera('a role that is not written as described is left to the Platform', async context => {
  const { platform, open, rnaseq } = context;
  rnaseq.roles.set('ada', ['VIEW']);
  const store = open('genomics/rnaseq');
  got(await store.list(never));
  assert.equal(store.readOnly, false);
  platform.faults.next('validateSecretName', { kind: 'status', status: 403 });
  assert.match(message(await store.add(name, value, never)), /Your role .* is VIEW/);
  assert.equal(store.readOnly, true);
});

seqera('where no role is told, the Platform decides', async ({ platform, open, rnaseq }) => {
  const row = `{"orgName":"genomics","workspaceId":${rnaseq.id},"workspaceName":"rnaseq"}`;
  const body = `{"orgsAndWorkspaces":[${row}]}`;
  platform.faults.next('userWorkspaces', { kind: 'body', body }, 9);
  const store = open('genomics/rnaseq');
  got(await store.list(never));
  assert.deepEqual([store.roles, store.readOnly], [[], false]);
});

seqera('a role whose name is markup is text', async ({ open, trials }) => {
  trials.roles.set('ada', ['launch\u001b[31m\n$(key)']);
  const store = open('clinic/trials');
  got(await store.list(never));
  assert.doesNotMatch(store.roles?.join() ?? '', /\p{Cc}/u);
});

seqera('who may only connect lists, and neither changes nor launches', async context => {
  const { platform, open, session, rnaseq } = context;
  rnaseq.roles.set('ada', ['connect']);
  platform.state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
  const store = open('genomics/rnaseq');
  got(await store.list(never));
  assert.equal(store.readOnly, true);
  const opened = await session('genomics/rnaseq');
  const launch = { ...emptyLaunch, computeEnvironment: 'cebatch' };
  assert.match(
    message(await opened.launch(launch, null, never)),
    /is connect, which is not allowed to launch runs/,
  );
});

seqera('a refusal without roles names the workspace', async ({ platform, open, rnaseq }) => {
  rnaseq.roles.set('ada', ['maintain']);
  platform.faults.next('listSecrets', { kind: 'status', status: 403 });
  const denied = await open('genomics/rnaseq').list(never);
  partly(outcome(denied), {
    kind: 'seqera-denied',
    action: 'list secrets',
    workspace: 'genomics/rnaseq',
  });
});

// Workspaces

seqera(
  'who belongs to no workspace has secrets of their own',
  async ({ platform, open, session }) => {
    platform.state.addUser('linus', 'token-of-linus-11aa');
    const token = 'token-of-linus-11aa';
    assert.equal(outcome(await open(null, token).add(name, value, never)), 'done');
    assert.deepEqual(got(await (await session(null, token)).workspaces(never)), []);
    assert.equal(
      (outcome(await open('genomics/rnaseq', token).list(never)) as Failure).kind,
      'seqera-workspace-unknown',
    );
  },
);

seqera(
  'of 300 workspaces each is found, by name and by number',
  async ({ platform, open, session }) => {
    for (let count = 0; count < 300; count += 1) {
      platform.state.addWorkspace('large', `w${count}`, { ada: ['maintain'] });
    }
    const last = platform.state.workspaces.at(-1) ?? assert.fail();
    assert.equal(got(await (await session(null)).workspaces(never)).length, 303);
    for (const wanted of ['large/w299', String(last.id)]) {
      const store = open(wanted);
      got(await store.list(never));
      assert.equal(store.place, 'large/w299');
    }
  },
);

seqera(
  'a workspace that is removed in the middle is gone, and not empty',
  async ({ platform, open, rnaseq }) => {
    const store = open('genomics/rnaseq');
    platform.state.addSecret(rnaseq, name, 'x');
    assert.equal(got(await store.list(never)).length, 1);
    platform.state.workspaces.splice(platform.state.workspaces.indexOf(rnaseq), 1);
    assert.equal((outcome(await store.list(never)) as Failure).kind, 'seqera-workspace-unknown');
    for (const result of [
      await store.add(secretName('OTHER'), value, never),
      await store.update(name, value, never),
      await store.remove(name, never),
    ]) {
      assert.equal((outcome(result) as Failure).kind, 'seqera-workspace-unknown');
    }
  },
);

seqera(
  'a workspace that is removed between two requests is told as that',
  async ({ platform, open }) => {
    platform.faults.next('listSecrets', { kind: 'status', status: 404 });
    assert.match(
      message(await open('genomics/rnaseq').list(never)),
      /The workspace genomics\/rnaseq does not exist on .*, or you cannot see it/,
    );
  },
);

seqera(
  'a workspace that is renamed is found by its number, and no more by its name',
  async ({ open, rnaseq }) => {
    const [byName, byNumber] = [open('genomics/rnaseq'), open(String(rnaseq.id))];
    got(await byNumber.list(never));
    rnaseq.name = 'rnaseq-2';
    assert.equal(outcome(await byNumber.list(never)), 'done');
    assert.equal(byNumber.place, 'genomics/rnaseq-2');
    assert.equal((outcome(await byName.list(never)) as Failure).kind, 'seqera-workspace-unknown');
  },
);

seqera(
  'a workspace whose name is a number does not stand for another',
  async ({ platform, open, rnaseq }) => {
    const other = platform.state.addWorkspace('genomics', String(rnaseq.id), { ada: ['maintain'] });
    platform.state.addSecret(other, name, 'x');
    const store = open(`genomics/${rnaseq.id}`);
    assert.equal(got(await store.list(never)).length, 1);
    assert.equal(got(await open(String(rnaseq.id)).list(never)).length, 0);
  },
);

seqera('two organisations may each have a workspace of one name', async ({ platform, open }) => {
  const other = platform.state.addWorkspace('clinic', 'rnaseq', { ada: ['maintain'] });
  platform.state.addSecret(other, name, 'x');
  assert.equal(got(await open('clinic/rnaseq').list(never)).length, 1);
  assert.equal(got(await open('genomics/rnaseq').list(never)).length, 0);
});

seqera('names of other scripts are the very ones', async ({ platform, open }) => {
  const made = platform.state.addWorkspace('Génomique', '研究 α', { ada: ['maintain'] });
  platform.state.addSecret(made, name, 'x');
  const store = open('Génomique/研究 α');
  assert.equal(got(await store.list(never)).length, 1);
  assert.equal(store.place, 'Génomique/研究 α');
});

seqera(
  'a shared workspace is one of its members’, for others it is none',
  async ({ open, references }) => {
    references.roles.delete('ada');
    assert.equal(
      (outcome(await open('genomics/references').list(never)) as Failure).kind,
      'seqera-workspace-unknown',
    );
  },
);

seqera(
  'a shared pipeline is launched with secrets of the workspace that launches',
  async context => {
    const { platform, session, rnaseq, references } = context;
    platform.state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
    platform.state.addSecret(references, 'THEIRS', 'x');
    const opened = await session('genomics/rnaseq');
    const launch = { ...emptyLaunch, computeEnvironment: 'cebatch', workspaceSecrets: ['THEIRS'] };
    assert.match(
      message(await opened.launch(launch, String(references.id), never)),
      /Unknown pipeline secrets: THEIRS/,
    );
    platform.state.addSecret(rnaseq, 'THEIRS', 'x');
    assert.equal(outcome(await opened.launch(launch, String(references.id), never)), 'done');
    assert.match(platform.requests.at(-1)?.url ?? '', /sourceWorkspaceId=\d+/);
  },
);

seqera('a workspace that is listed twice is one, with the roles of both', async context => {
  const row = (role: string): string =>
    `{"orgId":1,"orgName":"genomics","workspaceId":7,"workspaceName":"rnaseq","roles":["${role}"]}`;
  const body = `{"orgsAndWorkspaces":[${row('view')},${row('maintain')}]}`;
  context.platform.faults.next('userWorkspaces', { kind: 'body', body });
  const found = got(await (await context.session(null)).workspaces(never));
  assert.deepEqual(
    found.map(({ id, roles }) => [id, roles]),
    [['7', ['view', 'maintain']]],
  );
});

seqera(
  'who owns an organisation may change each of its workspaces, whatever a row says',
  async context => {
    const row = (id: number | null, organization: string, role: string): unknown => ({
      orgName: organization,
      workspaceId: id,
      workspaceName: id === null ? null : 'rnaseq',
      roles: [role],
    });
    const orgsAndWorkspaces = [
      row(null, 'genomics', 'owner'),
      row(null, 'clinic', 'member'),
      row(7, 'genomics', 'view'),
      row(8, 'clinic', 'view'),
    ];
    const body = JSON.stringify({ orgsAndWorkspaces });
    context.platform.faults.next('userWorkspaces', { kind: 'body', body });
    const found = got(await (await context.session(null)).workspaces(never));
    assert.deepEqual(
      found.map(({ organization, roles }) => [organization, roles]),
      [
        ['genomics', ['view', 'owner']],
        ['clinic', ['view']],
      ],
    );
  },
);

seqera('an owner of one organisation owns nothing of another', async ({ platform, open }) => {
  platform.state.organizations.find(one => one.name === 'clinic')?.owners.push('ada');
  const store = open('genomics/references');
  got(await store.list(never));
  assert.equal(store.readOnly, true);
});
