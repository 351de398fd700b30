import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../../src/core/failure.ts';
import { failureReason } from '../../../../src/core/words/failureMessage.ts';
import { presentFailure } from '../../../../src/editor/ui/presentFailure.ts';

/** A Platform is told by its host. */
const endpoint = 'seqera.example.org';
const failures: { readonly [Kind in Failure['kind']]: Extract<Failure, { kind: Kind }> } = {
  'store-unavailable': { kind: 'store-unavailable', reason: 'the keyring is locked' },
  'secret-exists': { kind: 'secret-exists', name: 'KEY' },
  'secret-not-found': { kind: 'secret-not-found', name: 'KEY' },
  'cloud-signed-out': {
    kind: 'cloud-signed-out',
    cloud: 'aws',
    connection: 'profile research',
    because: 'expired',
  },
  'store-file-mode': { kind: 'store-file-mode', path: '/a/store.json', mode: '644' },
  'browser-storage-behind': { kind: 'browser-storage-behind', names: ['KEY', 'OTHER'] },
  'browser-storage-lost': { kind: 'browser-storage-lost', name: 'KEY' },
  'store-replaced': { kind: 'store-replaced', store: 'AWS eu-west-1' },
  'cloud-not-set-up': { kind: 'cloud-not-set-up', cloud: 'aws', missing: 'region' },
  'cloud-denied': {
    kind: 'cloud-denied',
    cloud: 'aws',
    permission: 'secretsmanager:CreateSecret',
    resource: 'tower-1k0K4WlGep8ZTM/KEY',
  },
  'cloud-throttled': { kind: 'cloud-throttled', cloud: 'google', action: 'CreateSecret' },
  'cloud-unreachable': { kind: 'cloud-unreachable', cloud: 'google', reason: 'ECONNREFUSED' },
  'cloud-cut-off': { kind: 'cloud-cut-off', cloud: 'aws', reason: 'ECONNRESET' },
  'cloud-untrusted': { kind: 'cloud-untrusted', cloud: 'aws', reason: 'CERT_HAS_EXPIRED' },
  'cloud-intercepted': { kind: 'cloud-intercepted', cloud: 'google', status: 403 },
  'cloud-clock-skew': { kind: 'cloud-clock-skew', cloud: 'aws' },
  'aws-region-malformed': { kind: 'aws-region-malformed', region: 'EU WEST' },
  'aws-key-unusable': { kind: 'aws-key-unusable', resource: 'nextflow/KEY' },
  'value-too-large': { kind: 'value-too-large', name: 'KEY', bytes: 70_000, cloud: 'aws' },
  'google-versions-left': {
    kind: 'google-versions-left',
    name: 'KEY',
    reason: 'Google Cloud does not allow secretmanager.versions.destroy on KEY',
  },
  'google-billing-disabled': { kind: 'google-billing-disabled', project: 'research' },
  'google-credentials-kind': {
    kind: 'google-credentials-kind',
    path: '/key.json',
    type: 'gdch_service_account',
  },
  'google-executable-forbidden': { kind: 'google-executable-forbidden', path: '/key.json' },
  'google-quota-project': { kind: 'google-quota-project', project: 'research' },
  'google-version-unreadable': {
    kind: 'google-version-unreadable',
    resource: 'projects/research/secrets/KEY',
    state: 'disabled',
  },
  'cloud-refused': {
    kind: 'cloud-refused',
    cloud: 'aws',
    action: 'CreateSecret',
    code: 'InvalidParameterException',
  },
  'google-project-differs': {
    kind: 'google-project-differs',
    path: '/home/ada/key.json',
    own: 'research',
    chosen: 'clinic',
  },
  'google-api-disabled': { kind: 'google-api-disabled', project: 'research' },
  'copy-awaits-deletion': { kind: 'copy-awaits-deletion', key: 'tower-1k0K4WlGep8ZTM/KEY' },
  'value-write-only': { kind: 'value-write-only', name: 'KEY', store: 'Seqera Platform' },
  'seqera-signed-out': { kind: 'seqera-signed-out', endpoint, because: 'refused' },
  'seqera-denied': {
    kind: 'seqera-denied',
    endpoint: '',
    action: 'add secrets',
    workspace: 'genomics/rnaseq',
    roles: ['launch'],
  },
  'seqera-workspace-unknown': {
    kind: 'seqera-workspace-unknown',
    endpoint,
    workspace: 'genomics/rnaseq',
  },
  'seqera-workspace-unset': { kind: 'seqera-workspace-unset' },
  'seqera-workspace-personal': { kind: 'seqera-workspace-personal' },
  'seqera-user-secrets-off': { kind: 'seqera-user-secrets-off', endpoint },
  'seqera-busy': { kind: 'seqera-busy', endpoint, seconds: 45 },
  'seqera-missing': { kind: 'seqera-missing', endpoint, subject: 'run', id: 'abc' },
  'seqera-unreachable': { kind: 'seqera-unreachable', endpoint, reason: 'ECONNREFUSED' },
  'seqera-refused': {
    kind: 'seqera-refused',
    endpoint,
    action: 'add secrets',
    status: 422,
    detail: 'no',
  },
  'seqera-answer-unreadable': {
    kind: 'seqera-answer-unreadable',
    endpoint: 'https://seqera.example.org/api',
    because: 'malformed',
  },
  'seqera-launch-unconfirmed': {
    kind: 'seqera-launch-unconfirmed',
    endpoint,
    workspace: 'genomics/rnaseq',
    because: { kind: 'none', reason: 'timeout' },
  },
  'seqera-endpoint-refused': {
    kind: 'seqera-endpoint-refused',
    endpoint: 'http://seqera.example.org',
    problem: 'not-encrypted',
  },
  'file-unreadable': { kind: 'file-unreadable', path: '/a', reason: 'EACCES' },
  'file-malformed': { kind: 'file-malformed', path: '/a', detail: 'line 3 is no JSON' },
  'file-not-written': { kind: 'file-not-written', path: '/a', reason: 'EROFS' },
  'file-not-removed': { kind: 'file-not-removed', path: '/a', reason: 'EBUSY' },
  'file-in-use': { kind: 'file-in-use', path: '/a' },
  'nextflow-not-found': { kind: 'nextflow-not-found', setting: '/opt/nextflow' },
  'nf-test-not-found': { kind: 'nf-test-not-found', setting: '/opt/nf-test' },
  'java-not-found': { kind: 'java-not-found', found: '1.8.0_402' },
  'workspace-untrusted': { kind: 'workspace-untrusted' },
  'script-not-found': { kind: 'script-not-found', path: '/a/main.nf' },
  'argument-refused': { kind: 'argument-refused', argument: '-bg', because: 'detaches' },
  'launch-in-progress': { kind: 'launch-in-progress', path: '/a/main.nf' },
  'state-folder-not-private': { kind: 'state-folder-not-private', path: '/a', mode: '755' },
  'state-folder-not-writable': { kind: 'state-folder-not-writable', path: '/a', reason: 'EROFS' },
  'state-folder-exposed': {
    kind: 'state-folder-exposed',
    path: '/a/b',
    above: '/a',
    because: 'open',
    instead: '/home/ada/.local/state/nextflow-secrets/runs',
  },
  'unsafe-path': { kind: 'unsafe-path', path: '/a b', character: ' ' },
  'folder-not-shared': { kind: 'folder-not-shared', path: '/tmp/runs', fileSystem: 'tmpfs' },
  'supervisor-not-started': { kind: 'supervisor-not-started', detail: 'it ended with 1' },
  'run-file-gone': { kind: 'run-file-gone', what: 'log', path: '/a/.nextflow.log' },
  'run-not-found': { kind: 'run-not-found', run: 'r' },
  'run-unreachable': { kind: 'run-unreachable', run: 'r' },
  'run-not-forgotten': { kind: 'run-not-forgotten', run: 'r', path: '/r', reason: 'EACCES' },
  'run-not-finished': { kind: 'run-not-finished', run: 'r', path: '/r', reason: 'ENOSPC' },
  'tasks-not-stopped': { kind: 'tasks-not-stopped', reasons: ['scancel 17: ENOENT'] },
  'copies-not-removed': { kind: 'copies-not-removed', run: 'r', reasons: ['EBUSY'] },
  'journal-damaged': {
    kind: 'journal-damaged',
    run: '1k0K4WlGep8ZTM',
    path: '/a/journal.jsonl',
    reason: 'damaged',
  },
};

for (const failure of Object.values(failures)) {
  test(`${failure.kind} is told in sentences, with all its facts`, () => {
    const { message, actions } = presentFailure(failure);
    assert.match(message, /^[A-Z/-].*\.$/);
    assert.doesNotMatch(message, /undefined|null|\[object|!|[Aa]n error/);
    // Also in journals and run rows, where it is the reason of something else.
    const reason = failureReason(failure);
    assert.ok(!message.includes(failure.kind) && !reason.includes(failure.kind));
    assert.match(reason, /^(?!aWS).* .*[^.]$/);
    assert.ok(actions.every(({ title }) => /^[A-Z]/.test(title)));
    for (const [name, value] of Object.entries(failure) as [
      string,
      string | number | readonly string[],
    ][]) {
      for (const fact of ['kind', 'run', 'because', 'cloud', 'what', 'problem'].includes(name)
        ? []
        : [value].flat()) {
        assert.ok(message.includes(String(fact)), `${message} tells ${fact}`);
      }
    }
  });
}

test('a program that the PATH does not have is told from one that the setting names', () => {
  assert.match(presentFailure({ kind: 'nextflow-not-found', setting: null }).message, /PATH/);
});
