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
      label: '$(gear) What Its Config Says',
      description: 'process.executor of the pipeline’s config and profiles',
      backend: null,
    },
    ...backendKinds.map(backend => ({
      label: iconLabel`$(server-environment) ${backends[backend].label}`,
      detail: [...backends[backend].needs.map(need => `needs ${need}`)].join('; '),
      backend,
    })),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: 'Runs On',
    placeHolder: 'Where copies of secrets have to be for the tasks',
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
    'store-file': 'Store File',
    fetch: 'Fetched by Each Task',
    'job-definition': 'Job Definition',
  };
  const rows = [
    {
      label: '$(gear) The One That Fits',
      detail: 'decided by the plan, with its reason',
      delivery: null,
    },
    ...backends[backend].deliveries.map(({ kind, because }) => ({
      label: names[kind],
      detail: because,
      delivery: kind,
    })),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: 'Delivery',
    placeHolder: 'How tasks get their secrets',
  });
  return picked?.delivery;
}
