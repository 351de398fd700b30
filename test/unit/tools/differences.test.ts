import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type Document, parseDocument } from 'yaml';
import { differences } from '../../../tools/seqera/differences.mjs';

type Change = (description: Document) => unknown;

/** How ours differs from a description of the Platform's that is ours, changed. */
function differencesFrom(t: TestContext, change: Change): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'differences-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const theirs = parseDocument(readFileSync('src/adapters/seqera/platform.openapi.yaml', 'utf8'));
  change(theirs);
  const file = join(folder, 'theirs.yaml');
  writeFileSync(file, theirs.toString());
  return differences(file);
}

const schemas = ['components', 'schemas'];
const secret = [...schemas, 'PipelineSecret', 'properties'];
const visibility = [...schemas, 'OrgAndWorkspaceDto', 'properties', 'visibility'];
const statuses = [...schemas, 'WorkflowStatus', 'enum'];
const answerOf = (path: string) => ['paths', path, 'get', 'responses', '200', 'content'];
const update = ['paths', '/pipeline-secrets/{secretId}', 'put'];

test('a description that says the same, or more, differs in nothing', t => {
  assert.deepEqual(
    differencesFrom(t, () => undefined),
    [],
  );
  const found = differencesFrom(t, more => {
    more.setIn(['paths', '/teams'], { get: { responses: {} } });
    more.setIn(['paths', '/user-info', 'delete'], { responses: {} });
    more.setIn([...schemas, 'Team'], { type: 'object' });
    more.setIn([...secret, 'owner'], { type: 'string' });
    more.addIn(statuses, 'PAUSED');
    // An enumeration may stand on its own.
    more.setIn([...schemas, 'Visibility'], more.getIn(visibility));
    more.setIn(visibility, { $ref: '#/components/schemas/Visibility' });
  });
  assert.deepEqual(found, []);
});

const changes: readonly (readonly [name: string, change: Change, said: string])[] = [
  ['a path that is gone', it => it.deleteIn(['paths', '/user-info']), 'GET /user-info: not there'],
  [
    'a method that is gone',
    it => it.deleteIn(update),
    'PUT /pipeline-secrets/{secretId}: not there',
  ],
  [
    'a parameter that is gone',
    it => it.deleteIn(['paths', '/pipeline-secrets/validate', 'get', 'parameters', 1]),
    'GET /pipeline-secrets/validate: parameter name (query) is not there',
  ],
  [
    'a parameter in another place',
    it => {
      it.setIn(['paths', '/compute-envs', 'get', 'parameters', 0, 'in'], 'header');
    },
    'GET /compute-envs: parameter status (query) is not there',
  ],
  [
    'a parameter of another type',
    it => {
      const path = ['paths', '/compute-envs/{computeEnvId}'];
      it.setIn([...path, 'parameters', 0, 'schema', 'type'], 'integer');
    },
    'GET /compute-envs/{computeEnvId}: parameter computeEnvId (path) is integer',
  ],
  [
    'another answer',
    it => {
      const schema = { $ref: '#/components/schemas/UserDto' };
      it.setIn([...answerOf('/user-info'), 'application/json', 'schema'], schema);
    },
    'GET /user-info 200: is UserDto',
  ],
  [
    'an answer of another status',
    it => {
      it.setIn([...update, 'responses'], { 200: { description: 'It has it' } });
    },
    'PUT /pipeline-secrets/{secretId}: never answers 204',
  ],
  [
    'a request without a body',
    it => it.deleteIn(['paths', '/pipeline-secrets', 'post', 'requestBody']),
    'POST /pipeline-secrets body: is empty',
  ],
  [
    'a field that is gone',
    it => it.deleteIn([...secret, 'lastUsed']),
    'PipelineSecret.lastUsed: is not there',
  ],
  [
    'a field of another type',
    it => {
      it.setIn([...secret, 'id', 'format'], 'int32');
    },
    'PipelineSecret.id: is integer int32',
  ],
  [
    'a schema that is gone',
    it => it.deleteIn([...schemas, 'PipelineSecret']),
    'PipelineSecret: not there',
  ],
  [
    'a value of an enumeration that is gone',
    it => it.deleteIn([...statuses, 0]),
    'WorkflowStatus: is never SUBMITTED',
  ],
  [
    'a value of a field that is gone',
    it => it.deleteIn([...visibility, 'enum', 0]),
    'OrgAndWorkspaceDto.visibility: is never PRIVATE',
  ],
];

for (const [name, change, said] of changes) {
  test(`${name} is a difference`, t => {
    assert.deepEqual(differencesFrom(t, change), [said]);
  });
}
