import { commands } from '../../ids.ts';
import { registerCommands } from '../../registerCommands.ts';
import type { Registration } from '../../registration.ts';
import type { StoresDeps } from '../storesDeps.ts';
import { compareStores, refreshComparison } from './compareStores.ts';
import { ComparisonView } from './comparisonView.ts';
import { copyMissingSecrets } from './copyMissingSecrets.ts';

/** What the extension takes from it. */
export interface RegisteredComparison extends Registration {
  readonly view: ComparisonView;
}

/** Brings the comparison of two stores to life. */
export function registerComparison(deps: StoresDeps): RegisteredComparison {
  const view = new ComparisonView();
  const handlers = {
    [commands.compareStores]: compareStores,
    [commands.refreshComparison]: refreshComparison,
    [commands.copyMissingSecrets]: copyMissingSecrets,
  };
  const { owned } = registerCommands({ ...deps, comparison: view }, handlers);
  return { view, owned: [view, ...owned] };
}
