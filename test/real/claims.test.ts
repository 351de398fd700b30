import assert from 'node:assert/strict';
import type { ClaimVersion } from '../claims/claimCase.ts';
import { claimCases } from '../claims/claimCases.ts';
import { expectedOn } from '../claims/expectedOn.ts';
import { type ClaimRun, hostCase, runCase } from '../support/claimRun.ts';
import { NextflowHost } from '../support/nextflowHost.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';

/**
 * The table of claims next to what versions of Nextflow do: a few of its cases, all with
 * `CLAIMS=all`, or those whose name has what `CLAIMS` says.
 */

const few = ['guards: if not, error', 'directives: a string', 'leaks: a function'];
const versions = [
  ['24.10.0', 'Nextflow', {}],
  ['25.04.4', 'a newer Nextflow', { NXF_SYNTAX_PARSER: 'v1' }],
  ['25.04.4 strict', 'a newer Nextflow', { NXF_SYNTAX_PARSER: 'v2' }],
  ['23.10.1', 'an older Nextflow', {}],
] as const;

const wanted = process.env['CLAIMS'] ?? '';
const chosen = claimCases.filter(({ name }) =>
  wanted === '' ? few.includes(name) : wanted === 'all' || name.includes(wanted),
);

for (const [version, tool, environment] of versions) {
  test(`Nextflow ${version} does what the table of claims says`, async t => {
    const program = requireTool(tool);
    await using host = await NextflowHost.open(program, environment);
    const own = chosen.filter(({ name }) => version !== '23.10.1' || !name.startsWith('across: '));
    for (const case_ of own) {
      await t.test(case_.name, async () => {
        const run = (withSecrets: boolean): Promise<ClaimRun> =>
          host
            ? hostCase(host, case_, withSecrets)
            : runCase(program, case_, withSecrets, environment);
        const there = await run(true);
        const missing = await run(false);
        const expected = expectedOn(case_, version);
        assert.deepEqual(
          { with: endOf(there), without: endOf(missing), leaks: seen(there, version) },
          {
            with: expected.with,
            without: expected.without,
            leaks: leaksOf(expected.leaks, version),
          },
          `${there.output}\n${missing.output}`,
        );
        const prints = version === '24.10.0' ? (case_.prints ?? '') : '';
        assert.ok(missing.output.includes(prints), missing.output);
      });
    }
  });
}

function endOf({ ends }: ClaimRun): 'ends' | 'runs' {
  return ends ? 'ends' : 'runs';
}

/** What 25.04 logs, it prints by a stream that a process of many runs does not follow. */
function followed(version: ClaimVersion, place: string): boolean {
  return place !== 'output' || !version.startsWith('25');
}

function seen({ leaks }: ClaimRun, version: ClaimVersion): readonly string[] {
  return leaks.filter(place => followed(version, place));
}

function leaksOf(leaks: ClaimRun['leaks'] = [], version: ClaimVersion): readonly string[] {
  return [...leaks].sort().filter(place => followed(version, place));
}
