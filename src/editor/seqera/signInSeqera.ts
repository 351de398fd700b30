import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import { parseToken } from '../../core/seqera/parseToken.ts';
import type { SeqeraAccount } from '../../core/seqera/seqeraAccount.ts';
import {
  endpointProblemText,
  parseEndpoint,
  platformName,
  seqeraCloud,
  type SeqeraEndpoint,
  tokenPage,
} from '../../core/seqera/seqeraEndpoint.ts';
import type { SeqeraAccess, SeqeraStores } from '../../services/ports/stores/seqeraStores.ts';
import { pick, pickOne } from '../ui/pick.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import type { SeqeraAccounts } from './seqeraAccounts.ts';

/** What signing in stands on. */
export interface SeqeraSignInDeps {
  readonly accounts: SeqeraAccounts;
  readonly seqera: SeqeraStores;
}

const title = vscode.l10n.t('Sign In to Seqera Platform');

/**
 * Asks for a Platform and a token, and keeps the token once the Platform has taken it. `endpoint` is
 * the one that is meant, where that is known. Null where nothing came of it, which is told.
 */
export async function signInSeqera(
  deps: SeqeraSignInDeps,
  endpoint: SeqeraEndpoint | null = null,
): Promise<SeqeraAccount | null> {
  const found = await tokensHere(deps);
  const chosen = endpoint ?? (await askPlatform(deps.accounts, found));
  if (chosen === null) {
    return null;
  }
  const fitting = found.filter(one => one.endpoint === chosen);
  const source = fitting.length === 0 ? 'paste' : await askSource(chosen, fitting);
  if (source === null) {
    return null;
  }
  const token = source === 'paste' ? await askToken(deps, chosen) : await source.token();
  const access = token && { endpoint: chosen, token };
  return access && keep(deps, access, source === 'paste' ? 'paste' : source.kind);
}

/** A token that nobody has to paste, and where it was found. */
interface FoundToken {
  readonly kind: 'environment' | 'nextflow' | 'extension';
  readonly endpoint: SeqeraEndpoint;
  readonly token: () => Promise<SecretValue | null>;
}

async function tokensHere({ accounts, seqera }: SeqeraSignInDeps): Promise<readonly FoundToken[]> {
  const { environment, extension } = accounts;
  const nextflow = await seqera.nextflowSignIn();
  const known = (kind: FoundToken['kind'], access: SeqeraAccess | null): readonly FoundToken[] =>
    access ? [{ kind, endpoint: access.endpoint, token: () => Promise.resolve(access.token) }] : [];
  const asked = (): Promise<SecretValue | null> => extension.token(true);
  return [
    ...known('environment', environment),
    ...known('nextflow', nextflow),
    ...(extension.available
      ? [{ kind: 'extension', endpoint: seqeraCloud, token: asked } as const]
      : []),
  ];
}

async function keep(
  { accounts, seqera }: SeqeraSignInDeps,
  access: SeqeraAccess,
  from: FoundToken['kind'] | 'paste',
): Promise<SeqeraAccount | null> {
  const user = await working(
    vscode.l10n.t('Signing in to {0}', platformName(access.endpoint)),
    signal => seqera.userOf(access, signal),
  );
  if (!user?.ok) {
    if (user) {
      showFailure(user.error);
    }
    return null;
  }
  const isKept = from === 'paste' || from === 'nextflow';
  const account: SeqeraAccount = {
    endpoint: access.endpoint,
    user: user.value,
    token: isKept ? access.token.reveal() : null,
    keeper: from === 'extension' ? from : 'environment',
  };
  await accounts.add(account);
  return account;
}

async function askPlatform(
  accounts: SeqeraAccounts,
  found: readonly FoundToken[],
): Promise<SeqeraEndpoint | null> {
  const known = [
    ...new Set([
      seqeraCloud,
      ...found.map(({ endpoint }) => endpoint),
      ...(await accounts.list()).map(({ endpoint }) => endpoint),
    ]),
  ];
  const items = [
    ...known.map(endpoint => ({
      label: iconLabel`$(cloud) ${endpoint === seqeraCloud ? vscode.l10n.t('Seqera Cloud') : platformName(endpoint)}`,
      description: escapeIcons(endpoint),
      value: endpoint,
    })),
    {
      label: iconLabel`$(server) ${vscode.l10n.t('Seqera Enterprise…')}`,
      description: vscode.l10n.t('an installation of your organization'),
      value: null,
    },
  ];
  const answer = await pick(
    items,
    { title, step: 1, of: 1 },
    vscode.l10n.t('Choose a Seqera Platform'),
  );
  if (answer === null || answer === 'back') {
    return null;
  }
  return answer.value ?? askEndpoint();
}

async function askEndpoint(): Promise<SeqeraEndpoint | null> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The address of its API, which usually ends in /api'),
    placeHolder: 'https://seqera.example.org/api',
    ignoreFocusOut: true,
    validateInput: typed => {
      const parsed = parseEndpoint(typed);
      return parsed.ok ? undefined : endpointProblemText(parsed.error);
    },
  });
  const parsed = text === undefined ? null : parseEndpoint(text);
  return parsed?.ok ? parsed.value : null;
}

async function askSource(
  endpoint: SeqeraEndpoint,
  found: readonly FoundToken[],
): Promise<'paste' | FoundToken | null> {
  const items: (vscode.QuickPickItem & { readonly value: 'paste' | FoundToken })[] = [
    {
      label: iconLabel`$(key) ${vscode.l10n.t('Paste a Token')}`,
      detail: vscode.l10n.t('Kept by VS Code, encrypted; you can sign out in the Accounts menu'),
      value: 'paste',
    },
    ...found.map(token => ({ ...foundItems[token.kind], value: token })),
  ];
  const question = vscode.l10n.t('Choose a token for {0}', platformName(endpoint));
  return pickOne(items, title, question);
}

const foundItems: Readonly<Record<FoundToken['kind'], vscode.QuickPickItem>> = {
  environment: {
    label: iconLabel`$(server-environment) ${vscode.l10n.t('Use TOWER_ACCESS_TOKEN')}`,
    detail: vscode.l10n.t(
      'The token of the environment of this machine. It is read each time and not stored',
    ),
  },
  nextflow: {
    label: iconLabel`$(terminal) ${vscode.l10n.t('Use the Sign-In of Nextflow')}`,
    detail: vscode.l10n.t(
      'The token that nextflow auth login stored. VS Code keeps an encrypted copy',
    ),
  },
  extension: {
    label: iconLabel`$(extensions) ${vscode.l10n.t('Use the Sign-In of the Nextflow Extension')}`,
    detail: vscode.l10n.t(
      'Its token is read each time and not stored. It expires, and then you sign in there again',
    ),
  },
};

const openPage: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: vscode.l10n.t('Open the Page for Tokens'),
};

/** Masked; what is no token is refused at once, what is none any more by the Platform. */
function askToken(
  { seqera }: SeqeraSignInDeps,
  endpoint: SeqeraEndpoint,
): Promise<SecretValue | null> {
  return new Promise(resolve => {
    const input = vscode.window.createInputBox();
    input.title = title;
    input.prompt = vscode.l10n.t(
      'A personal access token of {0}. The button above opens the page where you can create one.',
      platformName(endpoint),
    );
    input.password = true;
    input.ignoreFocusOut = true;
    input.buttons = [openPage];
    input.onDidTriggerButton(() => {
      void vscode.env.openExternal(vscode.Uri.parse(tokenPage(endpoint)));
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => void accept());
    input.onDidHide(() => {
      resolve(null);
      input.dispose();
    });
    const accept = async (): Promise<void> => {
      const token = parseToken(input.value);
      if (input.busy) {
        return; // Enter was pressed again before the Platform has answered.
      }
      if (token === null) {
        input.validationMessage = vscode.l10n.t(
          'This is not a token. A token is one long word without spaces.',
        );
        return;
      }
      const access = { endpoint, token: new SecretValue(token) };
      [input.busy, input.enabled] = [true, false];
      const user = await seqera.userOf(access, AbortSignal.timeout(60_000)).catch(() => null);
      [input.busy, input.enabled] = [false, true];
      if (user?.ok === false && user.error.kind === 'seqera-signed-out') {
        input.validationMessage = vscode.l10n.t(
          '{0} does not accept this token. It has expired or belongs to another Platform.',
          platformName(endpoint),
        );
        return;
      }
      resolve(access.token);
      input.hide();
    };
    input.show();
  });
}
