import { casesIn, fileIn, several } from './casesIn.ts';
import type { ClaimCase, LeakPlace } from './claimCase.ts';

/**
 * Pipelines whose values go from one file to another. In `across.txt` each has a name, a line that
 * says how a run without TOKEN ends, where a run with it leaves its value, and what is found; then
 * its files. With the secret each of them runs, but those that `always end`.
 */
export const acrossCases: readonly ClaimCase[] = casesIn('across.txt', caseIn);

function caseIn(text: string): ClaimCase {
  const [head = '', ...files] = text.split(/^== /m);
  const [name = '', facts = ''] = head.split('\n');
  const [without, leaks = '', found = ''] = facts.split(' | ');
  return {
    name: `across: ${name}`,
    files: Object.fromEntries(files.map(fileIn)),
    secrets: ['TOKEN'],
    with: without === 'always ends' ? 'ends' : 'runs',
    without: without === 'runs' ? 'runs' : 'ends',
    leaks: several(leaks, ' ') as readonly LeakPlace[],
    found: several(found, ', '),
    ofRun: 'a value goes from one file to another',
  };
}
