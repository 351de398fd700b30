import { commands, contextKeys } from '../ids.ts';
import { scopesHere } from '../prompts/askScope.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
import { SeqeraAuthentication } from '../seqera/seqeraAuthentication.ts';
import { signInSeqera } from '../seqera/signInSeqera.ts';
import { setContext } from '../ui/setContext.ts';
import {
  chooseAwsProfile,
  chooseAwsRegion,
  chooseSeqeraWorkspace,
  chooseStore,
} from './chooseStore.ts';
import { repairStore } from './repairStore.ts';
import { restoreSecret } from './restoreSecret.ts';
import { signIn } from './signIn.ts';
import type { StoresDeps } from './storesDeps.ts';
import { StoreSet, type StoreSetDeps } from './storeSet.ts';
import { StoreStatus } from './storeStatus.ts';
import { forgetLostSecret, watchBrowserStorage } from './watchBrowserStorage.ts';

/** What the extension takes from it. */
export interface RegisteredStores extends Registration {
  readonly status: StoreStatus;
  /** What other commands on stores work with. */
  readonly deps: StoresDeps;
}

/** Brings the stores of this window to life, their commands and their place in the status bar. */
export function registerStores(deps: StoreSetDeps): RegisteredStores {
  const { catalog } = deps;
  const status = new StoreStatus(catalog);
  const stores = new StoreSet(deps);
  const commandDeps: StoresDeps = { ...deps, stores };
  const handlers = {
    [commands.chooseStore]: chooseStore,
    [commands.chooseAwsProfile]: chooseAwsProfile,
    [commands.chooseAwsRegion]: chooseAwsRegion,
    [commands.signIn]: signIn,
    [commands.signInSeqera]: () => signInSeqera(commandDeps),
    [commands.chooseSeqeraWorkspace]: chooseSeqeraWorkspace,
    [commands.restoreSecret]: restoreSecret,
    [commands.repairStore]: repairStore,
    [commands.forgetLostSecret]: forgetLostSecret,
  };
  const owned = [
    stores,
    status,
    new SeqeraAuthentication(deps.accounts, () => signInSeqera(commandDeps)),
    ...watchBrowserStorage(commandDeps),
    catalog.onDidChange(() => {
      const can = scopesHere().some(scope => Boolean(catalog.store(scope)?.recovery));
      setContext({ [contextKeys.canRestore]: can });
    }),
    ...registerCommands(commandDeps, handlers).owned,
  ];
  return { status, deps: commandDeps, owned };
}
