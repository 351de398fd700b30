import type { Subscription } from '../services/async/event.ts';

/** What a `register…` gives: what to dispose of, and in parts that have it what others stand on. */
export interface Registration {
  readonly owned: readonly Subscription[];
}
