import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalNextflowStores } from '../../../src/adapters/nextflow/localNextflowStores.ts';
import { type SecretScope, userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { RenameWatch } from '../../../src/editor/rename/renameWatch.ts';
import { EditorStore } from '../../../src/editor/secretStorage/editorStore.ts';
import { CatalogService } from '../../../src/services/catalog/catalogService.ts';
import { SecretEditor } from '../../../src/services/catalog/secretEditor.ts';
import { indexFile } from '../../../src/services/index/indexedFile.ts';
import { PipelineIndex } from '../../../src/services/index/pipelineIndex.ts';
import type { SecretStore } from '../../../src/services/ports/stores/secretStore.ts';
import { folder, secretName } from '../../support/catalogs.ts';
import { Answers } from '../../support/hostAnswers.ts';
import { MemorySecretStorage } from '../../support/memorySecretStorage.ts';
import { until } from '../../support/until.ts';

const signal = new AbortController().signal;
const workspace: SecretScope = { kind: 'workspace', folder };
const rename = { from: 'OLD', to: 'NEW', folders: [folder] };
const offer = 'Rename Stored Secret';

suite('a rename in code, and what is stored', () => {
  test('is followed in every store that has it, and offered the way back', async () => {
    await using context = await Fixture.with({ user: ['OLD'], workspace: ['OLD', 'OTHER'] });
    context.watch.expect({ ...rename, remarks: ['ALIGN does not name it.'] });
    context.write('secrets.NEW + secrets.OLD');
    assert.deepEqual(context.shown, []);
    await context.answer(offer, () => {
      context.write('secrets.NEW + secrets.NEW');
    });
    assert.deepEqual(context.shown, [
      'The code now uses NEW, and your secrets and the workspace’s secrets have OLD. ALIGN does not name it.',
    ]);
    await context.has({ user: 'NEW=value OLD', workspace: 'NEW=value OLD, OTHER=value OTHER' });
    // One undo of the editor.
    await context.answer(offer, () => {
      context.write('secrets.OLD + secrets.OLD');
    });
    assert.match(context.shown.join('\n'), /\nThe code now uses OLD, and .* have NEW\.$/);
    await context.has({ user: 'OLD=value OLD', workspace: 'OLD=value OLD, OTHER=value OTHER' });
  });

  test('changes nothing where its name is kept, and offers nothing where the code stays', async () => {
    await using context = await Fixture.with({ user: ['OLD'], workspace: [] });
    context.watch.expect(rename);
    // The preview was discarded, and something else is written.
    context.write('secrets.OLD + secrets.ELSE');
    assert.deepEqual(context.shown, []);
    await context.answer('Keep Its Name', () => {
      context.write('secrets.NEW');
    });
    assert.equal(context.shown.length, 1);
    await context.has({ user: 'OLD=value OLD', workspace: '' });
  });

  test('is told, and not offered, of a store that may not be changed', async () => {
    await using context = await Fixture.with({ user: ['OLD'], workspace: ['OLD'] }, true);
    context.watch.expect(rename);
    await context.answer(offer, () => {
      context.write('secrets.NEW');
    });
    assert.deepEqual(context.shown, [
      'The code now uses NEW, and the workspace’s secrets have OLD. Your secrets have OLD and are read-only for you.',
    ]);
    await context.has({ user: 'OLD=value OLD', workspace: 'NEW=value OLD' });
    await context.answer(offer, () => {
      context.write('secrets.OLD');
    });
    assert.match(
      context.shown.join('\n'),
      /\nThe code now uses OLD, and the workspace’s secrets have NEW\.$/,
    );
  });

  test('replaces no secret that has got the name meanwhile', async () => {
    await using context = await Fixture.with({ user: ['OLD'], workspace: ['OLD', 'NEW'] });
    context.watch.expect(rename);
    await context.answer(offer, () => {
      context.write('secrets.NEW');
    });
    await context.notified('A secret named NEW already exists.');
    await context.has({ user: 'NEW=value OLD', workspace: 'NEW=value NEW, OLD=value OLD' });
  });

  for (const [step, fails] of [
    ['read', 'get'],
    ['written', 'store'],
    ['removed', 'delete'],
  ] as const) {
    test(`loses nothing where it cannot be ${step}, and goes on with the other store`, async () => {
      await using context = await Fixture.with({ user: ['OLD'], workspace: ['OLD'] });
      const mend = context.fail(fails);
      context.watch.expect(rename);
      await context.answer(offer, () => {
        context.write('secrets.NEW');
      });
      await context.notified('Secrets cannot be read or written: the keyring is locked.');
      mend();
      await context.has({ user: 'NEW=value OLD', workspace: /OLD=value OLD/ });
    });
  }

  test('is not offered where it takes the stored secret along, but its way back is', async () => {
    await using context = await Fixture.with({ user: ['OLD'], workspace: [] });
    context.watch.expect({ ...rename, from: 'OTHER' });
    const cancelled = await context.watch.whole(rename, () => Promise.resolve(false));
    assert.equal(cancelled, false);
    // Nothing has changed, so that what was waited for before is waited for again.
    context.write('secrets.NEW');
    await context.watch.whole(rename, () => {
      context.write('secrets.OLD');
      return Promise.resolve(true);
    });
    context.write('secrets.NEW');
    assert.deepEqual(context.shown, []);
    await context.editor.rename(userScope, secretName('OLD'), secretName('NEW'), signal);
    await context.has({ user: 'NEW=value OLD', workspace: '' });
    await context.answer(offer, () => {
      context.write('secrets.OLD');
    });
    await context.has({ user: 'OLD=value OLD', workspace: '' });
  });
});

interface Stored {
  readonly user: readonly string[];
  readonly workspace: readonly string[];
}

/** Yours in Nextflow's store file, a workspace's in SecretStorage, and code in an index. */
class Fixture {
  readonly editor: SecretEditor;
  readonly watch: RenameWatch;
  readonly #catalog = new CatalogService();
  readonly #index = new PipelineIndex();
  readonly #home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-rename-'));
  readonly #storage = new MemorySecretStorage();
  readonly #answers = new Answers();
  readonly shown = this.#answers.shown;

  constructor() {
    this.editor = new SecretEditor(this.#catalog);
    this.watch = new RenameWatch({
      catalog: this.#catalog,
      index: this.#index,
      editor: this.editor,
    });
  }

  static async with(stored: Stored, readOnly = false): Promise<Fixture> {
    const context = new Fixture();
    await context.#prepare(stored, readOnly);
    return context;
  }

  async #prepare({ user, workspace: shared }: Stored, readOnly: boolean): Promise<void> {
    const file = new LocalNextflowStores(join(this.#home, 'store.json')).create(userScope);
    const yours: SecretStore = readOnly ? Object.assign(file, { readOnly }) : file;
    const memory = new EditorStore(workspace, this.#storage, Date.now);
    for (const [store, names] of [
      [yours, user],
      [memory, shared],
    ] as const) {
      for (const name of names) {
        assert.ok((await store.add(secretName(name), new SecretValue(`value ${name}`), signal)).ok);
      }
    }
    await this.#catalog.setStores([yours, memory]);
    this.write('secrets.OLD');
  }

  /** The code as it is from now on, in one file. */
  write(code: string): void {
    const file = indexFile(`${folder}/main.nf`, folder, `workflow { x = ${code} }`);
    this.#index.set(file ?? assert.fail('it is a script'));
  }

  /** Presses a button of what is shown once something is done, and waits until it was taken. */
  async answer(button: string, doing: () => void): Promise<void> {
    this.#answers.give(button);
    doing();
    await until(() => this.#answers.left === 0, button);
  }

  /** Waits until a failure is shown. */
  async notified(message: string): Promise<void> {
    await until(() => this.shown.includes(message), message);
  }

  /** Lets VS Code's storage fail in one thing with the values of the workspace; gives the end of it. */
  fail(action: 'get' | 'store' | 'delete'): () => void {
    const storage: Record<typeof action, (key: string, value: string) => Promise<unknown>> =
      this.#storage;
    const own = storage[action].bind(this.#storage);
    storage[action] = (key, value) =>
      key.startsWith('value/workspace:')
        ? Promise.reject(new Error('the keyring is locked'))
        : own(key, value);
    return () => {
      storage[action] = own;
    };
  }

  /** Waits until the scopes have these secrets with these values. */
  async has(expected: Readonly<Record<keyof Stored, string | RegExp>>): Promise<void> {
    for (const [scope, wanted] of [
      [userScope, expected.user],
      [workspace, expected.workspace],
    ] as const) {
      await until(
        async () => {
          const found = await this.#contents(scope);
          return wanted instanceof RegExp ? wanted.test(found) : found === wanted;
        },
        `${scope.kind} to have ${String(wanted)}`,
      );
    }
  }

  async #contents(scope: SecretScope): Promise<string> {
    const state = this.#catalog.current.scopes.find(one => one.scope.kind === scope.kind)?.state;
    const names = state?.kind === 'loaded' ? state.records.map(({ name }) => name).sort() : [];
    const values = names.map(async name => {
      const read = await this.editor.read(scope, name, signal);
      return `${name}=${read.ok ? read.value.reveal() : read.error.kind}`;
    });
    return (await Promise.all(values)).join(', ');
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#answers[Symbol.dispose]();
    this.watch.dispose();
    this.#catalog.dispose();
    this.#index.dispose();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
    return Promise.resolve();
  }
}
