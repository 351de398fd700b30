import type { Misuse } from '../nextflow/misuse/misuse.ts';
import type { Finding } from './findFindings.ts';

/** What is told of a misuse. */
export function misuseFinding(misuse: Misuse): Finding {
  const { kind, span, name, fails, edits } = misuse;
  const severity = fails ? 'error' : 'warning';
  return { code: kind, severity, message: messageOf(misuse), span, name, replacements: [], edits };
}

function messageOf({ kind, name, fails }: Misuse): string {
  const example = name === '' ? 'NAME' : name;
  switch (kind) {
    case 'not-a-list':
      return `This fails when a task starts, whether the secret is there or not: Nextflow wants a list of names here, ['${example}'].`;
    case 'empty-list':
      return `An empty list is no argument of secret: the run ${fails ? 'ends' : 'ends whenever this gives one'} with “wrong number of arguments”. Write '' for no secret.`;
    case 'misspelt-directive':
      return fails
        ? 'There is no directive secrets, and the run ends here: write secret.'
        : 'There is no directive secrets, and no task gets anything by it: write secret.';
    case 'no-setting':
      return `A config assigns: write secret = ['${example}'].`;
    case 'no-scope':
      return `Configs have no scope secrets${fails ? ', and the run ends here' : ', and nothing is set here'}: secrets stand in the store, and a config reads them as secrets.${example}.`;
    case 'empty-at-first':
      return `Nextflow 25.10 and newer read a config first with every secret empty, and includeConfig does not take an empty name: write secrets.${example} ?: 'a.config'.`;
    case 'never-in':
      return `This is always false: ask for the value, secrets.${example}.`;
  }
}
