import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gitCheckout, type GitOutput } from '../../../../../src/core/seqera/launch/gitCheckout.ts';

const commit = 'a'.repeat(40);
const nothing: GitOutput = {
  status: '',
  remotes: [
    'fork\tgit@github.com:ada/rnaseq.git (fetch)',
    'fork\tgit@github.com:ada/push.git (push)',
    'origin\tgit@github.com:genomics/rnaseq.git (fetch) [blob:none]',
  ].join('\n'),
  containing: '',
  prefix: '',
  tags: '',
  upstreamCommit: '',
  sshHosts: {},
};

test('a branch that follows one of the remote is launched as that', () => {
  const status = [
    `# branch.oid ${commit}`,
    '# branch.head work',
    '# branch.upstream fork/feature/x',
    '# branch.ab +2 -1',
    '1 .M N... 100644 100644 100644 a b main.nf',
    '? new.nf',
  ].join('\n');
  const found = gitCheckout({ ...nothing, status, prefix: 'pipelines/x/\n' });
  assert.deepEqual(found, {
    repository: 'https://github.com/ada/rnaseq',
    branch: 'work',
    commit,
    changed: 2,
    ahead: 2,
    upstream: 'feature/x',
    pushed: false,
    revision: 'feature/x',
    prefix: 'pipelines/x/',
  });
});

test('a commit without a branch is launched where the remote has it, else not at all', () => {
  const status = `# branch.oid ${commit}\n# branch.head (detached)\n`;
  const found = gitCheckout({ ...nothing, status, containing: 'origin/main\n' });
  assert.deepEqual([found.branch, found.pushed, found.revision], [null, true, commit]);
  const alone = gitCheckout({ ...nothing, status });
  assert.equal(alone.revision, null);
});
