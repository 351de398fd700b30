import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';
import which from 'which';
import { fetchedValues } from '../support/fetchedValues.ts';
import { fetchingRun, launched, namedValues } from '../support/fetchingRun.ts';
import { Skip, test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/**
 * What tasks run before their scripts, in real Nextflow, with what small images have: the tools of
 * Debian or of busybox, one program that can fetch, and a script for each shell.
 */

const shells = { bash: '/bin/bash', dash: '/usr/bin/dash', busybox: "/usr/bin/busybox', 'sh" };

interface Image {
  /** The folder that is all of a task's PATH. */
  readonly path: string;
  readonly shell: string;
}

/** A PATH of all that Debian has, or busybox, but for other programs that fetch than this one. */
async function image(
  folder: string,
  tools: 'debian' | 'busybox',
  fetcher: string,
): Promise<string> {
  const path = join(folder, `${tools}-${fetcher}`);
  await mkdir(path);
  const linked = new Map<string, string>();
  if (tools === 'debian') {
    for (const name of debian) {
      linked.set(name, await which(name));
    }
  } else {
    const busybox = await which('busybox');
    // Its wget is none that can send a header from a file; it is in the way, as it is in Alpine.
    for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n')) {
      linked.set(name, busybox);
    }
    linked.delete('bash');
  }
  linked.set('bash', '/bin/bash');
  if (fetcher !== 'none') {
    linked.set(basename(fetcher), await program(fetcher));
  }
  for (const [name, target] of linked) {
    await symlink(target, join(path, name));
  }
  return path;
}

/** What Nextflow's wrapper of a task needs, and the text that fetches. */
const debian =
  `base64 cat chmod cp cut date dirname env false grep head ln ls mkdir mkfifo mktemp mv ps
readlink rm sed seq sleep sort stat tail tee touch tr true uname`.split(/\s+/);

/** The program itself: some systems have a script of that name that looks for it. */
async function program(name: string): Promise<string> {
  return name === 'python3'
    ? execFileSync(name, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
    : which(name);
}

/** A process for each image, which writes all values as its shell has them. */
function pipelineOf(images: Readonly<Record<string, Image>>, names: readonly string[]): string {
  const processes = Object.entries(images).map(
    ([name, { path, shell }]) => `
process ${name} {
    beforeScript 'export PATH=${path}'
    shell '${shell}', '-eu'
    secret ${names.map(secret => `'${secret}'`).join(', ')}
    script:
    '''
    mkdir "$LAUNCHED/${name}"
    for name in ${names.join(' ')}; do
      eval "printf %s \\\\"\\\\\${$name}\\\\"" > "$LAUNCHED/${name}/$name"
    done
    '''
}`,
  );
  return `${processes.join('\n')}\nworkflow { ${Object.keys(images).join('(); ')}() }\n`;
}

async function placeOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-images-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function requirePrograms(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    if ((await which(name, { nothrow: true })) === null) {
      throw new Skip(`${name} is missing`);
    }
  }
}

/** Runs a process for each image, and looks whether each has each value as it was given. */
async function valuesArrive(
  t: TestContext,
  cloud: 'aws' | 'google',
  images: Readonly<Record<string, Image>>,
): Promise<void> {
  const text = pipelineOf(images, Object.keys(namedValues));
  const ended = await fetchingRun(t, cloud, namedValues, text, launched);
  assert.equal(ended.code, 0, ended.output);
  for (const process of Object.keys(images)) {
    for (const [at, { what, value }] of fetchedValues.entries()) {
      assert.equal(await ended.read(`${process}/V${at}`), value, `${process}: ${what}`);
    }
  }
}

test('google: values arrive byte for byte in any shell, with one program that fetches and any tools', async t => {
  await requirePrograms('busybox', 'dash', 'curl', 'wget', 'python3');
  const folder = await placeOf(t);
  const images: Record<string, Image> = {};
  for (const tools of ['debian', 'busybox'] as const) {
    for (const fetcher of ['curl', 'wget', 'python3']) {
      const path = await image(folder, tools, fetcher);
      for (const [name, shell] of Object.entries(shells)) {
        images[`${tools}_${fetcher}_${name}`.toUpperCase()] = { path, shell };
      }
    }
  }
  await valuesArrive(t, 'google', images);
});

test('aws: values arrive byte for byte in any shell, with aws and any tools', async t => {
  await requirePrograms('busybox', 'dash');
  requireTool('the aws command');
  const folder = await placeOf(t);
  const images: Record<string, Image> = {};
  for (const tools of ['debian', 'busybox'] as const) {
    const path = await image(folder, tools, 'none');
    const shell = shells[tools === 'debian' ? 'dash' : 'busybox'];
    images[`${tools}_AWS`.toUpperCase()] = { path, shell };
  }
  await valuesArrive(t, 'aws', images);
});

/** One by default, since each takes a run of its own; all with `NFS_ALL=1`. */
const needed = ['a program that fetches', 'base64', 'sed', 'tr', 'mktemp', 'grep'];

for (const missing of process.env['NFS_ALL'] === '1' ? needed : needed.slice(1, 2)) {
  test(`google: a task without ${missing} fails and says so`, async t => {
    await requirePrograms('curl', 'wget');
    const folder = await placeOf(t);
    const fetcher = ['mktemp', 'grep'].includes(missing) ? 'wget' : 'curl';
    const path = await image(folder, 'debian', missing.startsWith('a ') ? 'none' : fetcher);
    await rm(join(path, missing), { force: true });
    const images = { WITHOUT: { path, shell: shells.bash } };
    const ended = await fetchingRun(t, 'google', { V0: 'x' }, pipelineOf(images, ['V0']), launched);
    assert.equal(ended.code, 1, ended.output);
    assert.match(ended.output, /Command exit status:\s+77/);
    assert.match(
      ended.output,
      missing.startsWith('a ')
        ? /neither curl, GNU wget nor python3/
        : new RegExp(`${missing}: command not found`),
    );
    await assert.rejects(ended.read('WITHOUT/V0'), { code: 'ENOENT' });
  });
}
