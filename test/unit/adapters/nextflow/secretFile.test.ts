import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { LocalNextflowStores } from '../../../../src/adapters/nextflow/localNextflowStores.ts';
import { NextflowSecretStore } from '../../../../src/adapters/nextflow/nextflowSecretStore.ts';
import { SecretFile } from '../../../../src/adapters/nextflow/secretFile.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { SecretStore } from '../../../../src/services/ports/stores/secretStore.ts';
import { storeContract } from '../../../contract/storeContract.ts';
import { secretName } from '../../../support/catalogs.ts';
import { inHome, listed, mode, newHome, write } from '../../../support/nextflowHome.ts';
import { until } from '../../../support/until.ts';

const never = new AbortController().signal;
const key = secretName('API_TOKEN');
const value = new SecretValue('canary-5d20');

storeContract('Nextflow’s store file', () => {
  const home = newHome();
  const stores: SecretStore[] = [];
  return Promise.resolve({
    context: scope => {
      const store = new NextflowSecretStore(
        scope,
        new SecretFile(join(home, scope.kind, 'store.json')),
      );
      stores.push(store);
      return store;
    },
    leave: () => {
      stores.forEach(store => {
        store.dispose();
      });
      rmSync(home, { recursive: true, maxRetries: 5 });
    },
  });
});

test('the file and its folders are made for nobody else, and nothing is left beside it', async () => {
  await inHome(async (path, store) => {
    assert.ok((await store.add(key, value, never)).ok);
    assert.equal(mode(path), '600');
    assert.equal(mode(dirname(path)), '700');
    assert.deepEqual(readdirSync(dirname(path)), ['store.json']);
  });
});

/** What is in the way, and what is said of it. The file is in a folder of its own. */
const damaged: Readonly<Record<string, readonly [(path: string) => void, RegExp]>> = {
  'half of a file': [write('[{"name":"API_TOKEN","value":"canary'), /malformed.*not JSON/],
  'an object': [write('{"API_TOKEN":"canary"}'), /malformed.*not a list/],
  'a file that others can read': [write('[]', 0o644), /store-file-mode.*644/],
  'a file that we cannot write': [write('[]', 0o400), /store-file-mode.*400/],
  'a folder': [
    path => {
      mkdirSync(path);
    },
    /unreadable.*folder/,
  ],
  'a pipe': [path => execFileSync('mkfifo', ['-m', '600', path]), /unreadable.*regular/],
  'a link that leads nowhere': [
    path => {
      symlinkSync('elsewhere.json', path);
    },
    /unreadable.*nowhere/,
  ],
  'a link to what others can read': [
    path => {
      writeFileSync(`${path}.other`, '[]', { mode: 0o666 });
      chmodSync(`${path}.other`, 0o666);
      symlinkSync(`${path}.other`, path);
    },
    /store-file-mode.*666/,
  ],
  'links in a circle': [
    path => {
      symlinkSync('store.json', path);
    },
    /unreadable.*ELOOP/,
  ],
  'a file larger than any store': [
    path => {
      write('')(path);
      truncateSync(path, 64 * 2 ** 20);
    },
    /malformed.*larger/,
  ],
};

for (const [what, [damage, expected]] of Object.entries(damaged)) {
  test(`${what} in the store’s place is told, not read as empty and not written`, async () => {
    await inHome(async (path, store) => {
      mkdirSync(dirname(path), { recursive: true });
      damage(path);
      const before = snapshot(path);
      for (const done of [
        await store.list(never),
        await store.read(key, never),
        await store.add(key, value, never),
        await store.update(key, value, never),
        await store.remove(key, never),
      ]) {
        assert.ok(!done.ok);
        const said = JSON.stringify(done.error);
        assert.match(said, expected);
        assert.ok(said.includes(path) && !said.includes('canary'), said);
      }
      assert.deepEqual(snapshot(path), before);
      assert.ok(!existsSync(join(dirname(path), 'elsewhere.json')));
    });
  });
}

test('a file that others can read is closed to them on demand, and read then', async () => {
  await inHome(async (path, store) => {
    mkdirSync(dirname(path), { recursive: true });
    write('[{"name":"API_TOKEN","value":"x"}]', 0o664)(path);
    assert.ok(!(await store.list(never)).ok);
    assert.ok((await new LocalNextflowStores(path).closeToOthers()).ok);
    assert.deepEqual(await listed(store), ['API_TOKEN']);
  });
});

test('a link is followed and stays one', async () => {
  await inHome(async (path, store) => {
    const real = join(dirname(dirname(path)), 'dotfiles');
    mkdirSync(real);
    mkdirSync(dirname(path));
    write('[]')(join(real, 'mine.json'));
    symlinkSync(join(real, 'mine.json'), path);
    assert.ok((await store.add(key, value, never)).ok);
    assert.match(readFileSync(join(real, 'mine.json'), 'utf8'), /API_TOKEN/);
    assert.deepEqual(await listed(store), ['API_TOKEN']);
    assert.deepEqual(readdirSync(real), ['mine.json']);
  });
});

test('a folder that cannot be made is told as the reason', async () => {
  await inHome(async (path, store) => {
    writeFileSync(dirname(path), 'a file');
    const added = await store.add(key, value, never);
    assert.ok(!added.ok && added.error.kind === 'file-not-written', JSON.stringify(added));
  });
});

test('a file that is being written is read once it is whole', async () => {
  await inHome(async path => {
    mkdirSync(dirname(path), { recursive: true });
    const parts = ['', '[{"name":"OTHER","val'];
    const whole = (): Promise<void> => {
      if (parts.includes(readFileSync(path, 'utf8'))) {
        write('[{"name":"OTHER","value":"whole"}]')(path);
      }
      return Promise.resolve();
    };
    using ends = new DisposableStack();
    const store = new NextflowSecretStore(userScope, new SecretFile(path, whole));
    ends.defer(() => {
      store.dispose();
    });
    for (const part of parts) {
      write(part)(path);
      assert.deepEqual(await listed(store), ['OTHER']);
      write(part)(path);
      assert.ok((await store.add(key, value, never)).ok);
      assert.deepEqual(await listed(store), ['API_TOKEN', 'OTHER']);
    }
  });
});

test('what a window of another process was writing when it was killed does not keep us out', async () => {
  await inHome(async (path, store) => {
    mkdirSync(`${path}.lock`, { recursive: true });
    execFileSync('touch', ['-d', '1 minute ago', `${path}.lock`]);
    assert.ok((await store.add(key, value, never)).ok);
  });
});

test('a change by another program is announced, also in a folder that was not there', async () => {
  await inHome(async (path, store) => {
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    mkdirSync(dirname(path), { recursive: true });
    write('[{"name":"API_TOKEN","value":"1"}]')(path);
    await until(() => changes > 0);
    const before = changes;
    write('[]')(path);
    await until(() => changes > before);
    assert.deepEqual(await listed(store), []);
  });
});

/** All that a write would change. */
function snapshot(path: string): unknown {
  const names = readdirSync(dirname(path));
  const small = names.filter(name => {
    const stat = lstatSync(join(dirname(path), name));
    return stat.isFile() && stat.size < 1000;
  });
  return [names, small.map(name => readFileSync(join(dirname(path), name), 'utf8'))];
}
