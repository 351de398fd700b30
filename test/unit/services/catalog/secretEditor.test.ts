import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SecretScope, userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { CatalogService } from '../../../../src/services/catalog/catalogService.ts';
import { SecretEditor } from '../../../../src/services/catalog/secretEditor.ts';
import { folder, secretName } from '../../../support/catalogs.ts';
import type { Fault } from '../../../support/faults.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';

const never = new AbortController().signal;
const scopes = { user: userScope, workspace: { kind: 'workspace', folder } } as const;

interface Picture {
  /** What the stores have at first, as `user KEY=value`. */
  readonly have?: readonly string[];
  /** Acts in order, and how each ends: `done`, or the kind of its failure. */
  readonly acts: readonly (readonly [act: string, end: string])[];
  readonly left: readonly string[];
  /** What undoing would put back. */
  readonly undoable?: string;
}

/** What is done to the secrets of a user and a workspace, and what is in their stores after it. */
const pictures: Readonly<Record<string, Picture>> = {
  'a secret is added, changed and read': {
    acts: [
      ['add user KEY=a', 'done'],
      ['update user KEY=b', 'done'],
      ['read user KEY', 'b'],
    ],
    left: ['user KEY=b'],
  },
  'adding does not replace, and changing does not add': {
    have: ['user KEY=a'],
    acts: [
      ['add user KEY=b', 'secret-exists'],
      ['update user OTHER=b', 'secret-not-found'],
    ],
    left: ['user KEY=a'],
  },
  'putting does either': {
    have: ['user KEY=a'],
    acts: [
      ['put user KEY=b', 'done'],
      ['put workspace KEY=c', 'done'],
    ],
    left: ['user KEY=b', 'workspace KEY=c'],
  },
  'a copy replaces only where it was said': {
    have: ['user KEY=a', 'workspace KEY=b'],
    acts: [
      ['copy user KEY', 'secret-exists'],
      ['replace user KEY', 'done'],
    ],
    left: ['user KEY=a', 'workspace KEY=a'],
  },
  'a secret that is moved is gone from where it was': {
    have: ['user KEY=a'],
    acts: [['move user KEY', 'done']],
    left: ['workspace KEY=a'],
  },
  'a move that the other scope refuses leaves all as it was': {
    have: ['user KEY=a', 'workspace KEY=b'],
    acts: [['move user KEY', 'secret-exists']],
    left: ['user KEY=a', 'workspace KEY=b'],
  },
  'a move whose copy fails on the way leaves the secret where it was': {
    have: ['user KEY=a'],
    acts: [
      ['fail add cut', 'done'],
      ['move user KEY', 'cloud-unreachable'],
    ],
    left: ['user KEY=a'],
  },
  'removals are undone one by one, the last one first': {
    have: ['user KEY=a', 'user OTHER=b'],
    acts: [
      ['remove user KEY', 'done'],
      ['remove user OTHER', 'done'],
      ['undo', 'done'],
    ],
    left: ['user OTHER=b'],
    undoable: 'KEY',
  },
  'a removal that failed is none to be undone': {
    have: ['user KEY=a'],
    acts: [
      ['fail remove deny', 'done'],
      ['remove user KEY', 'cloud-denied'],
      ['undo', 'done'],
    ],
    left: ['user KEY=a'],
  },
  'an undo that failed can be tried again': {
    have: ['user KEY=a'],
    acts: [
      ['remove user KEY', 'done'],
      ['fail restore cut', 'done'],
      ['undo', 'cloud-unreachable'],
      ['undo', 'done'],
    ],
    left: ['user KEY=a'],
  },
  'nothing is put back into a store that took the place of the old one': {
    have: ['user KEY=a'],
    acts: [
      ['remove user KEY', 'done'],
      ['switch', 'done'],
      ['undo', 'store-replaced'],
    ],
    left: [],
    undoable: 'KEY',
  },
  'a folder that was closed has no store': {
    acts: [
      ['close workspace', 'done'],
      ['add workspace KEY=a', 'store-unavailable'],
      ['read workspace KEY', 'store-unavailable'],
    ],
    left: [],
  },
};

for (const [title, { have = [], acts, left, undoable }] of Object.entries(pictures)) {
  test(title, async () => {
    const rig = new Rig();
    await rig.start();
    for (const secret of have) {
      assert.equal(await rig.do(`add ${secret}`), 'done');
    }
    const ends: (readonly [string, string])[] = [];
    for (const [act] of acts) {
      ends.push([act, await rig.do(act)]);
    }
    assert.deepEqual(ends, acts);
    assert.deepEqual(await rig.contents(), left);
    assert.equal(rig.editor.undoable, undoable ?? null);
  });
}

/** An editor of a user's and a workspace's store. */
class Rig {
  readonly #catalog = new CatalogService();
  readonly editor = new SecretEditor(this.#catalog);
  #stores = this.#fresh();

  start(): Promise<void> {
    return this.#catalog.setStores(this.#stores);
  }

  async do(act: string): Promise<string> {
    const [verb = '', at = '', given = ''] = act.split(' ');
    if (verb === 'fail') {
      for (const { faults } of this.#stores) {
        faults.next(at, given as Fault);
      }
      return 'done';
    }
    if (verb === 'switch' || verb === 'close') {
      this.#stores =
        verb === 'switch' ? this.#fresh() : this.#stores.filter(({ scope }) => scope.kind !== at);
      await this.start();
      return 'done';
    }
    const done = await this.#change(verb, scopes[at === 'workspace' ? at : 'user'], given);
    return done.ok ? (done.value?.reveal() ?? 'done') : done.error.kind;
  }

  async contents(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const store of this.#stores) {
      const listed = await store.list(never);
      for (const { name } of listed.ok ? listed.value : []) {
        const value = await store.read(name, never);
        found.push(`${store.scope.kind} ${name}=${value.ok ? value.value.reveal() : ''}`);
      }
    }
    return found;
  }

  #change(verb: string, scope: SecretScope, given: string) {
    if (verb === 'undo') {
      return this.editor.undoRemove(never);
    }
    const [key = '', text = ''] = given.split('=');
    const name = secretName(key);
    const value = new SecretValue(text);
    const other = scope.kind === 'user' ? scopes.workspace : scopes.user;
    switch (verb) {
      case 'copy':
        return this.editor.copy(name, scope, other, false, never);
      case 'replace':
        return this.editor.copy(name, scope, other, true, never);
      case 'move':
        return this.editor.move(name, scope, other, false, never);
      case 'remove':
        return this.editor.remove(scope, name, never);
      case 'read':
        return this.editor.read(scope, name, never);
      case 'add':
      case 'update':
      case 'put':
        return this.editor[verb](scope, name, value, never);
      default:
        throw new Error(`no act ${verb}`);
    }
  }

  #fresh(): readonly MemoryStore[] {
    const memory = new Memory();
    return [new MemoryStore(scopes.user, memory), new MemoryStore(scopes.workspace, memory)];
  }
}
