import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import { naturalOrder } from '../../../core/naturalOrder.ts';
import type { ComputeEnvironment } from '../../../core/seqera/computeEnvironment.ts';
import { type SeqeraOptions, withLaunchpad } from '../../../core/seqera/launch/seqeraOptions.ts';
import type { Launchpad, LaunchpadPipeline } from '../../../core/seqera/workflowLaunch.ts';
import type { SeqeraSession } from '../../../services/ports/stores/seqeraSessions.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';

/** Asks for a pipeline of the launchpad; options as they were where none is chosen. */
export async function choosePipeline(
  session: SeqeraSession,
  environments: readonly ComputeEnvironment[],
  options: SeqeraOptions,
): Promise<SeqeraOptions> {
  const pipeline = await pickPipeline(session);
  const saved = pipeline && (await savedOptions(session, pipeline, environments, options));
  return saved ?? options;
}

/** Asks among those that are read; the Platform searches where there are more. Null to leave. */
async function pickPipeline(session: SeqeraSession): Promise<LaunchpadPipeline | null> {
  let search: string | null = null;
  for (;;) {
    const listed = await read(session, search);
    const answer = listed && (await pickListed(listed, search));
    if (answer !== 'search') {
      return answer;
    }
    const text: string | undefined = await vscode.window.showInputBox({
      title: title(),
      prompt: vscode.l10n.t('A part of the name of the pipeline'),
      value: search ?? '',
      ignoreFocusOut: true,
    });
    if (text === undefined) {
      return null;
    }
    search = text.trim() === '' ? null : text.trim();
  }
}

/** Null where it cannot be read, which is told, or was given up. */
async function read(session: SeqeraSession, search: string | null): Promise<Launchpad | null> {
  const listed = await working(vscode.l10n.t('Reading the launchpad'), signal =>
    session.pipelines(search, signal),
  );
  if (listed?.ok) {
    return listed.value;
  }
  if (listed) {
    showFailure(listed.error);
  }
  return null;
}

interface Row extends vscode.QuickPickItem {
  readonly answer: LaunchpadPipeline | 'search';
}

async function pickListed(
  { pipelines, more }: Launchpad,
  search: string | null,
): Promise<Row['answer'] | null> {
  const listed = [...pipelines]
    .sort((a, b) => naturalOrder(a.name, b.name))
    .map(pipeline => ({
      label: iconLabel`$(rocket) ${pipeline.name}`,
      description: escapeIcons(pipeline.source?.name ?? ''),
      detail: escapeIcons(pipeline.repository),
      answer: pipeline,
    }));
  const others: Row = {
    label: iconLabel`$(search) ${vscode.l10n.t('Search…')}`,
    description: more
      ? vscode.l10n.t(
          'only the first {0} pipelines are listed',
          pipelines.length.toLocaleString(vscode.env.language),
        )
      : vscode.l10n.t('pipelines with “{0}” are listed', escapeIcons(search ?? '')),
    alwaysShow: true,
    answer: 'search',
  };
  const rows: readonly Row[] = more || search !== null ? [others, ...listed] : listed;
  const picked = await vscode.window.showQuickPick(rows, {
    title: title(),
    placeHolder:
      rows.length === 0
        ? vscode.l10n.t('The launchpad of this workspace is empty.')
        : vscode.l10n.t('Its launch settings replace the current choices'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.answer ?? null;
}

function title(): string {
  return vscode.l10n.t('Launchpad Pipeline');
}

/** What the launchpad has of a pipeline takes the place of what was chosen; null where it is not read, which is told. */
export async function savedOptions(
  session: SeqeraSession,
  pipeline: LaunchpadPipeline,
  environments: readonly ComputeEnvironment[],
  options: SeqeraOptions,
): Promise<SeqeraOptions | null> {
  const launch = await working(vscode.l10n.t('Reading the launchpad'), signal =>
    session.launchOfPipeline(pipeline, signal),
  );
  if (launch?.ok) {
    return withLaunchpad(options, pipeline, launch.value, environments);
  }
  if (launch) {
    showFailure(launch.error);
  }
  return null;
}
