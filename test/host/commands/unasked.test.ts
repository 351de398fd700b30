import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { writeEndedRun } from '../../support/endedRun.ts';
import { Answers } from '../../support/hostAnswers.ts';
import { drawTree, readyApi } from '../../support/hostApi.ts';
import type { Manifest } from '../../support/manifest.ts';
import { until } from '../../support/until.ts';

const state = process.env['XDG_STATE_HOME'] ?? '';
const runs = join(state, 'nextflow-secrets/runs');
const signal = new AbortController().signal;

/** Commands in menus of rows that are about all of them, and say so: what they open is their name. */
const ofAll = ['nextflowSecrets.openSettings'];

/** One of each is what a command could take unasked. */
const only = {
  'a run that is over': [],
  'a run that has left a copy': [{ manager: 'vault:ships.example', key: 'TOKEN' }],
};

for (const [run, left] of Object.entries(only)) {
  suite(`without a row, and with ${run},`, () => {
    let api: ExtensionApi;

    suiteSetup(async () => {
      api = await readyApi();
      const { fsPath } = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('open');
      await api.editor.put(userScope, secretName('THE_ONLY_ONE'), new SecretValue('x'), signal);
      writeEndedRun(state, {
        run: 'Ended000000001',
        folder: fsPath,
        script: 'a.nf',
        hours: 1,
        left,
      });
      await vscode.commands.executeCommand('nextflowSecrets.refreshRuns');
    });

    suiteTeardown(async () => {
      await api.editor.remove(userScope, secretName('THE_ONLY_ONE'), signal);
      rmSync(join(runs, 'Ended000000001'), { recursive: true, maxRetries: 5 });
      await vscode.commands.executeCommand('nextflowSecrets.refreshRuns');
    });

    for (const command of itemCommands()) {
      test(`${command} asks or tells, and does nothing`, async () => {
        await until(() => drawTree(api).some(row => row.startsWith('  THE_ONLY_ONE')));
        const before = stands(api);
        using opened = new Opened();
        using answers = new Answers();
        await vscode.commands.executeCommand(command);
        assert.notDeepEqual(answers.shown, []);
        assert.deepEqual(opened.found, []);
        assert.deepEqual(stands(api), before);
      });
    }
  });
}

/** What menus of rows have. */
function itemCommands(): readonly string[] {
  const extension =
    vscode.extensions.getExtension('nextflow-secrets.nextflow-secrets') ?? assert.fail('is there');
  const { menus } = (extension.packageJSON as Manifest).contributes;
  const items = (menus['view/item/context'] ?? []).map(({ command }) => command);
  return [...new Set(items)].filter(command => !ofAll.includes(command)).sort();
}

/** All that a command could destroy, or open in this window. */
function stands(api: ExtensionApi): unknown {
  return {
    secrets: drawTree(api).map(row => row.replace(/ · just now$/, '')),
    runs: existsSync(runs) ? readdirSync(runs).sort() : [],
    tabs: vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
    terminals: vscode.window.terminals.map(({ name }) => name),
  };
}

/** What was opened outside of this window, or would have been. */
class Opened {
  readonly found: string[] = [];
  readonly #restore: (() => void)[] = [];

  constructor() {
    const env = vscode.env as unknown as Record<string, unknown>;
    const commands = vscode.commands as unknown as Record<string, unknown>;
    const run = commands['executeCommand'] as (id: string, ...rest: unknown[]) => unknown;
    this.#replace(env, 'openExternal', (uri: vscode.Uri) => {
      this.found.push(uri.toString());
      return Promise.resolve(true);
    });
    this.#replace(commands, 'executeCommand', (id: string, ...rest: unknown[]) => {
      if (/^(vscode\.open|revealFileInOS|remote-containers|workbench\.action\.files)/.test(id)) {
        this.found.push(id);
        return Promise.resolve();
      }
      return run(id, ...rest);
    });
  }

  #replace(on: Record<string, unknown>, name: string, by: unknown): void {
    const own = on[name];
    on[name] = by;
    this.#restore.push(() => {
      on[name] = own;
    });
  }

  [Symbol.dispose](): void {
    this.#restore.forEach(restore => {
      restore();
    });
  }
}
