import type { Workbench } from '../workbench.ts';
import type { FakePlatform } from './fakePlatform.ts';

/** Signs in to a Platform, where nobody is yet, and has it keep the folder's secrets in a workspace. */
export async function keepOnSeqera(
  window: Workbench,
  { endpoint }: FakePlatform,
  token: string,
  workspace = 'genomics/rnaseq',
): Promise<void> {
  await window.openSecrets();
  await window.command('Nextflow Secrets: Choose Where Secrets Are Kept…');
  await window.choose(/Workspace/);
  await window.choose(/Seqera Platform/);
  await window.choose(/Seqera Enterprise/);
  await window.answer('The address of its API', endpoint);
  await window.answer('A personal access token of', token);
  await window.choose(new RegExp(workspace));
  // Once the settings say it, too.
  await window.row(new RegExp(`^Workspace, Seqera ${workspace}`)).waitFor();
}

/** Launches the pipeline that is open as it is proposed. */
export async function launchThere(window: Workbench, environment: RegExp): Promise<void> {
  await window.command('Nextflow Secrets: Launch on Seqera Platform…');
  await window.choose(environment);
  await window.choose(/Plan the Launch/);
  await window.accept(/Launch genomics\/rnaseq on .* with/);
}

/** Cancels a run by the command, of whoever launched it. */
export async function cancelThere(window: Workbench, run: string): Promise<void> {
  await window.command('Nextflow Secrets: Cancel Run on Seqera Platform');
  await window.choose(new RegExp(run));
  await window
    .dialog(new RegExp(`Cancel ${run} on Seqera Platform`))
    .getByRole('button', { name: 'Cancel Run' })
    .click();
  await window.row(new RegExp(`^${run}, cancelled`)).waitFor();
}
