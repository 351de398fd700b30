import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimCase } from '../claims/claimCase.ts';
import { claimCases } from '../claims/claimCases.ts';
import { type ClaimRun, runCase } from '../support/claimRun.ts';
import { requireTool } from '../support/tools.ts';

/**
 * The table of claims next to what Nextflow does: a few of its cases, all with `CLAIMS=all`, or
 * those whose name has what `CLAIMS` says.
 */

/** How many runs at a time. */
const concurrency = 3;
const few = ['guards: if not, error', 'configs: a string', 'leaks: a function'];

const wanted = process.env['CLAIMS'] ?? '';
const chosen = claimCases.filter(({ name }) =>
  wanted === '' ? few.includes(name) : wanted === 'all' || name.includes(wanted),
);

test('Nextflow does what the table of claims says', { concurrency }, async t => {
  const program = requireTool(t, 'Nextflow');
  if (program === null) {
    return;
  }
  await Promise.all(
    chosen.map(case_ =>
      t.test(case_.name, async () => {
        const there = await runCase(program, case_, true);
        const missing = await runCase(program, case_, false);
        assert.deepEqual(
          { with: endOf(there), without: endOf(missing), leaks: there.leaks },
          { with: case_.with, without: case_.without, leaks: leaksOf(case_, there) },
          `${there.output}\n${missing.output}`,
        );
        assert.ok(missing.output.includes(case_.prints ?? ''), missing.output);
      }),
    ),
  );
});

function endOf({ ends }: ClaimRun): 'ends' | 'runs' {
  return ends ? 'ends' : 'runs';
}

/** Cases that are not about leaks say nothing of them. */
function leaksOf({ leaks, name }: ClaimCase, there: ClaimRun): ClaimRun['leaks'] {
  return leaks || name.startsWith('leaks') ? [...(leaks ?? [])].sort() : there.leaks;
}
