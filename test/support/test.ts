import { test as nodeTest, type TestContext } from 'node:test';

/** Why a test cannot run on this machine: thrown in a test, it skips that test. */
export class Skip extends Error {}

type Body = (t: TestContext) => Promise<void> | void;

/**
 * Node's `test`, for tests that stand on programs of the machine: set-up throws `Skip` where one is
 * missing, so that it hands out what it made and nothing else. What it made is given back by
 * `t.after`. In CI a skipped test counts as failed, so that nothing goes untested unseen.
 */
export function test(name: string, body: Body): void;
export function test(name: string, options: { readonly timeout: number }, body: Body): void;
export function test(name: string, ...given: [Body] | [{ readonly timeout: number }, Body]): void {
  const body = given.length === 1 ? given[0] : given[1];
  const options = given.length === 1 ? {} : given[0];
  void nodeTest(name, options, async t => {
    try {
      await body(t);
    } catch (error) {
      if (!(error instanceof Skip)) {
        throw error;
      }
      t.skip(error.message);
    }
  });
}
