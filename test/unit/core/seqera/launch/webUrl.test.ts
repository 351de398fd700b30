import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webUrl, withoutSignIn } from '../../../../../src/core/seqera/launch/webUrl.ts';

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
  // Git's other ways to write an address.
  ['git@github.com:/genomics/rnaseq.git', 'https://github.com/genomics/rnaseq'],
  [
    'git@gitlab.example.org:lab/team/sub/rnaseq.git',
    'https://gitlab.example.org/lab/team/sub/rnaseq',
  ],
  ['[git@git.example.org:2222]:genomics/rnaseq.git', 'https://git.example.org/genomics/rnaseq'],
  ['[git.example.org]:genomics/rnaseq', 'https://git.example.org/genomics/rnaseq'],
  ['git+ssh://git@git.example.org/genomics/rnaseq', 'https://git.example.org/genomics/rnaseq'],
  ['ssh+git://git@git.example.org:22/genomics/rnaseq', 'https://git.example.org/genomics/rnaseq'],
  ['git@[2001:db8::1]:genomics/rnaseq.git', null],
  // Hosts that have repositories elsewhere than their SSH addresses say.
  ['git@ssh.dev.azure.com:v3/genomics/rna/seq', 'https://dev.azure.com/genomics/rna/_git/seq'],
  [
    'ssh://git@ssh.dev.azure.com:22/v3/genomics/my%20rna/seq',
    'https://dev.azure.com/genomics/my%20rna/_git/seq',
  ],
  [
    'genomics@vs-ssh.visualstudio.com:v3/genomics/rna/seq',
    'https://dev.azure.com/genomics/rna/_git/seq',
  ],
  [
    'https://ada@dev.azure.com/genomics/rna/_git/seq',
    'https://dev.azure.com/genomics/rna/_git/seq',
  ],
  [
    'ssh://KEY@git-codecommit.eu-west-1.amazonaws.com/v1/repos/seq',
    'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/seq',
  ],
  [
    'codecommit::eu-west-1://profile@seq',
    'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/seq',
  ],
  [
    'codecommit::cn-north-1://seq',
    'https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/seq',
  ],
  // Only a helper of this machine knows where these are.
  ['codecommit://seq', null],
  ['gcrypt::git@github.com:genomics/rnaseq', null],
  ['hg::https://example.org/rnaseq', null],
  ['ext::ssh -i key git@example.org %S rnaseq', null],
  ['', null],
] as const) {
  test(`the remote ${remote} is found at ${url ?? 'nowhere'}, without what signs in`, () => {
    assert.equal(webUrl(remote), url);
  });
}

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
