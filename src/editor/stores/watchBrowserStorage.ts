import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { scopeKey, type SecretScope, userScope } from '../../core/secrets/secretScope.ts';
import {
  isOfBrowser,
  remarkDetail,
  remarkText,
  type StoreRemark,
} from '../../core/secrets/storeRemark.ts';
import type { Subscription } from '../../services/async/event.ts';
import { commands, settings } from '../ids.ts';
import { scopeText } from '../prompts/askScope.ts';
import { runCommand } from '../runCommand.ts';
import { BrowserStore } from '../secretStorage/browserStore.ts';
import { inspectSetting } from '../settings.ts';
import { inBrowser } from '../ui/inBrowser.ts';
import { pickOne } from '../ui/pick.ts';
import { secretRow } from '../ui/secretRow.ts';
import { carrySecrets } from './carrySecrets.ts';
import type { StoresDeps } from './storesDeps.ts';
import { writeStoreSettings } from './storeSettings.ts';

/**
 * In a browser, tells of secrets that its storage does not have as they were left, and proposes a
 * store that loses none. Each is told once in a window.
 */
export function watchBrowserStorage(deps: StoresDeps): Subscription[] {
  if (!inBrowser()) {
    return [];
  }
  const announced = new Set<string>();
  return [
    deps.catalog.onDidChange(() => {
      const news = remarksNow(deps).filter(one => !announced.has(keyOf(one)));
      news.forEach(one => announced.add(keyOf(one)));
      if (news.length > 0) {
        void tell(deps, news);
      } else if (!announced.has('proposal') && isUndecided() && keepsSome(deps)) {
        announced.add('proposal');
        void propose(deps);
      }
    }),
  ];
}

/** Lets go of a secret that this browser does not have: that of a row, else of those the one chosen. */
export async function forgetLostSecret(deps: StoresDeps, argument: unknown): Promise<void> {
  const row = secretRow(argument);
  const remark = row?.kind === 'remark' ? row : await askLost(deps);
  if (remark) {
    await forget(deps, [remark]);
  }
}

async function askLost(deps: StoresDeps): Promise<ScopeRemark | null> {
  const items = remarksNow(deps).map(value => ({
    label: value.remark.name,
    description: `${scopeText(value.scope)} · ${remarkText(value.remark)}`,
    value,
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This window knows of no lost secret.'),
    );
    return null;
  }
  const title = vscode.l10n.t('Forget Lost Secret');
  return pickOne(items, title, vscode.l10n.t('Choose a lost secret to forget'));
}

async function forget({ catalog }: StoresDeps, lost: readonly ScopeRemark[]): Promise<void> {
  for (const { scope, remark } of lost) {
    const store = catalog.store(scope);
    if (store instanceof BrowserStore) {
      await store.forget([remark.name]);
    }
  }
}

/** A remark of a scope's store; a row of the tree is one, too. */
interface ScopeRemark {
  readonly scope: SecretScope;
  readonly remark: StoreRemark;
}

function remarksNow({ catalog }: StoresDeps): readonly ScopeRemark[] {
  return catalog.current.scopes.flatMap(({ scope, store }) =>
    store.remarks.filter(isOfBrowser).map(remark => ({ scope, remark })),
  );
}

function keyOf({ scope, remark }: ScopeRemark): string {
  return `${scopeKey(scope)} ${remark.kind} ${remark.name}`;
}

async function tell(deps: StoresDeps, news: readonly ScopeRemark[]): Promise<void> {
  const reload = news.every(({ remark }) => remark.kind === 'elsewhere');
  const actions = [
    ...(reload
      ? [
          {
            title: vscode.l10n.t('Reload Window'),
            act: () => vscode.commands.executeCommand('workbench.action.reloadWindow'),
          },
        ]
      : []),
    { title: vscode.l10n.t('Choose Store…'), act: () => chooseStore(news[0]?.scope ?? userScope) },
    ...(reload ? [] : [{ title: vscode.l10n.t('Forget'), act: () => forget(deps, news) }]),
  ];
  const titles = actions.map(({ title }) => title);
  const chosen = reload
    ? await vscode.window.showInformationMessage(textOf(news), ...titles)
    : await vscode.window.showWarningMessage(textOf(news), ...titles);
  await actions.find(({ title }) => title === chosen)?.act();
}

function textOf(news: readonly ScopeRemark[]): string {
  const [first, ...others] = news;
  if (first && others.length === 0) {
    return remarkDetail(first.remark);
  }
  const named = news.map(({ remark }) => `${remark.name} (${remarkText(remark)})`).join(', ');
  return plural(
    news.length,
    vscode.l10n.t(
      '1 secret is not in this browser as it was stored: {0}. A browser keeps secrets in its own storage. Another window can overwrite it, and each browser has its own.',
      named,
    ),
    vscode.l10n.t(
      '{0} secrets are not in this browser as they were stored: {1}. A browser keeps secrets in its own storage. Another window can overwrite it, and each browser has its own.',
      news.length,
      named,
    ),
  );
}

/** Whether nobody has decided yet where yours are kept. */
function isUndecided(): boolean {
  return inspectSetting(settings.userStore).user === undefined;
}

function keepsSome({ catalog }: StoresDeps): boolean {
  return catalog.current.scopes.some(
    ({ store, state }) =>
      store.kind === 'editor' && state.kind === 'loaded' && state.records.length > 0,
  );
}

async function propose(deps: StoresDeps): Promise<void> {
  const use = vscode.l10n.t('Use Nextflow’s Store');
  const keep = vscode.l10n.t('Keep in This Browser');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'VS Code in a browser keeps secrets in the storage of the page. Other windows can overwrite it, and other browsers cannot read it. Nextflow’s store on the server does not have this problem. It is a plain text file that only you can read ({0}), shared with nextflow secrets.',
      deps.nextflow.path,
    ),
    use,
    keep,
  );
  const apply = (kind: 'nextflow' | 'editor'): Promise<void> =>
    deps.stores.during(() => writeStoreSettings(userScope, { [settings.userStore]: kind }));
  if (chosen === use) {
    const values = { [settings.userStore]: 'nextflow' };
    await carrySecrets(deps, userScope, values, () => apply('nextflow'));
  } else if (chosen === keep) {
    await apply('editor');
  }
}

async function chooseStore(scope: SecretScope): Promise<void> {
  await runCommand(commands.chooseStore, { kind: 'scope', scope });
}
