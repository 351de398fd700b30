import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { localGit } from '../../../../src/adapters/system/localGit.ts';
import type { GitCheckout } from '../../../../src/core/seqera/launch/gitCheckout.ts';

/** What the real git says of clones as people have them. */

const never = new AbortController().signal;
const origin = 'https://github.com/genomics/rnaseq.git';
const web = 'https://github.com/genomics/rnaseq';

/** A clone with one commit that its remote has, and what to do with it. */
interface Clone {
  readonly folder: string;
  readonly git: (...words: readonly string[]) => string;
  readonly commit: (file: string) => string;
  readonly read: (below?: string) => Promise<GitCheckout | null>;
}

function clone(t: TestContext, remotes: Readonly<Record<string, string>> = { origin }): Clone {
  const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-git-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const folder = join(home, 'clone');
  mkdirSync(folder);
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const commit = (file: string): string => {
    writeFileSync(join(folder, file), file);
    git('add', file);
    git('commit', '-m', file);
    return git('rev-parse', 'HEAD');
  };
  git('init', '-b', 'main');
  commit('main.nf');
  for (const [name, url] of Object.entries(remotes)) {
    git('remote', 'add', name, url);
    git('update-ref', `refs/remotes/${name}/main`, 'HEAD');
  }
  git('branch', `--set-upstream-to=${Object.keys(remotes)[0] ?? ''}/main`);
  return { folder, git, commit, read: (below = '') => localGit(join(folder, below), never) };
}

/** The repository and revision that the Platform is asked for, and what is told of it. */
async function launched({ read }: Clone, below?: string) {
  const found = (await read(below)) ?? assert.fail('no checkout');
  const { repository, revision, ahead, changed, pushed, upstream } = found;
  return {
    repository,
    revision,
    warnings: [
      ...(changed > 0 ? ['changed'] : []),
      ...((ahead ?? 0) > 0 ? ['unpushed commits'] : []),
      ...(upstream === null && !pushed ? ['unpushed branch'] : []),
    ],
  };
}

test('a branch that is pushed is launched as that', async t => {
  assert.deepEqual(await launched(clone(t)), { repository: web, revision: 'main', warnings: [] });
});

test('a detached commit is launched as that, where the remote has it', async t => {
  const made = clone(t);
  const commit = made.git('rev-parse', 'HEAD');
  made.git('checkout', '--detach');
  assert.deepEqual(await launched(made), { repository: web, revision: commit, warnings: [] });
  made.commit('new.nf');
  const warnings = ['unpushed branch'];
  assert.deepEqual(await launched(made), { repository: web, revision: null, warnings });
});

test('a branch that the remote has no more is none that could be launched', async t => {
  const made = clone(t);
  const merged = made.git('rev-parse', 'HEAD');
  made.git('checkout', '-b', 'feature');
  made.git('update-ref', 'refs/remotes/origin/feature', 'HEAD');
  made.git('branch', '--set-upstream-to=origin/feature');
  made.git('update-ref', '-d', 'refs/remotes/origin/feature');
  assert.deepEqual(await launched(made), { repository: web, revision: merged, warnings: [] });
  made.commit('new.nf');
  const warnings = ['unpushed branch'];
  assert.deepEqual(await launched(made), { repository: web, revision: null, warnings });
});

test('a branch that follows one of this machine is not on the remote by that', async t => {
  const made = clone(t);
  made.git('checkout', '-b', 'feature');
  made.git('branch', '--set-upstream-to=main');
  const commit = made.commit('new.nf');
  const warnings = ['unpushed branch'];
  assert.deepEqual(await launched(made), { repository: web, revision: null, warnings });
  made.git('update-ref', 'refs/remotes/origin/feature', 'HEAD');
  assert.deepEqual(await launched(made), { repository: web, revision: commit, warnings: [] });
});

test('a tag of the branch’s name leaves the commit, which is one', async t => {
  const made = clone(t);
  const tagged = made.git('rev-parse', 'HEAD');
  made.git('tag', 'main');
  const commit = made.commit('new.nf');
  made.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  assert.notEqual(tagged, commit);
  assert.deepEqual(await launched(made), { repository: web, revision: commit, warnings: [] });
  made.commit('unpushed.nf');
  const warnings = ['unpushed commits'];
  assert.deepEqual(await launched(made), { repository: web, revision: commit, warnings });
  made.git('tag', '-d', 'main');
  made.git('tag', 'main/1.0');
  assert.equal((await launched(made)).revision, 'main');
});

test('a remote may have a slash in its name', async t => {
  const made = clone(t, { origin, 'team/fork': 'git@github.com:ada/rnaseq.git' });
  made.git('branch', '--set-upstream-to=team/fork/main');
  const repository = 'https://github.com/ada/rnaseq';
  assert.deepEqual(await launched(made), { repository, revision: 'main', warnings: [] });
});

test('a commit is taken from the remote that has it', async t => {
  const made = clone(t, { origin, fork: 'git@github.com:ada/rnaseq.git' });
  made.git('checkout', '-b', 'work', '--no-track');
  const commit = made.commit('new.nf');
  made.git('update-ref', 'refs/remotes/fork/work', 'HEAD');
  const repository = 'https://github.com/ada/rnaseq';
  assert.deepEqual(await launched(made), { repository, revision: commit, warnings: [] });
  made.git('update-ref', 'refs/remotes/origin/work', 'HEAD');
  assert.equal((await launched(made)).repository, web);
});

for (const [remote, rewritten] of [
  ['hub:genomics/rnaseq', ['url.git@github.com:.insteadOf', 'hub:']],
  [origin, ['url.https://ada:ghp_canary@github.com/.insteadOf', 'https://github.com/']],
  ['https://ada:ghp_canary@github.com/genomics/rnaseq.git', ['x.y', 'z']],
  ['ssh://git@ssh.github.com:443/genomics/rnaseq.git', ['x.y', 'z']],
] as const) {
  test(`the remote ${remote} with ${rewritten[0]} is found, without what signs in`, async t => {
    const made = clone(t, { origin: remote });
    made.git('config', ...rewritten);
    const found = await made.read();
    assert.equal(found?.repository, web);
    assert.ok(!JSON.stringify(found).includes('canary'));
  });
}

test('a host that the configuration of ssh names is the one behind it', async t => {
  const made = clone(t, { origin: 'git@github.com-work:genomics/rnaseq.git' });
  const bin = join(made.folder, '../bin');
  mkdirSync(bin);
  const path = process.env['PATH'] ?? '';
  t.after(() => (process.env['PATH'] = path));
  process.env['PATH'] = `${bin}:${path}`;
  for (const [said, host] of [
    ['hostname github.com', 'github.com'],
    ['hostname ssh.github.com\nport 443', 'github.com'],
    ['hostname 10.0.0.7', 'github.com-work'],
    ['', 'github.com-work'],
  ] as const) {
    const script = `#!/bin/sh\n[ "$*" = "-G -- github.com-work" ] && printf '%s\\n' "user git" "${said}"`;
    writeFileSync(join(bin, 'ssh'), script, { mode: 0o755 });
    assert.equal((await made.read())?.repository, `https://${host}/genomics/rnaseq`);
  }
});

test('a shallow clone, a submodule and a second worktree are what they are', async t => {
  const made = clone(t);
  made.commit('second.nf');
  made.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  made.git('clone', '--depth', '1', `file://${made.folder}`, '../shallow');
  const shallow = { ...made, read: () => localGit(join(made.folder, '../shallow'), never) };
  assert.deepEqual(await launched(shallow), { repository: null, revision: 'main', warnings: [] });

  const allowed = ['-c', 'protocol.file.allow=always'];
  made.git(...allowed, 'submodule', 'add', `file://${made.folder}/../shallow`, 'parts/align');
  made.git('-C', 'parts/align', 'remote', 'set-url', 'origin', 'git@github.com:genomics/align');
  assert.deepEqual(await launched(made, 'parts/align'), {
    repository: 'https://github.com/genomics/align',
    revision: 'main',
    warnings: [],
  });
  assert.equal((await made.read('parts'))?.prefix, 'parts/');
  assert.deepEqual((await launched(made)).warnings, ['changed']);

  made.git('worktree', 'add', '--detach', '../tree', 'HEAD');
  const tree = { ...made, read: () => localGit(join(made.folder, '../tree'), never) };
  const revision = made.git('rev-parse', 'HEAD');
  assert.deepEqual(await launched(tree), { repository: web, revision, warnings: [] });
});

test('a folder without a repository, and a machine without git, have no checkout', async t => {
  const made = clone(t);
  assert.equal(await localGit(join(made.folder, '..'), never), null);
  assert.equal(await localGit(join(made.folder, 'gone'), never), null);
  const path = process.env['PATH'];
  t.after(() => (process.env['PATH'] = path));
  process.env['PATH'] = join(made.folder, 'nothing');
  assert.equal(await made.read(), null);
});
