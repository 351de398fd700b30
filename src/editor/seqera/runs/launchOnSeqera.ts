import * as vscode from 'vscode';
import type { Failure } from '../../../core/failure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { plainOptions } from '../../../core/runs/launch/launchOptions.ts';
import { launchpadLink } from '../../../core/seqera/launch/launchpadLink.ts';
import { planSeqeraLaunch } from '../../../core/seqera/launch/planSeqeraLaunch.ts';
import {
  firstOptions,
  launchOf,
  readRemembered,
  type SeqeraOptions,
  toRemember,
} from '../../../core/seqera/launch/seqeraOptions.ts';
import { type SeqeraChoices, type SeqeraPlan } from '../../../core/seqera/launch/seqeraPlan.ts';
import { sameRepository } from '../../../core/seqera/launch/webUrl.ts';
import { workspaceName } from '../../../core/seqera/seqeraWorkspace.ts';
import type { SavedLaunch } from '../../../core/seqera/workflowLaunch.ts';
import { baseName } from '../../../core/views/runs/runLabel.ts';
import type { LaunchRequest } from '../../../services/launch/launchRequest.ts';
import type { SeqeraPlace, SeqeraSession } from '../../../services/ports/stores/seqeraSessions.ts';
import { textField } from '../../commandArguments.ts';
import { launchFolder } from '../../runs/launch/launchFolder.ts';
import { launchTarget } from '../../runs/launch/launchTarget.ts';
import { chooseScript } from '../../runs/launch/pickScript.ts';
import type { LaunchableScript } from '../../runs/launch/pipelines.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { addOnPlatform } from '../addOnPlatform.ts';
import { askPlace } from './askPlace.ts';
import { choosePipeline, savedOptions } from './choosePipeline.ts';
import { followLaunch } from './followLaunch.ts';
import { pickEnvironment } from './pickEnvironment.ts';
import { pickSeqeraOptions, type SeqeraOptionChoices } from './pickSeqeraOptions.ts';
import { pickSeqeraPlan } from './pickSeqeraPlan.ts';
import { platformCatalog } from './platformCatalog.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

const title = vscode.l10n.t('Launch on Seqera Platform');
const noChoices: SeqeraChoices = { added: [], withheld: [] };

/** What a launch has found out before anything is chosen. */
interface Launch {
  readonly deps: SeqeraRunsDeps;
  readonly script: LaunchableScript;
  readonly place: SeqeraPlace;
  readonly session: SeqeraSession;
  readonly checkout: Awaited<ReturnType<SeqeraRunsDeps['readCheckout']>>;
  readonly choices: SeqeraOptionChoices;
}

/** Asks where and how, shows the plan, launches. Answers with the run's id, or null. */
export async function launchOnSeqera(
  deps: SeqeraRunsDeps,
  argument: unknown,
): Promise<string | null> {
  if (!vscode.workspace.isTrusted) {
    showFailure({ kind: 'workspace-untrusted' });
    return null;
  }
  const script = await chooseScript(deps, launchTarget(argument).script, title);
  const place = script && (await askPlace(deps, script.folder));
  if (!place) {
    return null;
  }
  const prepared = await working(vscode.l10n.t('Asking Seqera Platform'), signal =>
    prepare(deps, script, place, signal),
  );
  if (!prepared?.ok) {
    if (prepared) {
      showFailure(prepared.error);
    }
    return null;
  }
  return lead(prepared.value, textField(argument, 'launchpad'));
}

async function prepare(
  deps: SeqeraRunsDeps,
  script: LaunchableScript,
  place: SeqeraPlace,
  signal: AbortSignal,
): Promise<Result<Launch, Failure>> {
  const session = await deps.remote.session(place, signal);
  if (!session.ok) {
    return session;
  }
  const [environments, checkout, profiles] = await Promise.all([
    session.value.computeEnvironments(signal),
    deps.readCheckout(vscode.Uri.joinPath(script.uri, '..').fsPath, signal),
    deps.pipelines.profiles(script),
  ]);
  if (!environments.ok) {
    return environments;
  }
  const choices: SeqeraOptionChoices = {
    folder: script.folder,
    profiles,
    environments: environments.value,
    choosePipeline: options => choosePipeline(session.value, environments.value, options),
  };
  return ok({ deps, script, place, session: session.value, checkout, choices });
}

/** From the compute environment, or a pipeline of the launchpad, to the run. */
async function lead(launch: Launch, launchpad: string | null): Promise<string | null> {
  const { deps, script, checkout, choices } = launch;
  const folder = script.folder.uri.toString();
  const last = readRemembered(deps.state.get(memoryKey(folder)));
  if (choices.environments.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'This workspace has no compute environment. Ask an admin or owner to add one on the Platform.',
      ),
    );
    return null;
  }
  const [usual] = choices.environments;
  const pipeline = launchpad === null ? null : deps.launchpad.pipeline(launchpad);
  const environment =
    pipeline === null
      ? await pickEnvironment(choices.environments, last?.environment ?? null)
      : (usual ?? null);
  let options = environment && firstOptions(environment, checkout, pathOf(script, checkout), last);
  if (options && pipeline) {
    options = await savedOptions(launch.session, pipeline, choices.environments, options);
  }
  while (options) {
    options = await pickSeqeraOptions(options, choices);
    const outcome: Outcome = options ? await decide(launch, options) : none;
    if (outcome !== 'back') {
      return outcome.run;
    }
  }
  return null;
}

/** A script below the folder whose repository it is in, which may be one of several in the open folder. */
function pathOf({ uri }: LaunchableScript, checkout: Launch['checkout']): string {
  return checkout === null ? vscode.workspace.asRelativePath(uri, false) : baseName(uri.path);
}

/** What was decided on a plan: a run, or none, or back to the options. */
type Outcome = { readonly run: string | null } | 'back';

const none: Outcome = { run: null };

/** Shows the plan until it is accepted, and launches; `back` leads to the options. */
async function decide(launch: Launch, options: SeqeraOptions): Promise<Outcome> {
  const { deps, session, script, place } = launch;
  let choices = noChoices;
  for (;;) {
    const planned = await working(vscode.l10n.t('Planning the launch'), signal =>
      plan(launch, options, choices, signal),
    );
    if (!planned?.ok) {
      if (planned) {
        showFailure(planned.error);
      }
      return 'back';
    }
    const decision = await pickSeqeraPlan(planned.value);
    if (decision.kind === 'cancel' || decision.kind === 'back') {
      return decision.kind === 'back' ? 'back' : none;
    }
    const changed = JSON.stringify(decision.choices) !== JSON.stringify(choices);
    ({ choices } = decision);
    if (decision.kind === 'add') {
      const folder = script.folder.uri.toString();
      await addOnPlatform({ seqera: deps.seqera, place, folder }, decision.names);
      await deps.catalog.refresh();
    } else {
      const final = changed ? await plan(launch, options, choices, never) : planned;
      if (!final.ok) {
        showFailure(final.error);
        return 'back';
      }
      if (decision.kind === 'launch') {
        await deps.state.update(memoryKey(script.folder.uri.toString()), toRemember(options));
        return { run: await submit(launch, options, final.value) };
      }
      await vscode.env.openExternal(vscode.Uri.parse(linkOf(session, final.value), true));
      return none;
    }
  }
}

const never = new AbortController().signal;

function linkOf(session: SeqeraSession, { launch }: SeqeraPlan): string {
  const { endpoint, user, workspace } = session;
  const place = { user: user.name, workspace: workspace && workspaceName(workspace) };
  return launchpadLink(endpoint, place, launch);
}

async function plan(
  { deps, script, place, session, checkout }: Launch,
  options: SeqeraOptions,
  choices: SeqeraChoices,
  signal: AbortSignal,
): Promise<Result<SeqeraPlan, Failure>> {
  const texts = await textsOf(options);
  if (!texts.ok) {
    return texts;
  }
  const request: LaunchRequest = {
    folder: launchFolder(script.folder),
    work: {
      kind: 'pipeline',
      options: { ...plainOptions(script.uri.fsPath), profiles: [...options.profiles] },
    },
    test: false,
  };
  const [read, catalog, details] = await Promise.all([
    deps.pipelines.read(request, signal),
    platformCatalog(deps.seqera, place, script.folder.uri.toString(), signal),
    session.computeEnvironment(options.environment.id, signal),
  ]);
  const { launchpad } = options;
  const common = {
    catalog,
    environment: options.environment,
    details: details.ok ? details.value : null,
    launch: launchOf(options, texts.value),
    saved: launchpad?.saved ?? null,
    source: launchpad?.pipeline.source?.name ?? null,
  };
  return ok(
    launchpad === null || isOpenHere(options, checkout)
      ? planSeqeraLaunch({ ...common, ...read, checkout, choices })
      : planSeqeraLaunch({
          ...common,
          ...unread,
          choices: { ...choices, added: keptOf(launchpad.saved, choices) },
        }),
  );
}

function isOpenHere(options: SeqeraOptions, checkout: Launch['checkout']): boolean {
  const repository = checkout?.repository ?? null;
  return repository !== null && sameRepository(repository, options.repository);
}

/** Of a pipeline from elsewhere the code is not at hand. */
const unread = { uses: [], processes: [], complete: false, checkout: null } as const;

/** What was selected for it holds, but for what the developer has left out. */
function keptOf(saved: SavedLaunch, { added, withheld }: SeqeraChoices): readonly string[] {
  const all = [...added, ...saved.userSecrets, ...saved.workspaceSecrets];
  return [...new Set(all)].filter(name => !withheld.includes(name));
}

async function textsOf({
  paramsFile,
  configFile,
}: SeqeraOptions): Promise<Result<{ readonly params: string; readonly config: string }, Failure>> {
  const texts: string[] = [];
  for (const path of [paramsFile, configFile]) {
    try {
      const bytes =
        path === null ? null : await vscode.workspace.fs.readFile(vscode.Uri.file(path));
      texts.push(bytes === null ? '' : new TextDecoder().decode(bytes));
    } catch (error) {
      const reason = error instanceof vscode.FileSystemError ? error.code : 'unreadable';
      return err({ kind: 'file-unreadable', path: path ?? '', reason });
    }
  }
  const [params = '', config = ''] = texts;
  return ok({ params, config });
}

async function submit(
  { deps, session, place }: Launch,
  options: SeqeraOptions,
  { launch }: SeqeraPlan,
): Promise<string | null> {
  const source = options.launchpad?.pipeline.source?.id ?? null;
  const submitted = await working(
    vscode.l10n.t('Launching on Seqera Platform'),
    () => session.launch(launch, source, never),
    { cancellable: false },
  );
  return followLaunch(deps, place, launch.pipeline, submitted);
}

function memoryKey(folder: string): string {
  return ['seqera-launch', folder].join(' ');
}
