import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import {
  type ComputeEnvironment,
  computePlatformName,
  secretsSupport,
} from '../../../core/seqera/computeEnvironment.ts';

/** Asks for a compute environment: those that can launch first; null when the developer leaves. */
export async function pickEnvironment(
  environments: readonly ComputeEnvironment[],
  current: string | null,
  placeHolder = vscode.l10n.t('Compute environment'),
): Promise<ComputeEnvironment | null> {
  const rank = (one: ComputeEnvironment): number =>
    (one.status === 'AVAILABLE' ? 0 : 4) + (one.id === current ? 0 : 2) + (one.primary ? 0 : 1);
  const items = [...environments]
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .map(environment => ({
      label: iconLabel`$(server-environment) ${environment.name}`,
      description: escapeIcons(descriptionOf(environment)),
      detail: escapeIcons(detailOf(environment)),
      environment,
    }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Launch on Seqera Platform'),
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.environment ?? null;
}

function descriptionOf({ platform, region, primary, status }: ComputeEnvironment): string {
  return [
    computePlatformName(platform),
    ...(region === null || region === '' ? [] : [region]),
    ...(primary ? [vscode.l10n.t('primary')] : []),
    ...(status === 'AVAILABLE' ? [] : [status.toLowerCase()]),
  ].join(' · ');
}

function detailOf({ platform, workDir }: ComputeEnvironment): string {
  const support = {
    supported: '',
    unsupported: vscode.l10n.t('gives runs no secrets'),
    undocumented: vscode.l10n.t('not documented to give runs secrets'),
  }[secretsSupport(platform)];
  return [workDir ?? '', support].filter(part => part !== '').join(' · ');
}
