import * as vscode from 'vscode';
import { plural } from '../../../core/count.ts';
import { iconLabel } from '../../../core/iconLabel.ts';
import { testSuites } from '../../../core/nextflow/files/testSuites.ts';
import type { PipelineIndex } from '../../../services/index/pipelineIndex.ts';
import { testUses } from '../../../services/index/testUses.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, settings } from '../../ids.ts';
import type { Registration } from '../../registration.ts';
import { readSetting } from '../../settings.ts';

/** By pattern: nf-test's files have no language of their own. */
const selector = { pattern: '**/*.nf.test' };

interface TestLensesDeps {
  readonly index: PipelineIndex;
}

/** Lenses in nf-test files that run a file or one test with the secrets of the tested code. */
export function registerTestLenses(deps: TestLensesDeps): Registration {
  const { index } = deps;
  const changed = new vscode.EventEmitter<void>();
  const owned = [
    changed,
    index.onDidChange(() => {
      changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: document => lensesOf(document, index),
    }),
  ];
  return { owned };
}

function lensesOf(document: vscode.TextDocument, index: PipelineIndex): vscode.CodeLens[] {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString();
  const shown = readSetting(settings.codeLens, document.uri);
  if (!shown || folder === undefined || !vscode.workspace.isTrusted) {
    return [];
  }
  const file = document.uri;
  return testSuites(document.getText()).flatMap(suite => {
    const { uses } = testUses(index, folder, file.toString(), [suite]);
    const names = new Set(uses.flatMap(({ reference }) => reference.name ?? []));
    const secrets = plural(
      names.size,
      vscode.l10n.t('1 secret'),
      vscode.l10n.t('{0} secrets', names.size),
      vscode.l10n.t('no secrets'),
    );
    return [
      lens(
        document,
        suite.span.start,
        iconLabel`$(beaker) ${vscode.l10n.t('Run tests with {0}', secrets)}`,
        {
          file,
          only: null,
        },
      ),
      ...suite.tests.map(({ name, span }) =>
        lens(document, span.start, iconLabel`$(beaker) ${vscode.l10n.t('Run test with secrets')}`, {
          file,
          only: name,
        }),
      ),
    ];
  });
}

function lens(
  document: vscode.TextDocument,
  offset: number,
  title: string,
  target: { readonly file: vscode.Uri; readonly only: string | null },
): vscode.CodeLens {
  const position = document.positionAt(offset);
  return new vscode.CodeLens(
    new vscode.Range(position, position),
    commandOf(commands.runTests, title, target),
  );
}
