import * as vscode from 'vscode';
import type { Failure } from '../../core/failure.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import type { StoresDeps } from './storesDeps.ts';

/** Gives Nextflow's store file the mode with which Nextflow reads it; else tells what is wrong. */
export async function repairStore(deps: StoresDeps): Promise<void> {
  const failure = failureOf(deps);
  if (failure?.kind !== 'store-file-mode') {
    if (failure) {
      showFailure(failure);
    } else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Nextflow’s store can be read as it is.'),
      );
    }
    return;
  }
  const done = await working(vscode.l10n.t('Repairing Nextflow’s store'), () =>
    deps.nextflow.closeToOthers(),
  );
  if (done?.ok === false) {
    showFailure(done.error);
    return;
  }
  await deps.catalog.refresh(({ kind }) => kind === 'nextflow');
  // A notice without a button shows one line.
  const open = (Number.parseInt(failure.mode, 8) & 0o044) !== 0;
  void vscode.window.showInformationMessage(
    open
      ? vscode.l10n.t(
          'Repaired. Other users could read these secrets. Replace them with new values.',
        )
      : vscode.l10n.t('Repaired. Nextflow now accepts the file.'),
  );
}

/** What keeps the store of this window from being read. */
function failureOf({ catalog }: StoresDeps): Failure | null {
  const entry = catalog.current.scopes.find(({ store }) => store.kind === 'nextflow');
  return entry?.state.kind === 'failed' ? entry.state.failure : null;
}
