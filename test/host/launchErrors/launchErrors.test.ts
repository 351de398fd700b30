import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/extension.ts';
import { Answers } from '../../support/hostAnswers.ts';
import { readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

let api: ExtensionApi;
let folder: vscode.Uri;

suiteSetup(async () => {
  api = await readyApi();
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
});

suite('a launch that cannot be', () => {
  test('for want of Nextflow says so and opens the setting', async () => {
    const shown = await launch('Open Settings', 'nextflowPath', '/nowhere/nextflow');
    assert.match(shown, /Nextflow was not found at \/nowhere\/nextflow, so nothing was started/);
    // Settings are a tab of their own kind, so there is no text editor for them.
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.equal(activeTab?.label, 'Settings');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('because others can look into the folder for runs says so and how to close it', async () => {
    const open = await elsewhere();
    await chmod(open, 0o755);
    const shown = await launch('Open Settings', 'runDirectory', open);
    assert.match(shown, /Other users can access .* \(mode 755\).*Restrict it with chmod 700/);
  });

  test('because others can replace the folder for runs offers one that is safe, and uses it', async () => {
    const open = await elsewhere();
    await chmod(open, 0o777);
    const section = vscode.workspace.getConfiguration('nextflowSecrets');
    const { Global } = vscode.ConfigurationTarget;
    const before = section.inspect('runDirectory')?.globalValue;
    await section.update('runDirectory', join(open, 'me/runs'), Global);
    using answers = new Answers(/^Use This Folder/);
    try {
      await vscode.commands.executeCommand('nextflowSecrets.testRun', {
        script: vscode.Uri.joinPath(folder, 'main.nf'),
        confirm: false,
      });
      const used = await until(() => {
        const now = vscode.workspace
          .getConfiguration('nextflowSecrets')
          .get<string>('runDirectory');
        return now?.endsWith('nextflow-secrets/runs') === true && now;
      });
      assert.ok(!used.startsWith(open), used);
      assert.match(answers.shown.join('\n'), /Other users can write to .* for example \//);
    } finally {
      await section.update('runDirectory', before, Global);
    }
  });

  test('because tasks would not find their secrets below a path with a blank says so', async () => {
    const blank = join(await elsewhere(), 'a b');
    await mkdir(blank, { mode: 0o700 });
    const config = vscode.Uri.joinPath(folder, 'nextflow.config');
    const text = new TextEncoder().encode("process.executor = 'slurm'\n");
    await vscode.workspace.fs.writeFile(config, text);
    await until(() => api.index.file(config.toString()) !== null);
    const shown = await launch('Open Settings', 'runDirectory', blank);
    assert.match(
      shown,
      /Tasks would not find their secrets in .*a b.*because of the character “ ”/,
    );
  });
});

/** Launches with a setting of the user's, presses a button of what is told, and answers with that. */
async function launch(button: string, name: string, value: string): Promise<string> {
  const section = vscode.workspace.getConfiguration('nextflowSecrets');
  const target = vscode.ConfigurationTarget.Global;
  const before = section.inspect(name)?.globalValue;
  await section.update(name, value, target);
  using answers = new Answers(button);
  try {
    await vscode.commands.executeCommand('nextflowSecrets.testRun', {
      script: vscode.Uri.joinPath(folder, 'main.nf'),
      confirm: false,
    });
  } finally {
    await section.update(name, before, target);
  }
  assert.equal(answers.left, 0, answers.shown.join('\n'));
  return answers.shown.join('\n');
}

function elsewhere(): Promise<string> {
  return mkdtemp(join(folder.fsPath, '../elsewhere-'));
}
