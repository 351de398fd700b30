import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  plainOptions,
  rememberedBackend,
  testOptions,
} from '../../../../../src/core/runs/launch/launchOptions.ts';
import { stubConsequence, stubless } from '../../../../../src/core/runs/launch/stubs.ts';

const process = (
  name: string,
  stub: boolean,
): { readonly name: string; readonly stub: boolean } => ({
  name,
  stub,
});

function consequenceOf(
  profiles: readonly string[],
  without: readonly string[],
): string | undefined {
  return stubConsequence(
    testOptions('main.nf', profiles, without.length === 0, rememberedBackend(null, 'main.nf')),
    { test: true, canaries: false },
    without,
  )?.text;
}

const ordinary = { test: false, canaries: false };

test('processes without a stub are named once', () => {
  assert.deepEqual(
    stubless([process('B', false), process('A', true), process('B', false), process('C', false)]),
    ['B', 'C'],
  );
});

test('a test run says which scripts run, and why', () => {
  assert.equal(consequenceOf(['test'], ['ALIGN']), 'The scripts run with the profile `test`.');
  assert.equal(consequenceOf([], []), 'Each process runs its stub instead of its script.');
  assert.equal(
    consequenceOf([], ['ALIGN']),
    'The scripts themselves run: there is no profile `test`, and ALIGN has no stub, at which a stub run fails.',
  );
  assert.match(
    consequenceOf([], ['A', 'B', 'C', 'D', 'E']) ?? '',
    /A, B, C and 2 more have no stub/,
  );
});

test('a run that looks for leaks runs scripts, and says of stubs what is not seen', () => {
  const purpose = { test: true, canaries: true };
  const plain = plainOptions('main.nf');
  const text = (options: typeof plain): string | undefined =>
    stubConsequence(options, purpose, [])?.text;
  assert.match(text(plain) ?? '', /^The scripts themselves run, .* no profile `test`/);
  assert.match(text({ ...plain, stub: true }) ?? '', /values is not tested\.$/);
  assert.equal(
    text({ ...plain, profiles: ['lab', 'docker'] }),
    'The scripts run with the profiles `lab` and `docker`.',
  );
});

test('a run whose stubs were asked for warns of processes without one', () => {
  const chosen = { ...plainOptions('main.nf'), stub: true };
  assert.deepEqual(stubConsequence(chosen, ordinary, ['ALIGN', 'SORT']), {
    severity: 'warning',
    brief: 'No stub: ALIGN and SORT',
    text: 'ALIGN and SORT have no stub: Nextflow 24.10.0 fails there, 23.10.1 runs the script instead.',
  });
});

test('of an ordinary run there is nothing to say', () => {
  assert.equal(stubConsequence(plainOptions('main.nf'), ordinary, ['ALIGN']), null);
});
