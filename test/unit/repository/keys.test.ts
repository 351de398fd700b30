import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LeftoverNode } from '../../../src/core/views/leftoverTree.ts';
import type { PermissionNode } from '../../../src/core/views/permissionTree.ts';
import type { RunNode } from '../../../src/core/views/runs/runNode.ts';
import type { SecretNode } from '../../../src/core/views/secretNode.ts';
import { commands, views } from '../../../src/editor/ids.ts';
import { type Keybinding, readManifest } from '../../support/manifest.ts';

const { keybindings } = readManifest().contributes;

/** The kinds of rows that keys are for. */
const kinds: {
  readonly secrets: readonly SecretNode['kind'][];
  readonly runs: readonly RunNode['kind'][];
  readonly leftovers: readonly LeftoverNode['kind'][];
  readonly permissions: readonly PermissionNode['kind'][];
} = {
  secrets: ['secret', 'missing'],
  runs: ['live', 'terminal', 'outstanding', 'ended'],
  leftovers: ['leftover'],
  permissions: ['missing', 'role', 'unnamedRole'],
};

/** Every command that a key runs, with what it passes. */
const runs = keybindings.flatMap((key: Keybinding) =>
  key.command === 'runCommands'
    ? (key.args as { commands: (string | { command: string; args?: unknown })[] }).commands.flatMap(
        one =>
          typeof one === 'string' ? [] : [{ key, command: one.command, passed: one.args ?? null }],
      )
    : [{ key, command: key.command, passed: key.args ?? null }],
);

test('a key that is for a row passes the row with the focus, and works on nothing else', () => {
  const undo: readonly string[] = [commands.undoRemove, commands.restoreLeftovers];
  for (const { key, command, passed } of runs) {
    const view = Object.entries(views).find(([, id]) => key.when?.includes(`== ${id} `));
    assert.ok(view, `${command} is for one view: ${key.when}`);
    const [name, id] = view as [keyof typeof kinds, string];
    if (undo.includes(command)) {
      assert.equal(passed, null);
      continue;
    }
    assert.ok(Array.isArray(passed), command);
    const [row, ...given] = passed as [unknown, ...string[]];
    assert.deepEqual(row, { $treeViewId: id, $focusedTreeItem: true }, command);
    assert.ok(given.length > 0, `${command} says for which rows it is`);
    assert.deepEqual(
      given.filter(kind => !(kinds[name] as readonly string[]).includes(kind)),
      [],
      command,
    );
    for (const needed of [
      'listFocus',
      'listHasSelectionOrFocus',
      '!treestickyScrollFocused',
      '!inputFocus',
    ]) {
      assert.ok(key.when?.includes(needed), `${command} only where ${needed}`);
    }
  }
});

test('there is a handful of keys, each one that VS Code uses for the like', () => {
  const used = new Set(keybindings.map(({ key }) => key));
  assert.deepEqual(
    [...used].sort(),
    ['ctrl+c', 'ctrl+z', 'delete', 'enter', 'f2', 'shift+f12'].sort(),
  );
  const mac = new Set(keybindings.flatMap(key => key.mac ?? []));
  assert.deepEqual([...mac].sort(), ['cmd+backspace', 'cmd+c', 'cmd+z']);
});
