import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import {
  type BackendKind,
  backendKinds,
  backends,
  type DeliveryKind,
} from '../../../core/runs/backends/backend.ts';
import type { LaunchOptions } from '../../../core/runs/launch/launchOptions.ts';

interface Row extends vscode.QuickPickItem {
  readonly backend: BackendKind | null;
}

/** Asks where tasks execute, and how they get their secrets where there are several ways. */
export async function changeBackend(options: LaunchOptions): Promise<LaunchOptions> {
  const rows: readonly Row[] = [
    {
      label: iconLabel`$(gear) ${vscode.l10n.t('As Its Config Says')}`,
      description: vscode.l10n.t('process.executor of the pipeline’s config and profiles'),
      backend: null,
    },
    ...backendKinds.map(backend => ({
      label: iconLabel`$(server-environment) ${backends[backend].label}`,
      detail: [...backends[backend].needs.map(need => vscode.l10n.t('needs {0}', need))].join('; '),
      backend,
    })),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Runs On'),
    placeHolder: vscode.l10n.t('Where tasks need the copies of secrets'),
  });
  if (!picked) {
    return options;
  }
  const several = picked.backend !== null && backends[picked.backend].deliveries.length > 1;
  const delivery = several ? await pickDelivery(picked.backend) : options.delivery;
  return delivery === undefined ? options : { ...options, backend: picked.backend, delivery };
}

/** Null for the one that fits, undefined when the developer leaves. */
async function pickDelivery(backend: BackendKind): Promise<DeliveryKind | null | undefined> {
  const names: Readonly<Record<DeliveryKind, string>> = {
    'store-file': vscode.l10n.t('Store File'),
    fetch: vscode.l10n.t('Fetched by Each Task'),
    'job-definition': vscode.l10n.t('Job Definition'),
  };
  const rows = [
    {
      label: iconLabel`$(gear) ${vscode.l10n.t('The Suitable One')}`,
      detail: vscode.l10n.t('decided by the plan, which shows the reason'),
      delivery: null,
    },
    ...backends[backend].deliveries.map(({ kind, because }) => ({
      label: names[kind],
      detail: because,
      delivery: kind,
    })),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Delivery'),
    placeHolder: vscode.l10n.t('How tasks get their secrets'),
  });
  return picked?.delivery;
}
