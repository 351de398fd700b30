import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { Catalog } from '../../../../src/core/secrets/catalog.ts';
import { type SecretScope, userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { StoreRemark } from '../../../../src/core/secrets/storeRemark.ts';
import type { BrowserStore } from '../../../../src/editor/secretStorage/browserStore.ts';
import { EditorStore } from '../../../../src/editor/secretStorage/editorStore.ts';
import type { NewSecret } from '../../../../src/services/ports/stores/secretStore.ts';
import { storeContract } from '../../../contract/storeContract.ts';
import { Browser } from '../../../support/browserPages.ts';
import { folder, secretName } from '../../../support/catalogs.ts';
import { onServer, PageServer } from '../../../support/pageServer.ts';
import { until } from '../../../support/until.ts';

const key = secretName('DB_USER');
const other = secretName('API_TOKEN');
const value = new SecretValue('canary-71aa');
const never = new AbortController().signal;
const many: readonly NewSecret[] = Array.from({ length: 200 }, (_, index) => ({
  name: secretName(`KEY_${index}`),
  value,
}));
const workspace: SecretScope = { kind: 'workspace', folder };

storeContract('SecretStorage of a page in a browser', () => {
  const server = new PageServer();
  const page = new Browser().openPage();
  return Promise.resolve({
    context: scope => server.window(page, scope),
    leave: () => {
      server.leave();
    },
  });
});

test('two pages of a browser wipe each other’s secrets where nobody looks after them', async () => {
  const browser = new Browser();
  const pages = [browser.openPage(), browser.openPage()];
  for (const [at, page] of pages.entries()) {
    await new EditorStore(userScope, page, Date.now).add(secretName(`NAME_${at}`), value);
  }
  const after = await new EditorStore(userScope, browser.openPage(), Date.now).list();
  assert.deepEqual(after.ok && after.value.map(({ name }) => name), ['NAME_1']);
});

test('a window that is behind writes nothing, and says what it would have undone', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const [first, second] = [server.open(browser), server.open(browser, workspace)];
    ok(await first.add(key, value));
    for (const done of [
      await second.add(other, value),
      await second.update(other, value),
      await second.remove(other),
    ]) {
      assert.deepEqual(!done.ok && done.error, { kind: 'browser-storage-behind', names: [key] });
    }
    const reloaded = server.open(browser, workspace);
    ok(await reloaded.add(other, value));
    assert.deepEqual(await names(server.open(browser)), [key]);
    assert.deepEqual(await names(server.open(browser, workspace)), [other]);
  });
});

test('an update and a removal in another window are not undone either', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const first = server.open(browser);
    ok(await first.add(key, value));
    ok(await first.add(other, value));
    const [second, third] = [server.open(browser), server.open(browser)];
    ok(await second.update(key, new SecretValue('newer')));
    const behind = await third.remove(other);
    assert.deepEqual(!behind.ok && behind.error, { kind: 'browser-storage-behind', names: [key] });
    const fourth = server.open(browser);
    ok(await fourth.remove(other));
    ok(await server.open(browser).add(secretName('NEW_ONE'), value));
    const old = await second.update(key, value);
    assert.deepEqual(!old.ok && old.error, {
      kind: 'browser-storage-behind',
      names: [other, 'NEW_ONE'],
    });
  });
});

test('a window tells of changes in another one, of its own scope, as soon as they are made', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const [first, second] = [server.open(browser), server.open(browser)];
    let notifications = 0;
    second.onDidChange(() => (notifications += 1));
    ok(await first.add(key, value));
    await until(() => notifications > 0);
    await second.list();
    assert.deepEqual(second.remarks, [{ kind: 'elsewhere', name: key, here: false }]);
    const workspaces = server.open(browser, workspace);
    await workspaces.list();
    assert.deepEqual(workspaces.remarks, []);
  });
});

test('a window takes none of its own changes for another one’s while their notes are written', async () => {
  await onServer(async server => {
    const window = server.open(new Browser());
    const notifications: Promise<readonly StoreRemark[]>[] = [];
    window.onDidChange(() => notifications.push(window.list().then(() => window.remarks)));
    ok(await window.add(key, value));
    ok(await window.update(key, new SecretValue('newer')));
    const [removed, added] = await Promise.all([window.remove(key), window.add(other, value)]);
    ok(removed);
    ok(added);
    assert.ok(notifications.length > 0);
    assert.deepEqual((await Promise.all(notifications)).flat(), []);
  });
});

test('another browser tells what it does not have, may write, and can forget it', async () => {
  await onServer(async server => {
    ok(await server.open(new Browser()).add(key, value));
    const second = server.open(new Browser());
    assert.deepEqual(await names(second), []);
    assert.deepEqual(second.remarks, [{ kind: 'gone', name: key }]);
    ok(await second.add(other, value));
    await second.forget([key]);
    assert.deepEqual(await names(second), [other]);
    assert.deepEqual(second.remarks, []);
  });
});

test('what another browser has just stored asks for no reload, which would not bring it', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const first = server.open(browser);
    ok(await first.add(key, value));
    // When exactly a page has read its storage is not known, so both may have done so before this.
    const opened = server.now();
    const stale = server.window(browser.openPage(), userScope, opened);
    const elsewhere = server.window(new Browser().openPage(), userScope, opened);
    ok(await first.update(key, new SecretValue('newer')));

    await elsewhere.list();
    assert.deepEqual(elsewhere.remarks, [{ kind: 'gone', name: key }]);
    await stale.list();
    assert.deepEqual(stale.remarks, [{ kind: 'elsewhere', name: key, here: true }]);
    const behind = await stale.remove(key);
    assert.deepEqual(!behind.ok && behind.error, { kind: 'browser-storage-behind', names: [key] });
    ok(await server.open(browser).remove(key));
    ok(await elsewhere.add(other, value));
  });
});

test('until a browser has its mark nothing is written that may undo the first of another window', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const opened = server.now();
    const [first, second] = [server.open(browser), server.open(browser)];
    ok(await first.add(key, value));
    const refused = await second.add(other, value);
    assert.equal(!refused.ok && refused.error.kind, 'browser-storage-behind');
    const elsewhere = server.window(new Browser().openPage(), userScope, opened);
    await elsewhere.list();
    assert.deepEqual(elsewhere.remarks, [{ kind: 'elsewhere', name: key, here: false }]);
    const reloaded = server.open(new Browser());
    await reloaded.list();
    assert.deepEqual(reloaded.remarks, [{ kind: 'gone', name: key }]);

    // Once nothing is in the way both are known as one browser.
    ok(await first.remove(key));
    ok(await second.add(other, value));
    const behind = await first.add(key, value);
    assert.deepEqual(!behind.ok && behind.error, {
      kind: 'browser-storage-behind',
      names: [other],
    });
    const marks = [...readFileSync(server.path, 'utf8').matchAll(/"by": "(.*)"/g)];
    assert.deepEqual([marks.length, new Set(marks.map(([, mark]) => mark)).size], [2, 1]);
  });
});

test('what a write of another extension has undone is told by each window after it', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const first = server.open(browser);
    ok(await first.add(key, value));
    ok(await first.add(other, value));
    const stale = browser.openPage();
    ok(await first.update(key, new SecretValue('newer')));
    ok(await first.remove(other));
    ok(await first.add(secretName('NEW_ONE'), value));
    await stale.store('of another extension', 'x');
    const next = server.open(browser);
    assert.deepEqual(await names(next), [other, key]);
    assert.deepEqual(next.remarks, [
      { kind: 'older', name: key },
      { kind: 'back', name: other },
      { kind: 'gone', name: 'NEW_ONE' },
    ]);
    // What is not there is not called missing without a reason.
    const state = { kind: 'loaded', records: [] } as const;
    const catalog = new Catalog([{ scope: userScope, store: next, state }]);
    assert.deepEqual(catalog.resolve('NEW_ONE'), { kind: 'missing', similar: [], away: true });
    assert.deepEqual(catalog.resolve('NEVER_THERE'), { kind: 'missing', similar: [] });
    // Setting right what was lost ends it.
    ok(await next.update(key, value));
    ok(await next.remove(other));
    ok(await next.add(secretName('NEW_ONE'), value));
    await next.list();
    assert.deepEqual(next.remarks, []);
  });
});

test('a write that the page does not give back is a failure, not a secret', async () => {
  await onServer(async server => {
    const page = new Browser().openPage();
    const forgetful: vscode.SecretStorage = {
      ...page,
      get: name => (name.startsWith('value/') ? Promise.resolve(undefined) : page.get(name)),
    };
    const done = await server.window(forgetful).add(key, value);
    assert.deepEqual(!done.ok && done.error, { kind: 'browser-storage-lost', name: key });
  });
});

test('many are noted by one write, and every one of them is known to other windows', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const window = server.open(browser);
    ok(await window.add(secretName('KEY_7'), value));
    const second = server.open(browser);
    const before = server.during;
    const progress: number[] = [];
    const put = await window.putAll(many, never, done => progress.push(done));
    assert.deepEqual([put.done.length, put.failure], [many.length, null]);
    assert.deepEqual([server.during - before, progress.at(-1)], [1, many.length]);
    const refused = await second.putAll([{ name: other, value }], never, () => undefined);
    assert.deepEqual(refused.done, []);
    assert.equal(refused.failure?.kind, 'browser-storage-behind');
    assert.equal((await names(server.open(browser))).length, many.length);
    const elsewhere = server.open(new Browser());
    await elsewhere.list();
    assert.equal(elsewhere.remarks.filter(({ kind }) => kind === 'gone').length, many.length);
  });
});

test('of many that are given up what is done is kept and noted, and of many that are lost nothing', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const abort = new AbortController();
    const put = await server.open(browser).putAll(many, abort.signal, done => {
      if (done === 12) {
        abort.abort();
      }
    });
    assert.equal(put.failure, null);
    assert.ok(put.done.length >= 12 && put.done.length < 20, String(put.done.length));
    const next = server.open(browser);
    assert.deepEqual(await names(next), [...put.done].sort());
    assert.deepEqual(next.remarks, []);

    const page = browser.openPage();
    const forgetful: vscode.SecretStorage = {
      ...page,
      get: name => (name.endsWith('_3') ? Promise.resolve(undefined) : page.get(name)),
    };
    const lost = await server.window(forgetful).putAll(many, never, () => undefined);
    assert.equal(lost.done.length, many.length - 1);
    assert.deepEqual(lost.failure, { kind: 'browser-storage-lost', name: 'KEY_3' });
  });
});

test('the notes are names and dates in a file of ours, and a damaged one is begun again', async () => {
  await onServer(async server => {
    const window = server.open(new Browser());
    ok(await window.add(key, value));
    const text = readFileSync(server.path, 'utf8');
    assert.match(
      text,
      /"user\/DB_USER": \{\s+"at": \d+,\s+"there": true,\s+"by": "[\da-f-]+"\s+\}/,
    );
    assert.ok(!text.includes('canary'));
    assert.equal(statSync(server.path).mode & 0o777, 0o600);
    for (const damaged of ['{"user/DB_USER":', '[]', '{"user/DB_USER":{"at":"x"}}']) {
      writeFileSync(server.path, damaged);
      ok(await window.update(key, value));
      assert.deepEqual(await names(window), [key]);
    }
  });
});

async function names(store: BrowserStore): Promise<readonly string[]> {
  const listed = await store.list();
  assert.ok(listed.ok, JSON.stringify(listed));
  return listed.value.map(({ name }) => name).sort();
}

function ok(done: { readonly ok: boolean }): void {
  assert.ok(done.ok, JSON.stringify(done));
}
