import { casesIn, several } from './casesIn.ts';
import type { ClaimCase, LeakPlace } from './claimCase.ts';

/** A case of `further.txt`, and whether it comes to no secret, which 23.10.1 does not have in scripts. */
interface FurtherCase {
  readonly claim: ClaimCase;
  readonly passes: boolean;
}

/**
 * Cases that are a script and nothing else. In the file each has a name, a line with the secrets,
 * how a run without them ends, where a run with them leaves values, and what is found; then its
 * script. With its secrets each of them runs.
 */
const further: readonly FurtherCase[] = casesIn('further.txt', caseIn);

export const furtherCases: readonly ClaimCase[] = further.map(({ claim }) => claim);

/** The names of those that never come to a secret, and run where scripts have none. */
export const passing: readonly string[] = further
  .filter(({ passes }) => passes)
  .map(({ claim }) => claim.name);

function caseIn(text: string): FurtherCase {
  const [name = '', facts = '', ...script] = text.split('\n');
  const [secrets = '', without, leaks = '', found = '', passes] = facts.split(' | ');
  return {
    claim: {
      name: `further: ${name}`,
      files: { 'main.nf': script.join('\n') },
      secrets: secrets.split(' '),
      with: 'runs',
      without: without === 'ends' ? 'ends' : 'runs',
      leaks: several(leaks, ' ') as readonly LeakPlace[],
      found: several(found, ', '),
    },
    passes: passes === 'always',
  };
}
