import type { TestContext } from 'node:test';

/** A fresh fixture for one test: what the suite needs on it, and how it is left. */
export interface Fixture<T> {
  readonly context: T;
  readonly leave: () => Promise<void> | void;
}

/** Prepares a fixture; skips the test where a tool for it is missing. */
export type Prepare<T> = (t: TestContext) => Promise<Fixture<T>>;

/** Runs a test on a fresh fixture and leaves it, however the test ends. */
export function onContext<T>(
  prepare: Prepare<T>,
  body: (context: T) => Promise<void>,
): (t: TestContext) => Promise<void> {
  return async t => {
    const prepared = await prepare(t);
    try {
      await body(prepared.context);
    } finally {
      await prepared.leave();
    }
  };
}
