import type { TestContext } from 'node:test';

/** Fresh ground for one test: what the suite needs on it, and how it is left. */
export interface Ground<T> {
  readonly ground: T;
  readonly leave: () => Promise<void> | void;
}

/** Prepares ground; null, with the test skipped, where a tool for it is missing. */
export type Prepare<T> = (t: TestContext) => Promise<Ground<T> | null>;

/** Runs a test on fresh ground and leaves it, however the test ends. */
export function onGround<T>(
  prepare: Prepare<T>,
  body: (ground: T) => Promise<void>,
): (t: TestContext) => Promise<void> {
  return async t => {
    const prepared = await prepare(t);
    if (prepared) {
      try {
        await body(prepared.ground);
      } finally {
        await prepared.leave();
      }
    }
  };
}
