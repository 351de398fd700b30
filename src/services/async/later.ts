import type { Subscription } from './event.ts';

/** Acts once after so many milliseconds, unless it is disposed before. */
export type Later = (delay: number, act: () => void) => Subscription;
