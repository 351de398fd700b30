import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Failure } from '../../../../src/core/failure.ts';
import type { Result } from '../../../../src/core/result.ts';
import { findWorkspace, workspaceName } from '../../../../src/core/seqera/seqeraWorkspace.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import type { PlatformFault } from '../../../support/seqera/platformFaults.ts';
import { name, never, outcome, seqera, value } from '../../../support/seqera/seqeraTest.ts';

const largestId = '9223372036854775807';

function body(text: string): PlatformFault {
  return { kind: 'body', body: text };
}
function got<T>(result: Result<T, Failure>): T {
  return result.ok ? result.value : assert.fail(failureMessage(result.error));
}

seqera(
  'what a refusal quotes of token and value is told without it',
  async ({ platform, open, ada }) => {
    const token = ada.token;
    const secret = value.reveal();
    for (const message of [
      `Bearer ${token} is not valid`,
      `bad: ${Buffer.from(secret).toString('base64')}`,
      `bad: ${encodeURIComponent(secret)} ${JSON.stringify(secret)}`,
      `long ${'x'.repeat(292)}${secret}`,
    ]) {
      platform.faults.next('createSecret', { kind: 'status', status: 422, message });
      const failure = outcome(await open('genomics/rnaseq').add(name, value, never)) as Failure;
      const said = failureMessage(failure);
      for (const hidden of [
        token,
        secret,
        Buffer.from(secret).toString('base64'),
        secret.slice(0, 8),
      ]) {
        assert.ok(!said.includes(hidden), said);
      }
    }
  },
);
function answered(answer: (response: ServerResponse) => void): PlatformFault {
  return { kind: 'answer', answer };
}

seqera('what a refusal lists beside its message is told', async ({ platform, rnaseq, session }) => {
  platform.state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
  platform.faults.next(
    'launchWorkflow',
    answered(it => {
      it.writeHead(400, { 'content-type': 'application/json' });
      it.end(
        JSON.stringify({
          message: 'Invalid launch.',
          errors: [{ code: 'x', message: 'Work directory is not absolute' }, null],
        }),
      );
    }),
  );
  const opened = await session('genomics/rnaseq');
  const refused = outcome(
    await opened.launch({ ...launch, computeEnvironment: 'cebatch' }, null, never),
  ) as Failure;
  assert.match(failureMessage(refused), /Invalid launch.*Work directory is not absolute/);
});
const launch = { ...emptyLaunch, computeEnvironment: 'cebatch', pipeline: 'x' };

seqera(
  'identifiers of 64 bits survive in each answer and each request',
  async ({ platform, open, session }) => {
    platform.faults.next('userInfo', body(`{"user":{"id":${largestId},"userName":"ada"}}`), 9);
    platform.faults.next(
      'userWorkspaces',
      body(
        `{"orgsAndWorkspaces":[{"orgId":${largestId},"orgName":"genomics","workspaceId":9223372036854775806,"workspaceName":"rnaseq","roles":["owner"]}]}`,
      ),
      9,
    );
    platform.faults.next(
      'listSecrets',
      body(`{"pipelineSecrets":[{"id":9223372036854775805,"name":"${name}"}],"totalSize":-1}`),
      9,
    );
    for (const operation of ['updateSecret', 'deleteSecret']) {
      platform.faults.next(operation, { kind: 'status', status: 204 });
    }
    const store = open('genomics/rnaseq');
    assert.equal(outcome(await store.update(name, value, never)), 'done');
    assert.equal(outcome(await store.remove(name, never)), 'done');
    platform.faults.next(
      'listPipelines',
      body(
        `{"pipelines":[{"pipelineId":9223372036854775804,"name":"p","workspaceId":9223372036854775803}],"totalSize":-5}`,
      ),
    );
    platform.faults.next('describePipelineLaunch', body('{"launch":{}}'));
    const opened = await session('genomics/rnaseq');
    const [pipeline] = got(await opened.pipelines(null, never)).pipelines;
    assert.ok(pipeline);
    assert.equal(outcome(await opened.launchOfPipeline(pipeline, never)), 'done');
    const urls = platform.requests.map(({ url }) => url).join('\n');
    for (const [part, id] of [
      ['user/', largestId],
      ['workspaceId=', '9223372036854775806'],
      ['pipeline-secrets/', '9223372036854775805'],
      ['pipelines/', '9223372036854775804'],
      ['sourceWorkspaceId=', '9223372036854775803'],
    ]) {
      assert.ok(urls.includes(`${part}${id}`), `${part}${id} in ${urls}`);
    }
  },
);
seqera(
  'a row that is not as described takes no other with it',
  async ({ platform, open, session }) => {
    const store = open('genomics/rnaseq');
    const odd = 'null,7,{"name":null,"id":1},{"name":["x"],"id":2}';
    platform.faults.next(
      'listSecrets',
      body(
        `{"pipelineSecrets":[${odd},{"id":3,"name":"GOOD","dateCreated":1700000000000,"lastUsed":"soon"},{"id":null,"name":"NO_ID"}]}`,
      ),
    );
    const records = got(await store.list(never));
    assert.deepEqual(
      records.map(record => [record.name, record.createdAt, record.usedAt]),
      [
        ['GOOD', null, null],
        ['NO_ID', null, null],
      ],
    );
    const opened = await session('genomics/rnaseq');
    platform.faults.next(
      'listWorkflows',
      body(
        '{"workflows":[null,{"workflow":{"id":"../../user"}},{"workflow":{"id":"ok1","runName":null,"userName":null,"status":null,"submit":12},"progress":{"workflowProgress":{"running":null,"failed":"x","succeeded":-1}}},{"workflow":{"id":"ok2"},"progress":7}]}',
      ),
    );
    assert.deepEqual(
      got(await opened.runs(never)).map(({ id, status, tasks }) => [
        id,
        status,
        tasks?.failed,
        tasks?.succeeded,
      ]),
      [
        ['ok1', 'UNKNOWN', 0, 0],
        ['ok2', 'UNKNOWN', undefined, undefined],
      ],
    );
    platform.faults.next(
      'listComputeEnvs',
      body(
        '{"computeEnvs":[{"id":"a","name":null,"platform":null,"status":"MOULDERING","primary":"yes"},{"id":"b","name":"b","platform":"quantum-cloud"}]}',
      ),
    );
    assert.deepEqual(
      got(await opened.computeEnvironments(never)).map(
        ({ id, name: its, platform: kind, status }) => [id, its, kind, status],
      ),
      [
        ['a', 'a', '', 'MOULDERING'],
        ['b', 'b', 'quantum-cloud', 'AVAILABLE'],
      ],
    );
    platform.faults.next('describeComputeEnv', body('{"computeEnv":{"config":{"headJobRole":7}}}'));
    assert.equal(got(await opened.computeEnvironment('a', never)).headJobRole, null);
    platform.faults.next(
      'listPipelines',
      body(
        '{"pipelines":[{"pipelineId":null,"name":"x"},{"pipelineId":7,"name":null,"repository":null,"workspaceId":null}],"totalSize":1e99}',
      ),
    );
    assert.deepEqual(
      got(await opened.pipelines(null, never)).pipelines.map(({ id }) => id),
      ['7'],
    );
    platform.faults.next(
      'workflowLog',
      body('{"log":{"entries":["a",null,7,"b"],"forwardToken":null,"truncated":null}}'),
    );
    assert.deepEqual(got(await opened.log('ok1', null, never)).lines, ['a', 'b']);
  },
);
seqera('users and workspaces of few words are there', async ({ platform, session }) => {
  const listed = [
    { orgName: 'genomics', workspaceId: null, roles: null },
    {
      orgName: 'genomics',
      workspaceId: 1,
      workspaceName: 'roleless',
      roles: null,
      visibility: 'GALACTIC',
    },
    {
      orgName: 'genomics',
      workspaceId: 2,
      workspaceName: 'custom',
      roles: ['data-steward', null, 7],
    },
    { orgName: null, workspaceId: 3, workspaceName: 'mine' },
    {
      orgName: 'empty',
      workspaceId: null,
      workspaceName: null,
      visibility: null,
      roles: ['member'],
    },
    { orgName: 'g\x1B[31m\u202Ex', workspaceId: 4, workspaceName: 'a\nb' },
    null,
  ];
  platform.faults.next('userInfo', body('{"user":{"id":5,"userName":null}}'), 9);
  platform.faults.next('userWorkspaces', body(JSON.stringify({ orgsAndWorkspaces: listed })), 9);
  const opened = await session('genomics/roleless');
  assert.equal(opened.user.name, '5');
  const found = got(await opened.workspaces(never));
  assert.deepEqual(
    found.map(one => [workspaceName(one), one.roles, one.shared]),
    [
      ['genomics/roleless', [], false],
      ['genomics/custom', ['data-steward'], false],
      ['mine', [], false],
      ['g\\x1b[31m\\u202ex/a\\x0ab', [], false],
    ],
  );
  for (const one of found) {
    assert.equal(findWorkspace(found, workspaceName(one))?.id, one.id);
  }
});
seqera('what others wrote is shown and not obeyed', async ({ platform, session }) => {
  const nasty = 'x\x1B]52;c;aGk=\x07\x9B31m\u202E\r\ny';
  const opened = await session('genomics/rnaseq');
  platform.faults.next(
    'describeWorkflow',
    body(
      JSON.stringify({
        workflow: {
          id: 'abc',
          runName: nasty,
          userName: nasty,
          projectName: nasty,
          revision: nasty,
          errorMessage: nasty,
          status: 'FAILED',
        },
        messages: [nasty],
      }),
    ),
  );
  const run = got(await opened.run('abc', never));
  for (const text of [run.name, run.user, run.pipeline, run.revision, run.error, ...run.messages]) {
    assert.ok(!new RegExp('(?!\\n)\\p{Cc}|\\u202e', 'u').test(text ?? ''), JSON.stringify(text));
    assert.ok(text?.includes('y'));
  }
  platform.faults.next('listComputeEnvs', { kind: 'status', status: 418, message: nasty });
  const failure = outcome(await opened.computeEnvironments(never)) as Failure;
  assert.ok(!new RegExp('\\p{Cc}|\\u202e', 'u').test(failureMessage(failure)));
});
seqera('what is resumed is sent as it was saved', async ({ platform, session }) => {
  const opened = await session('genomics/rnaseq');
  const paramsText = 'a: "\x1B[1m"\r\n	b: \0';
  platform.faults.next(
    'describeWorkflowLaunch',
    body(JSON.stringify({ launch: { paramsText, configText: paramsText, workDir: 's3://\xE4' } })),
  );
  const saved = got(await opened.launchOfRun('abc', never));
  assert.deepEqual(
    [saved.paramsText, saved.configText, saved.workDir],
    [paramsText, paramsText, 's3://\xE4'],
  );
});
seqera(
  'a run that is gone is told as that, and not as its workspace',
  async ({ platform, session }) => {
    const opened = await session('genomics/rnaseq');
    platform.faults.next('describeWorkflow', { kind: 'status', status: 404 });
    const failure = outcome(await opened.run('abc', never)) as Failure;
    assert.match(failureMessage(failure), /abc/);
    assert.doesNotMatch(failureMessage(failure), /workspace genomics\/rnaseq does not exist/);
  },
);

seqera('an address that signs in to a repository is shown without that', async context => {
  const { platform, session } = context;
  const opened = await session('genomics/rnaseq');
  const repository = 'https://ada:canary@git.example.org/a/b';
  platform.faults.next(
    'listWorkflows',
    body(JSON.stringify({ workflows: [{ workflow: { id: 'abc', repository } }] })),
  );
  platform.faults.next(
    'listPipelines',
    body(JSON.stringify({ pipelines: [{ pipelineId: 7, repository }] })),
  );
  const [run] = got(await opened.runs(never));
  const [pipeline] = got(await opened.pipelines(null, never)).pipelines;
  const shown = 'https://git.example.org/a/b';
  assert.deepEqual([run?.pipeline, pipeline?.repository], [shown, shown]);
});
