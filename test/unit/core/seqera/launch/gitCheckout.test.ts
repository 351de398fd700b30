import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  gitCheckout,
  pushedRevision,
  webUrl,
} from '../../../../../src/core/seqera/launch/gitCheckout.ts';

for (const [remote, url] of [
  ['git@github.com:genomics/rnaseq.git', 'https://github.com/genomics/rnaseq'],
  ['github.com:genomics/rnaseq', 'https://github.com/genomics/rnaseq'],
  ['ssh://git@git.example.org:2222/genomics/rnaseq.git', 'https://git.example.org/genomics/rnaseq'],
  ['https://ada:ghp_canary@github.com/genomics/rnaseq.git', 'https://github.com/genomics/rnaseq'],
  ['https://x-access-token@git.example.org:8443/a/b/c.git/', 'https://git.example.org:8443/a/b/c'],
  ['https://github.com/genomics/rnaseq?token=canary', 'https://github.com/genomics/rnaseq'],
  ['git://example.org/x.git', 'https://example.org/x'],
  ['/srv/git/rnaseq.git', null],
  ['../rnaseq', null],
  ['file:///srv/git/rnaseq.git', null],
  ['C:\\git\\rnaseq', null],
  ['', null],
] as const) {
  test(`the remote ${remote} is found at ${url ?? 'nowhere'}, without what signs in`, () => {
    assert.equal(webUrl(remote), url);
  });
}

const commit = 'a'.repeat(40);
const remotes = [
  'remote.fork.url git@github.com:ada/rnaseq.git',
  'remote.origin.url git@github.com:genomics/rnaseq.git',
].join('\n');

test('a branch that follows one of the remote is launched as that', () => {
  const status = [
    `# branch.oid ${commit}`,
    '# branch.head work',
    '# branch.upstream fork/feature/x',
    '# branch.ab +2 -1',
    '1 .M N... 100644 100644 100644 a b main.nf',
    '? new.nf',
  ].join('\n');
  const found = gitCheckout({ status, remotes, containing: '', prefix: 'pipelines/x/\n' });
  assert.deepEqual(found, {
    repository: 'https://github.com/ada/rnaseq',
    branch: 'work',
    commit,
    changed: 2,
    ahead: 2,
    upstream: 'feature/x',
    pushed: false,
    prefix: 'pipelines/x/',
  });
  assert.equal(pushedRevision(found), 'feature/x');
});

test('a commit without a branch is launched where the remote has it, else not at all', () => {
  const status = `# branch.oid ${commit}\n# branch.head (detached)\n`;
  const found = gitCheckout({ status, remotes, containing: '  origin/main\n', prefix: '' });
  assert.deepEqual([found.branch, found.pushed, pushedRevision(found)], [null, true, commit]);
  const alone = gitCheckout({ status, remotes, containing: '', prefix: '' });
  assert.equal(pushedRevision(alone), null);
});
