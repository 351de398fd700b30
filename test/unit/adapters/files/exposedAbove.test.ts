import assert from 'node:assert/strict';
import { chmod, lchown, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { exposedAbove } from '../../../../src/adapters/files/exposedAbove.ts';

async function home(t: TestContext): Promise<string> {
  const made = await realpath(await mkdtemp(join(tmpdir(), 'nextflow-secrets-above-')));
  t.after(() => rm(made, { recursive: true }));
  await mkdir(join(made, 'a/b'), { recursive: true });
  return made;
}

/** Somebody who is neither us nor root, if we may say so of a file. */
const stranger = 65_533;
const isRoot = process.getuid?.() === 0;

test('folders that we and root alone may change expose nothing, whether they are there or not', async t => {
  const made = await home(t);
  assert.equal(await exposedAbove(join(made, 'a/b/runs')), null);
  assert.equal(await exposedAbove(join(made, 'not/yet/there')), null);
});

for (const mode of [0o777, 0o757, 0o703]) {
  test(`a folder of mode ${mode.toString(8)} above exposes what is below, and one with a sticky bit does not`, async t => {
    const made = await home(t);
    const above = join(made, 'a');
    await chmod(above, mode);
    assert.deepEqual(await exposedAbove(join(above, 'b/runs')), { above, because: 'open' });
    await chmod(above, mode | 0o1000);
    assert.equal(await exposedAbove(join(above, 'b/runs')), null);
  });
}

test('behind a link all that leads to its end is looked at', async t => {
  const made = await home(t);
  await symlink(join(made, 'a'), join(made, 'link'));
  assert.equal(await exposedAbove(join(made, 'link/b/runs')), null);
  await chmod(join(made, 'a'), 0o777);
  const exposed = await exposedAbove(join(made, 'link/b/runs'));
  assert.deepEqual(exposed, { above: join(made, 'a'), because: 'open' });
});

test('links in a circle end', async t => {
  const made = await home(t);
  await symlink(join(made, 'two'), join(made, 'one'));
  await symlink(join(made, 'one'), join(made, 'two'));
  assert.equal((await exposedAbove(join(made, 'one/runs')))?.because, 'open');
});

if (isRoot) {
  test('what a stranger owns above exposes what is below, a link too', async t => {
    const made = await home(t);
    await symlink(join(made, 'a'), join(made, 'link'));
    await lchown(join(made, 'link'), stranger, stranger);
    const link = await exposedAbove(join(made, 'link/b/runs'));
    assert.deepEqual(link, { above: join(made, 'link'), because: 'foreign' });
    await lchown(join(made, 'a'), stranger, stranger);
    const folder = await exposedAbove(join(made, 'a/b/runs'));
    assert.deepEqual(folder, { above: join(made, 'a'), because: 'foreign' });
  });

  test('a group that is not our own as a user may write as little as anybody else', async t => {
    const made = await home(t);
    const above = join(made, 'a');
    await chmod(above, 0o770);
    assert.equal(await exposedAbove(join(above, 'b')), null);
    await lchown(above, process.getuid?.() ?? 0, stranger);
    await chmod(above, 0o770);
    assert.deepEqual(await exposedAbove(join(above, 'b')), { above, because: 'open' });
  });
}
