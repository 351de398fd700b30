import { acrossCases } from './acrossCases.ts';
import type { ClaimCase } from './claimCase.ts';
import { configCases, selectorCases } from './configCases.ts';
import { directiveCases } from './directiveCases.ts';
import { fieldCases } from './fieldCases.ts';
import { formCases } from './formCases.ts';
import { furtherCases } from './furtherCases.ts';
import { guardCases } from './guardCases.ts';
import { leakCases } from './leakCases.ts';
import { methodCases } from './methodCases.ts';

/**
 * What is claimed of pipelines, next to what Nextflow does with them: `test/unit` holds our findings
 * against the table, `test/real/claims.test.ts` the table against Nextflow.
 */
export const claimCases: readonly ClaimCase[] = [
  ...fieldCases,
  ...guardCases,
  ...methodCases,
  ...directiveCases,
  ...formCases,
  ...configCases,
  ...selectorCases,
  ...leakCases,
  ...furtherCases,
  ...acrossCases,
];
