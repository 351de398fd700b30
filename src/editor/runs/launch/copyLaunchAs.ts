import * as vscode from 'vscode';
import { launchForms, selectionOf } from '../../../core/copyAs/copiedLaunch.ts';
import { plainOptions } from '../../../core/runs/launch/launchOptions.ts';
import { namedWorkspace } from '../../../core/seqera/seqeraWorkspace.ts';
import type { CatalogService } from '../../../services/catalog/catalogService.ts';
import { settings } from '../../ids.ts';
import { readTextSetting } from '../../settings.ts';
import { copyForm } from '../../ui/copyForm.ts';
import { working } from '../../ui/working.ts';
import { launchFolder } from './launchFolder.ts';
import type { LaunchMemory } from './launchMemory.ts';
import { launchTarget } from './launchTarget.ts';
import { chooseScript } from './pickScript.ts';
import type { Pipelines } from './pipelines.ts';

interface CopyLaunchDeps {
  readonly catalog: CatalogService;
  readonly memory: LaunchMemory;
  readonly pipelines: Pipelines;
}

/** Copies a command that launches a pipeline on Seqera Platform with the secrets that it refers to. */
export async function copyLaunchAs(deps: CopyLaunchDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Copy Launch As');
  const script = await chooseScript(deps, launchTarget(argument).script, title);
  if (!script) {
    return;
  }
  const { catalog, memory, pipelines } = deps;
  const folder = launchFolder(script.folder);
  const path = script.uri.fsPath;
  const options = memory.lastOf(folder.uri, path) ?? plainOptions(path);
  const read = await working(vscode.l10n.t('Reading the pipeline'), signal =>
    pipelines.read({ folder, work: { kind: 'pipeline', options }, test: false }, signal),
  );
  if (!read) {
    return;
  }
  const names = read.uses.flatMap(({ reference }) => reference.name ?? []);
  const { current } = catalog;
  const named = readTextSetting(settings.seqeraWorkspace, script.folder.uri);
  await copyForm(
    launchForms({
      ...selectionOf(names, current.forFolder(folder.uri)),
      pipeline: null,
      workspace: named && namedWorkspace(named),
      profiles: options.profiles,
    }),
    title,
  );
}
