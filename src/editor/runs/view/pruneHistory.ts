import * as vscode from 'vscode';
import { forgettable } from '../../../core/runs/record/forgettable.ts';
import type { Subscription } from '../../../services/async/event.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import { settings } from '../../ids.ts';
import { readSetting } from '../../settings.ts';

const day = 24 * 3600 * 1000;

/** Keeps the history within the limits that the settings give, now and after each run. */
export function pruneHistory(registry: RunRegistry, log: Log): readonly Subscription[] {
  const prune = (): void => {
    void forgetOld(registry).catch((error: unknown) => {
      log.error('old runs cannot be removed from the history', error);
    });
  };
  return [
    registry.onDidEnd(prune),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (
        [settings.historyMaxAge, settings.historyMaxRuns].some(it =>
          change.affectsConfiguration(it),
        )
      ) {
        prune();
      }
    }),
  ];
}

/** Forgets what is older or more than the settings allow. */
export async function forgetOld(registry: RunRegistry): Promise<void> {
  const limits = {
    maxAge: readSetting(settings.historyMaxAge) * day,
    maxRuns: readSetting(settings.historyMaxRuns),
  };
  for (const run of forgettable(registry.runs, limits, Date.now())) {
    await registry.forget(run); // One that another window has just removed is gone all the same.
  }
}
