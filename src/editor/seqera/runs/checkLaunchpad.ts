import * as vscode from 'vscode';
import type { SeqeraFailure } from '../../../core/failure.ts';
import { escapeIcons } from '../../../core/iconLabel.ts';
import { ok, type Result } from '../../../core/result.ts';
import { plainOptions } from '../../../core/runs/launch/launchOptions.ts';
import { pipelinePage } from '../../../core/seqera/launch/launchpadLink.ts';
import { preflight, type PreflightInput } from '../../../core/seqera/launch/preflight.ts';
import { sameRepository } from '../../../core/seqera/launch/webUrl.ts';
import { workspaceName } from '../../../core/seqera/seqeraWorkspace.ts';
import type { SavedLaunch } from '../../../core/seqera/workflowLaunch.ts';
import { baseName } from '../../../core/views/runs/runLabel.ts';
import type { PreflightNode } from '../../../core/views/seqera/preflightTree.ts';
import { bounded } from '../../../services/async/bounded.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { textField } from '../../commandArguments.ts';
import { commands } from '../../ids.ts';
import { chooseFolder, launchFolder } from '../../runs/launch/launchFolder.ts';
import { pickOne } from '../../ui/pick.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { addOnPlatform } from '../addOnPlatform.ts';
import { askPlace } from './askPlace.ts';
import type { CheckedLaunchpad } from './launchpadView.ts';
import { platformCatalog } from './platformCatalog.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

/** Requests at a time. */
const concurrency = 4;

/** Compares what code names with what the launchpad selects and with what exists, as a tree. */
export async function checkLaunchpad(deps: SeqeraRunsDeps): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    showFailure({ kind: 'workspace-untrusted' });
    return;
  }
  const folder = await chooseFolder(vscode.l10n.t('The launchpad of which folder’s workspace?'));
  const place = folder && (await askPlace(deps, folder));
  if (place) {
    await check(deps, folder, place);
  }
}

/** Adds the secret of a row on the Platform, and checks again. */
export async function addOnSeqera(deps: SeqeraRunsDeps, argument: unknown): Promise<void> {
  const checked = deps.launchpad.result;
  const title = vscode.l10n.t('Add Secret');
  const name = textField(argument, 'name') ?? (await askRow(deps, 'missing', title))?.name ?? null;
  if (checked && name !== null) {
    const { folder, place } = checked;
    await addOnPlatform({ ...deps, place, folder: folder.uri.toString() }, [name]);
    await deps.catalog.refresh();
    await check(deps, folder, place);
  }
}

/** Opens the page of a pipeline on the Platform, where its selection is kept. */
export async function openLaunchpadPipeline(
  deps: SeqeraRunsDeps,
  argument: unknown,
): Promise<void> {
  const checked = deps.launchpad.result;
  const title = vscode.l10n.t('Open on Seqera Platform');
  const id =
    textField(argument, 'launchpad') ?? (await askRow(deps, 'pipeline', title))?.launchpad ?? null;
  const session =
    checked && id !== null
      ? await working(title, signal => deps.remote.session(checked.place, signal))
      : null;
  if (session?.ok && id !== null) {
    const { endpoint, user, workspace } = session.value;
    const place = { user: user.name, workspace: workspace && workspaceName(workspace) };
    await vscode.env.openExternal(vscode.Uri.parse(pipelinePage(endpoint, place, id), true));
  } else if (session && !session.ok) {
    showFailure(session.error);
  }
}

/** The row that a command is for, where it was given none. */
async function askRow(
  { launchpad }: SeqeraRunsDeps,
  kind: 'pipeline' | 'missing',
  title: string,
): Promise<PreflightNode | null> {
  const items = launchpad.rowsOf(kind).map(({ row, pipeline }) => ({
    label: escapeIcons(row.label),
    description: kind === 'pipeline' ? row.description : escapeIcons(pipeline),
    value: row,
  }));
  if (items.length > 0) {
    const question =
      kind === 'pipeline' ? vscode.l10n.t('Choose a pipeline') : vscode.l10n.t('Choose a secret');
    return pickOne(items, title, question);
  }
  const none =
    kind === 'pipeline'
      ? vscode.l10n.t('The launchpad of this workspace is empty.')
      : vscode.l10n.t('No secret is missing for the pipelines of the launchpad.');
  const nothing = launchpad.result
    ? none
    : vscode.l10n.t('The launchpad has not been checked yet.');
  const button = vscode.l10n.t('Check Launchpad');
  if ((await vscode.window.showInformationMessage(nothing, button)) === button) {
    await vscode.commands.executeCommand(commands.checkLaunchpad);
  }
  return null;
}

async function check(
  deps: SeqeraRunsDeps,
  folder: vscode.WorkspaceFolder,
  place: SeqeraPlace,
): Promise<void> {
  const checked = await working(vscode.l10n.t('Checking the launchpad'), signal =>
    checkAll(deps, folder, place, signal),
  );
  if (checked?.ok) {
    await deps.launchpad.show(checked.value);
  } else if (checked) {
    showFailure(checked.error);
  }
}

async function checkAll(
  deps: SeqeraRunsDeps,
  folder: vscode.WorkspaceFolder,
  place: SeqeraPlace,
  signal: AbortSignal,
): Promise<Result<CheckedLaunchpad, SeqeraFailure>> {
  const session = await deps.remote.session(place, signal);
  if (!session.ok) {
    return session;
  }
  const listed = await session.value.pipelines(null, signal);
  if (!listed.ok) {
    return listed;
  }
  const [catalog, scripts] = await Promise.all([
    platformCatalog(deps.seqera, place, folder.uri.toString(), signal),
    scriptsIn(deps, folder, signal),
  ]);
  const pipelines = await bounded(
    listed.value.pipelines,
    concurrency,
    async pipeline => {
      const saved = await session.value.launchOfPipeline(pipeline, signal);
      const code = saved.ok ? await codeOf(deps, folder, saved.value, scripts, signal) : null;
      return preflight({ pipeline, saved, code, catalog });
    },
    signal,
  );
  signal.throwIfAborted();
  return ok({ folder, place, pipelines, more: listed.value.more });
}

/** A script of a folder, where its repository has it. */
interface RepositoryScript {
  readonly uri: vscode.Uri;
  readonly repository: string;
  /** Below the root of the repository. */
  readonly path: string;
}

/** The scripts of a folder that are in repositories, of which it may have several. */
async function scriptsIn(
  { pipelines, readCheckout }: SeqeraRunsDeps,
  folder: vscode.WorkspaceFolder,
  signal: AbortSignal,
): Promise<readonly RepositoryScript[]> {
  const scripts = (await pipelines.scripts()).filter(
    script => script.folder.uri.toString() === folder.uri.toString(),
  );
  const parentOf = (uri: vscode.Uri): string => vscode.Uri.joinPath(uri, '..').fsPath;
  const parents = [...new Set(scripts.map(({ uri }) => parentOf(uri)))];
  const read = async (path: string) => [path, await readCheckout(path, signal)] as const;
  const checkouts = new Map(await bounded(parents, concurrency, read, signal));
  return scripts.flatMap(({ uri }) => {
    const checkout = checkouts.get(parentOf(uri));
    return checkout?.repository
      ? [{ uri, repository: checkout.repository, path: `${checkout.prefix}${baseName(uri.path)}` }]
      : [];
  });
}

/** What a run of the pipeline reads, where its repository is open here. */
async function codeOf(
  { pipelines }: SeqeraRunsDeps,
  folder: vscode.WorkspaceFolder,
  saved: SavedLaunch,
  scripts: readonly RepositoryScript[],
  signal: AbortSignal,
): Promise<PreflightInput['code']> {
  const known = scripts.find(
    ({ repository, path }) =>
      path === (saved.mainScript ?? 'main.nf') && sameRepository(repository, saved.pipeline),
  );
  if (!known) {
    return null;
  }
  const options = { ...plainOptions(known.uri.fsPath), profiles: [...saved.profiles] };
  return pipelines.read(
    { folder: launchFolder(folder), work: { kind: 'pipeline', options }, test: false },
    signal,
  );
}
