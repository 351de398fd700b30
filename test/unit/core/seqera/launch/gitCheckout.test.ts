import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  gitCheckout,
  type GitOutput,
  webUrl,
  withoutSignIn,
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

for (const [text, shown] of [
  ['https://ada:canary@github.com/genomics/rnaseq.git', 'https://github.com/genomics/rnaseq'],
  ['https://canary@git.example.org:8443/a/b?x=canary', 'https://git.example.org:8443/a/b'],
  ['codecommit://canary@rnaseq', 'codecommit://rnaseq'],
  ['https://git.example.org/a/b.git', 'https://git.example.org/a/b.git'],
  ['ssh://git@git.example.org/a/b.git', 'ssh://git@git.example.org/a/b.git'],
  ['nf-core/rnaseq', 'nf-core/rnaseq'],
  ['', ''],
] as const) {
  test(`the address ${text} is shown and sent as ${shown}`, () => {
    assert.equal(withoutSignIn(text), shown);
  });
}
