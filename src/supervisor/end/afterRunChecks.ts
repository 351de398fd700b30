import type { AfterRunCheck } from './afterRun.ts';
import { lookForLeaks } from './lookForLeaks.ts';
import { nameSurvivors } from './nameSurvivors.ts';

/** All that is looked at after a run, in this order. */
export const afterRunChecks: readonly AfterRunCheck[] = [nameSurvivors, lookForLeaks];
