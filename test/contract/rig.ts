import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Result } from '../../src/core/result.ts';

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

/** What every port does with a signal that was given before it was asked. */
export const givenUp = {
  title: 'a wait that was given up rejects, unless it was over already',
  async check(
    list: (signal: AbortSignal) => Promise<Result<unknown, { readonly kind: string }>>,
  ): Promise<void> {
    const outcome = await list(AbortSignal.abort()).then(
      result => (result.ok ? 'listed' : result.error.kind),
      (error: unknown) => (error as Error).name,
    );
    assert.ok(['AbortError', 'listed'].includes(outcome), outcome);
  },
};
