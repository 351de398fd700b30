import { codeOf } from '../adapters/system/codeOf.ts';
import { diskAdvice } from '../core/words/diskAdvice.ts';

/** Why something failed, and what to do where the system takes no more. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const advice = diskAdvice(codeOf(error));
  return advice === null ? message : `${message}. ${advice}`;
}
