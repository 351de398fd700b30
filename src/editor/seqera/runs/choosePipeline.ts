import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import { naturalOrder } from '../../../core/naturalOrder.ts';
import type { ComputeEnvironment } from '../../../core/seqera/computeEnvironment.ts';
import { type SeqeraOptions, withLaunchpad } from '../../../core/seqera/launch/seqeraOptions.ts';
import type { LaunchpadPipeline } from '../../../core/seqera/workflowLaunch.ts';
import type { SeqeraSession } from '../../../services/ports/stores/seqeraSessions.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';

/** Asks for a pipeline of the launchpad; options as they were where none is chosen. */
export async function choosePipeline(
  session: SeqeraSession,
  environments: readonly ComputeEnvironment[],
  options: SeqeraOptions,
): Promise<SeqeraOptions> {
  const listed = await working(vscode.l10n.t('Reading the launchpad'), signal =>
    session.pipelines(signal),
  );
  if (!listed?.ok) {
    if (listed) {
      showFailure(listed.error);
    }
    return options;
  }
  const rows = [...listed.value]
    .sort((a, b) => naturalOrder(a.name, b.name))
    .map(pipeline => ({
      label: iconLabel`$(rocket) ${pipeline.name}`,
      description: escapeIcons(pipeline.source?.name ?? ''),
      detail: escapeIcons(pipeline.repository),
      pipeline,
    }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Launchpad Pipeline'),
    placeHolder:
      rows.length === 0
        ? vscode.l10n.t('The launchpad of this workspace is empty.')
        : vscode.l10n.t('Its launch settings replace the current choices'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked ? saved(session, picked.pipeline, environments, options) : options;
}

/** The options of a pipeline of the launchpad that is named by its id; null where it is not there. */
export async function pipelineOptions(
  session: SeqeraSession,
  id: string,
  environments: readonly ComputeEnvironment[],
  options: SeqeraOptions,
): Promise<SeqeraOptions | null> {
  const listed = await working(vscode.l10n.t('Reading the launchpad'), signal =>
    session.pipelines(signal),
  );
  if (listed && !listed.ok) {
    showFailure(listed.error);
  }
  const pipeline = listed?.ok ? listed.value.find(one => one.id === id) : undefined;
  return pipeline ? saved(session, pipeline, environments, options) : null;
}

/** What the launchpad has of a pipeline takes the place of what was chosen. */
async function saved(
  session: SeqeraSession,
  pipeline: LaunchpadPipeline,
  environments: readonly ComputeEnvironment[],
  options: SeqeraOptions,
): Promise<SeqeraOptions> {
  const launch = await working(vscode.l10n.t('Reading the launchpad'), signal =>
    session.launchOfPipeline(pipeline, signal),
  );
  if (launch?.ok) {
    return withLaunchpad(options, pipeline, launch.value, environments);
  }
  if (launch) {
    showFailure(launch.error);
  }
  return options;
}
