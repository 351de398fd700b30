import type { ClaimCase } from './claimCase.ts';
import { guardCases } from './guardCases.ts';
import { leakCases } from './leakCases.ts';

/**
 * What is claimed of pipelines, next to what Nextflow does with them: `test/unit` holds our findings
 * against the table.
 */
export const claimCases: readonly ClaimCase[] = [...guardCases, ...leakCases];
