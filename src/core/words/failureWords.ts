import type { Failure } from '../failure.ts';

/** A failure in words, of which a window or the command line makes sentences. */
export interface Words {
  /** What happened, as a clause that begins in lower case where it can. */
  readonly what: string;
  /** What to do about it wherever it is read, as a sentence. */
  readonly advice?: string;
}

/** How each failure of some kinds is worded. */
export type FailureWords<Kinds extends Failure['kind']> = {
  readonly [Kind in Kinds]: (failure: Extract<Failure, { kind: Kind }>) => Words;
};
