import * as vscode from 'vscode';
import type { Failure } from '../../core/failure.ts';
import { working } from '../working.ts';
import type { StoresDeps } from './storesDeps.ts';

/** Gives Nextflow's store file the mode with which Nextflow reads it; else tells what is wrong. */
export async function repairStore(deps: StoresDeps): Promise<void> {
  const failure = failureOf(deps);
  if (failure?.kind !== 'store-file-mode') {
    if (failure) {
      deps.showFailure(failure);
    } else {
      void vscode.window.showInformationMessage('Nextflow’s store can be read as it is.');
    }
    return;
  }
  const done = await working('Repairing Nextflow’s store', () => deps.nextflow.closeToOthers());
  if (done?.ok === false) {
    deps.showFailure(done.error);
    return;
  }
  await deps.catalog.refresh(({ kind }) => kind === 'nextflow');
  const { path, mode } = failure;
  const open = (Number.parseInt(mode, 8) & 0o044) !== 0;
  void vscode.window.showInformationMessage(
    open
      ? `Only you can read ${path} now. Until now others could (mode ${mode}): renew the secrets that they may have seen.`
      : `${path} has the mode that Nextflow wants now.`,
  );
}

/** What keeps the store of this window from being read. */
function failureOf({ catalog }: StoresDeps): Failure | null {
  const entry = catalog.current.scopes.find(({ store }) => store.kind === 'nextflow');
  return entry?.state.kind === 'failed' ? entry.state.failure : null;
}
