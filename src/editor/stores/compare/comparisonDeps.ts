import type { StoresDeps } from '../storesDeps.ts';
import type { ComparisonView } from './comparisonView.ts';

/** What the commands on two compared stores work with. */
export interface ComparisonDeps extends StoresDeps {
  readonly comparison: ComparisonView;
}
