// @ts-check
/** Words of tests that stand for something variable: names of projects, profiles, folders. */
export const names = ['clinic', 'lab', 'research', 'robot'];

/** What host and browser tests expect or use that is no text of the product, as literals have it. */
export const elsewhere = [
  // VS Code
  'File: Save All',
  'Problems: Focus on Problems View',
  'Nextflow Secrets: Focus on Secrets View',
  'Restricted Mode',
  'Terminal: Focus Terminal',
  'Terminal: Focus on Terminal View',
  '.rename-box input.rename-input',
  // Nextflow, shells, npm
  'Cannot invoke method clone. .  on null object',
  'npm ci && npm start',
  'sso login --profile lab',
  // Intl
  '2 hours ago',
  // commander
  'cannot be used with',
  // what tests store, print and answer
  'a value of its own',
  'just a note',
  'malformed-name my-key',
  'my own',
  'the last line so far',
  'the line after the restart',
  'what both read',
  'wait for go',
  'from a window',
  'succeeded same',
  // for people who run the tests
  'moto is missing; `npm test` says how to get it',
  'signs nothing: the server asks for no credentials',
  'to be back',
];
