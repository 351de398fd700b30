import type { ClaimCase, ClaimEnds, ClaimVersion } from './claimCase.ts';
import { strictForms } from './formCases.ts';
import { passing } from './furtherCases.ts';

const never: ClaimEnds = { with: 'ends', without: 'ends', leaks: [] };
const always: ClaimEnds = { with: 'runs', without: 'runs' };

/** What single cases do on a version, where that is not what they do on 24.10.0; seen there. */
const single: Partial<Record<ClaimVersion, Readonly<Record<string, ClaimEnds>>>> = {
  '25.04.4 strict': {
    ...strictForms,
    'configs: a scope of its own, dotted': always,
    // An input without quotes is no name there.
    'leaks: a variable for the task': never,
    // Closures are called where `secrets` is known.
    'across: ext args closure': { ...always, leaks: ['.command.sh'] },
    // Modules have parameters of their own there.
    'across: params set in main before include': { ...always, leaks: [] },
  },
  // Scripts that never come to what they read; configs whose `secrets` give no text.
  '23.10.1': {
    'guards: a method whose failure is caught': always,
    'guards: a guard on some paths': always,
    'guards: a guard in a branch': always,
    'guards: a method in a branch': always,
    'methods: get in a try': always,
    "methods: a variable's get": always,
    "methods: a parameter's get": always,
    'configs: a choice of lists': { with: 'runs', without: 'ends' },
    'configs: an environment': always,
    'forms: whole assigned in a try': always,
    'forms: whole a variable of the name assigned': always,
    'forms: whole size, uncalled': always,
    'forms: whole added to in a try': always,
    'forms: whole in a handler that is assigned': always,
    'forms: config process.secret = secrets.TOKEN': { ...never, leaks: ['output'] },
    'forms: config process.secret = [secrets.TOKEN]': never,
    'forms: missing file: output path of what is left out': always,
    // The file that the pipeline has is named like the value.
    ...Object.fromEntries(
      ['file', 'fromPath', 'file of a variable'].map(form => [
        `forms: missing file: ${form} that is there`,
        { ...never, leaks: ['file'] },
      ]),
    ),
    'forms: missing file: file that is there where it is asked': { ...never, leaks: ['file'] },
    ...Object.fromEntries(
      [
        ...['member', 'unread', 'unread member', 'index', 'text', 'no def', 'checked', 'set again'],
        ...['in a task', 'in the script of a task', 'by a function', 'with a default'],
        'asked in a try',
      ].map(form => [`forms: whole alias ${form}`, never]),
    ),
    'forms: whole asType Map': never,
    // A text with what is not there does not come to be.
    'configs: the name of a report': { with: 'runs', without: 'ends', leaks: ['file'] },
    'configs: the name of a trace': { with: 'runs', without: 'ends', leaks: ['file'] },
    ...Object.fromEntries(
      [
        ...['in a workflow', 'in parentheses, in a branch', 'that asks'].map(
          form => `given ${form}`,
        ),
        ...['given, by way of a function', 'given, with a variable of the name'],
        'assigned in a workflow',
      ].map(form => [`forms: handler ${form}`, always]),
    ),
    ...Object.fromEntries(passing.map(name => [name, always])),
    ...Object.fromEntries(
      Object.keys(strictForms)
        .filter(name => name.startsWith('forms: runs to: never '))
        .map(name => [name, always]),
    ),
    // Each comes to what it reads all the same.
    ...Object.fromEntries(
      ['errorStrategy ignore', 'input path none', 'when the secret'].map(form => [
        `forms: runs to: never ${form}`,
        never,
      ]),
    ),
    ...Object.fromEntries(
      [
        ...['body early return', 'exec if', 'groupTuple size', 'buffer', 'unused function'],
        ...['f in closure', 'behind a continue', 'exit 0 at the top'],
      ].map(form => [`forms: runs to: ${form}`, always]),
    ),
    ...Object.fromEntries(
      [
        ...[
          'spread in a map',
          'compared with null',
          'in a list',
          'matched',
          'as a text',
          'returned',
        ],
        ...['as a map, unread', 'added to a text', 'among what is taken apart', 'in a map'],
      ].map(name => [`forms: whole ${name}`, never]),
    ),
    ...Object.fromEntries(
      [
        'config-other-suffix',
        'include-config-by-secret',
        'configs: a method',
        'configs: a method of brackets',
        'configs: a method in a text',
        'configs: a safe method',
        'configs: a method of what is surely a text',
        'configs: a sum',
        'configs: a part',
        'configs: includeConfig of null',
        'configs: includeConfig of a text with null',
        'configs: includeConfig that is guarded',
      ].map(name => [name, never]),
    ),
  },
};

/** What a version does with a case; the table says what 24.10.0 does. */
export function expectedOn(case_: ClaimCase, version: ClaimVersion): ClaimEnds {
  const own = single[version]?.[case_.name];
  if (own) {
    return own;
  }
  // Until 24.04 a script has no `secrets`; in configs nf-lang 25.04.0 has none (mended in 25.04.5).
  const none =
    (version === '23.10.1' && (readsIn(case_, 'script') || givesByName(case_))) ||
    (version === '25.04.4 strict' && readsIn(case_, 'config'));
  return none ? never : case_;
}

/** Whether a process gives a variable by a name in quotes, or what a command prints; both are newer. */
function givesByName({ files }: ClaimCase): boolean {
  return Object.values(files).some(text => /\benv[ (]'|\beval\('/.test(text));
}

/** Whether a case reads a secret by `secrets` in its scripts, or in its configs. */
export function readsIn({ files }: ClaimCase, kind: 'script' | 'config'): boolean {
  return Object.entries(files).some(
    ([name, text]) =>
      /\.(?:config|conf)$/.test(name) === (kind === 'config') && /\bsecrets\s*[.[?]/.test(text),
  );
}
