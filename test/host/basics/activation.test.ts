import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('activation', () => {
  test('needs nothing but a folder with a script', async () => {
    const extension = vscode.extensions.getExtension('nextflow-secrets.nextflow-secrets');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
