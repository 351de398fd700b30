import { casesIn, fileIn, several } from './casesIn.ts';
import type { ClaimCase, ClaimEnds, LeakPlace } from './claimCase.ts';

/** A case of `forms.txt`, and what the strict parser makes of it. */
interface FormCase {
  readonly claim: ClaimCase;
  readonly strict: ClaimEnds;
}

/**
 * Misspellings of the directive `secret`, and forms and places that it does not have. In the file
 * each has a name; a line that says how a run with TOKEN and one without it end, the same of the
 * strict parser, where the first leaves the value, and what is found; then its files.
 */
const forms: readonly FormCase[] = casesIn('forms.txt', caseIn);

export const formCases: readonly ClaimCase[] = forms.map(({ claim }) => claim);

/** What the strict parser makes of them, by their names. */
export const strictForms: Readonly<Record<string, ClaimEnds>> = Object.fromEntries(
  forms.map(({ claim, strict }) => [claim.name, strict]),
);

function caseIn(text: string): FormCase {
  const [head = '', ...files] = text.split(/^== /m);
  const [name = '', facts = ''] = head.split('\n');
  const [ends = '', strict = '', places = '', found = ''] = facts.split(' | ');
  const leaks = several(places, ' ') as readonly LeakPlace[];
  return {
    claim: {
      name: `forms: ${name}`,
      files: Object.fromEntries(files.map(fileIn)),
      secrets: ['TOKEN'],
      ...endsIn(ends),
      leaks,
      // One that names no secret ends with a blank.
      found: several(found, ', ').map(each => each.replace(/^\S+ \S+$/, '$& ')),
    },
    strict: { ...endsIn(strict), leaks },
  };
}

function endsIn(text: string): Pick<ClaimEnds, 'with' | 'without'> {
  const [with_, without] = text.split(' ').map(word => (word === 'ends' ? 'ends' : 'runs'));
  return { with: with_ ?? 'runs', without: without ?? 'runs' };
}
