import * as vscode from 'vscode';
import { namedWorkspace } from '../../../core/seqera/seqeraWorkspace.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { settings } from '../../ids.ts';
import { readTextSetting } from '../../settings.ts';
import { seqeraAccount, writeStoreSettings } from '../../stores/storeSettings.ts';
import { askSeqera } from '../askSeqera.ts';
import type { SeqeraSignInDeps } from '../signInSeqera.ts';

/** The workspaces of the Platform that this window's folders name. */
export function seqeraPlaces(): readonly SeqeraPlace[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const named = folders.flatMap(({ uri }) => workspaceOf(uri) ?? []);
  return [...new Set(named)].map(placeOf);
}

/** The workspace in which a folder's pipelines are launched; asked for where none is chosen. */
export async function askPlace(
  deps: SeqeraSignInDeps,
  folder: vscode.WorkspaceFolder,
): Promise<SeqeraPlace | null> {
  const scope = { kind: 'workspace', folder: folder.uri.toString() } as const;
  if (workspaceOf(folder.uri) === null) {
    const values = await askSeqera(deps, scope, null);
    if (values === null) {
      return null;
    }
    await writeStoreSettings(scope, values);
  }
  const named = workspaceOf(folder.uri);
  return named === null ? null : placeOf(named);
}

function placeOf(named: string): SeqeraPlace {
  return { ...seqeraAccount(), workspace: namedWorkspace(named) };
}

/** What a folder's settings name; null where they name none. */
function workspaceOf(folder: vscode.Uri): string | null {
  return vscode.workspace.isTrusted ? readTextSetting(settings.seqeraWorkspace, folder) : null;
}
