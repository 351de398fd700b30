import './editor/translate.ts';
import { join } from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import * as vscode from 'vscode';
import { AwsStores } from './adapters/aws/store/awsStores.ts';
import { CloudInspectors } from './adapters/clouds/cloudInspectors.ts';
import { CloudPlaces } from './adapters/copies/cloudPlaces.ts';
import { BrowserNotesFile } from './adapters/files/browserNotesFile.ts';
import { LocalPipelineSource } from './adapters/files/localPipelineSource.ts';
import { LocalWindowMemory } from './adapters/files/localWindowMemory.ts';
import { GoogleStores } from './adapters/google/googleStores.ts';
import { LocalLeftovers } from './adapters/leftovers/localLeftovers.ts';
import { LocalNextflowStores } from './adapters/nextflow/localNextflowStores.ts';
import { LocalTools } from './adapters/nextflow/localTools.ts';
import { stateRoot } from './adapters/runFolders/stateRoot.ts';
import { LocalRunFiles } from './adapters/runs/localRunFiles.ts';
import { LocalRunHost } from './adapters/runs/localRunHost.ts';
import { PlatformStores } from './adapters/seqera/platformStores.ts';
import { currentUser } from './adapters/system/currentUser.ts';
import { later } from './adapters/system/later.ts';
import { localGit } from './adapters/system/localGit.ts';
import { usualStoreFile } from './core/runs/copies/storeFile.ts';
import type { PermissionsView } from './editor/iam/permissionsView.ts';
import { registerIam } from './editor/iam/registerIam.ts';
import { commands, settings } from './editor/ids.ts';
import { registerLanguage } from './editor/language/registerLanguage.ts';
import { withOpenTexts } from './editor/language/withOpenTexts.ts';
import { WorkspaceIndexer } from './editor/language/workspaceIndexer.ts';
import type { LeftoversView } from './editor/leftovers/leftoversView.ts';
import { registerLeftovers } from './editor/leftovers/registerLeftovers.ts';
import { askCode } from './editor/prompts/askCode.ts';
import { registerCommands } from './editor/registerCommands.ts';
import type { Registration } from './editor/registration.ts';
import { registerRename } from './editor/rename/registerRename.ts';
import { registerRuns } from './editor/runs/registerRuns.ts';
import { registerSecrets } from './editor/secrets/registerSecrets.ts';
import type { SecretsView } from './editor/secrets/view/secretsView.ts';
import { showFirstLook } from './editor/secrets/view/showFirstLook.ts';
import { browserPage } from './editor/secretStorage/browserStore.ts';
import { nextflowExtension } from './editor/seqera/nextflowExtension.ts';
import { registerSeqeraRuns } from './editor/seqera/runs/registerSeqeraRuns.ts';
import { watchEndedRuns } from './editor/seqera/runs/watchEndedRuns.ts';
import { SeqeraAccounts } from './editor/seqera/seqeraAccounts.ts';
import { readTextSetting } from './editor/settings.ts';
import type { ComparisonView } from './editor/stores/compare/comparisonView.ts';
import { registerComparison } from './editor/stores/compare/registerComparison.ts';
import { registerStores } from './editor/stores/registerStores.ts';
import type { StoreStatus } from './editor/stores/storeStatus.ts';
import { inBrowser } from './editor/ui/inBrowser.ts';
import type { Subscription } from './services/async/event.ts';
import { CatalogService } from './services/catalog/catalogService.ts';
import { SecretEditor } from './services/catalog/secretEditor.ts';
import { PipelineIndex } from './services/index/pipelineIndex.ts';

/** What tests of the editor look at. */
export interface ExtensionApi {
  readonly catalog: CatalogService;
  readonly editor: SecretEditor;
  readonly index: PipelineIndex;
  readonly view: SecretsView;
  readonly leftovers: LeftoversView;
  readonly permissions: PermissionsView;
  readonly storeStatus: StoreStatus;
  readonly comparison: ComparisonView;
}

/** The composition root: makes each part and hands it what it stands on. */
export function activate(context: vscode.ExtensionContext): ExtensionApi | undefined {
  const log = vscode.window.createOutputChannel('Nextflow Secrets', { log: true });
  const catalog = new CatalogService();
  const index = new PipelineIndex();
  const host = new LocalRunHost({
    root: runRoot,
    supervisor: context.asAbsolutePath('dist/supervisor.js'),
  });
  const nextflow = new LocalNextflowStores(usualStoreFile(process.env, currentUser().home));
  const source = withOpenTexts(new LocalPipelineSource());
  const editor = new SecretEditor(catalog);
  const shared = { catalog, index, source, log };
  const platform = platformOf(context, shared);
  const runs = runsOf(context, { ...shared, remote: platform.view, editor, host });
  const { view, owned } = registerSecrets({
    catalog,
    editor,
    index,
    later,
    nextflowStore: nextflow.path,
    parseDotenv,
    ...runs,
  });
  const stores = storesOf(context, platform, catalog, nextflow);
  const { workspaceState: memory } = context;
  const care = registerCare({ aws: stores.aws, platform, memory, index, host, log });
  context.subscriptions.push(
    ...owned,
    ...stores.owned,
    ...care.owned,
    showFirstLook(view, index, context.globalState),
    startIndexing(index, log),
    ...registerLanguage({ catalog, index, source, view, later, env: process.env }).owned,
    ...registerRename({ catalog, editor, index, view }).owned,
    log,
    catalog,
    index,
    host,
    ...registerCommands(log, { [commands.showLog]: showLog }).owned,
    ...runs.owned,
    ...platform.owned,
  );
  // Only tests get at the parts: nothing of ours is handed to other extensions.
  return context.extensionMode === vscode.ExtensionMode.Test
    ? {
        catalog,
        editor,
        index,
        view,
        leftovers: care.leftovers,
        permissions: care.permissions,
        storeStatus: stores.status,
        comparison: stores.comparison,
      }
    : undefined;
}

/** Seqera Platform: the sign-ins that this editor keeps, the stores, and the runs that are there. */
function platformOf(
  { secrets, workspaceState: state }: vscode.ExtensionContext,
  shared: Pick<Parameters<typeof registerSeqeraRuns>[0], 'catalog' | 'index' | 'source' | 'log'>,
): { readonly accounts: SeqeraAccounts; readonly seqera: PlatformStores } & ReturnType<
  typeof registerSeqeraRuns
> {
  const accounts = new SeqeraAccounts(secrets, process.env, nextflowExtension);
  const seqera = new PlatformStores((endpoint, name) => accounts.findToken(endpoint, name));
  const deps = { ...shared, accounts, seqera, state, readCheckout: localGit, later };
  const { owned, ...registered } = registerSeqeraRuns(deps);
  return { accounts, seqera, ...registered, owned: [...owned, accounts] };
}

/** A page has read its browser's storage at most so long before its extension host starts. */
const pageAge = 10_000;

/** The stores of this window, with the clouds that may keep them. */
function storesOf(
  { secrets, globalStorageUri }: vscode.ExtensionContext,
  { accounts, seqera }: ReturnType<typeof platformOf>,
  catalog: CatalogService,
  nextflow: LocalNextflowStores,
): {
  readonly aws: AwsStores;
  readonly status: StoreStatus;
  readonly comparison: ComparisonView;
  readonly owned: readonly Subscription[];
} {
  const aws = new AwsStores({ env: process.env, askCode });
  const google = new GoogleStores();
  const user = currentUser().name;
  const clouds = { aws, google };
  const notes = new BrowserNotesFile(join(globalStorageUri.fsPath, 'browser-secrets.json'));
  const opened = performance.timeOrigin - pageAge;
  const browser = inBrowser() ? { notes, page: browserPage(secrets, opened) } : null;
  const { status, deps, owned } = registerStores({
    catalog,
    clouds,
    seqera,
    accounts,
    nextflow,
    browser,
    secrets,
    user,
  });
  const comparison = registerComparison(deps);
  const all = [...owned, ...comparison.owned, aws, google, notes];
  return { aws, status, comparison: comparison.view, owned: all };
}

/** The commands and views of runs, on the parts that others have too. */
function runsOf(
  { workspaceState, storageUri }: vscode.ExtensionContext,
  shared: Pick<
    Parameters<typeof registerRuns>[0],
    'catalog' | 'index' | 'source' | 'editor' | 'host' | 'log' | 'remote'
  >,
): ReturnType<typeof registerRuns> {
  return registerRuns({
    ...shared,
    later,
    files: new LocalRunFiles(),
    tools: new LocalTools(),
    memory: workspaceState,
    windowMemory: storageUri ? new LocalWindowMemory(join(storageUri.fsPath, 'windows')) : null,
  });
}

function showLog(log: vscode.LogOutputChannel): void {
  log.show();
}

/** Reads the workspace in the background. */
function startIndexing(index: PipelineIndex, log: vscode.LogOutputChannel): WorkspaceIndexer {
  const indexer = new WorkspaceIndexer(index, log);
  void indexer.readAll().catch((error: unknown) => {
    log.error('the workspace cannot be indexed', error);
  });
  return indexer;
}

interface CareDeps {
  readonly memory: vscode.Memento;
  readonly aws: AwsStores;
  readonly index: PipelineIndex;
  readonly host: LocalRunHost;
  readonly platform: Pick<ReturnType<typeof platformOf>, 'runs' | 'remote'>;
  readonly log: vscode.LogOutputChannel;
}

interface RegisteredCare extends Registration {
  readonly leftovers: LeftoversView;
  readonly permissions: PermissionsView;
}

/** What surrounds secrets and runs in clouds: who may do what, and what is left. */
function registerCare(deps: CareDeps): RegisteredCare {
  const { aws, platform, memory, index, host, log } = deps;
  const clouds = { connectAws: aws.connect.bind(aws), env: process.env };
  const places = new CloudPlaces(clouds);
  const iam = registerIam({
    inspectors: new CloudInspectors(clouds),
    index,
    memory,
  });
  const leftovers = registerLeftovers({
    places,
    machine: new LocalLeftovers({ root: runRoot, runs: host }),
    runs: host,
    platform: platform.runs,
    index,
    later,
    log,
  });
  const unasked = new CloudPlaces(clouds);
  const { remote } = platform;
  const ended = watchEndedRuns({ remote, places: unasked, state: memory, later, log });
  return {
    leftovers: leftovers.view,
    permissions: iam.view,
    owned: [...iam.owned, ...leftovers.owned, places, ...ended.owned, unasked],
  };
}

/** Runs belong to the machine, so the setting is read without regard to a folder. */
function runRoot(): string {
  return stateRoot(readTextSetting(settings.runDirectory));
}
