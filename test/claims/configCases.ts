import { type ClaimCase, process, workflow } from './claimCase.ts';

/** Configs that name TOKEN, for a process P without directives of its own. */

type Row = readonly [
  name: string,
  config: string,
  withIt: 'runs' | 'ends',
  without: 'runs' | 'ends',
  prints: string,
  found: string,
];

const required = 'missing-secret error TOKEN';
const isNull = 'missing-secret warning TOKEN';
const noTrim = 'Cannot invoke method trim() on null object';
const noList = 'not-a-list error TOKEN';

const rows: readonly Row[] = [
  ['a list', "process.secret = ['TOKEN']", 'runs', 'ends', 'Required secret', required],
  ['a string', "process.secret = 'TOKEN'", 'ends', 'ends', 'Cannot cast', `${required}, ${noList}`],
  [
    'a string in a block',
    'process {\n  secret = "TOKEN"\n}',
    'ends',
    'ends',
    'Cannot cast',
    `${required}, ${noList}`,
  ],
  [
    'a string in a selector',
    "process { withName: 'P' { secret = 'TOKEN' } }",
    'ends',
    'ends',
    'Cannot cast',
    `${required}, ${noList}`,
  ],
  [
    'a string in a map',
    "process = [secret: 'TOKEN']",
    'ends',
    'ends',
    'Cannot cast',
    `${required}, ${noList}`,
  ],
  [
    'a closure of a string',
    "process.secret = { 'TOKEN' }",
    'ends',
    'ends',
    'Cannot cast',
    `${required}, ${noList}`,
  ],
  ['a closure of a list', "process.secret = { ['TOKEN'] }", 'runs', 'ends', 'Required', required],
  ['a map', "process.secret = [name: 'TOKEN']", 'ends', 'ends', '', 'not-a-list error '],
  ['wrong: true', 'process.secret = true', 'ends', 'ends', '', 'not-a-list error '],
  ['wrong: a number', 'process.secret = 1', 'ends', 'ends', '', 'not-a-list error '],
  ['wrong: a list of null', 'process.secret = [null]', 'ends', 'ends', '', 'not-a-list error '],
  ['wrong: a list of nothing', "process.secret = ['']", 'ends', 'ends', '', 'not-a-list error '],
  [
    'not for P: a label',
    "process { withLabel: x { secret = ['TOKEN'] } }",
    'runs',
    'runs',
    '',
    isNull,
  ],
  [
    'not for P: a profile',
    "profiles { a { process { withName: P { secret = ['TOKEN'] } } } }",
    'runs',
    'runs',
    '',
    isNull,
  ],
  [
    'not for P: a text of a profile',
    "profiles { a { process.secret = 'TOKEN' } }",
    'runs',
    'runs',
    '',
    `${isNull}, not-a-list warning TOKEN`,
  ],
  [
    'for P: the standard profile',
    "profiles { standard { process.secret = ['TOKEN'] } }",
    'runs',
    'ends',
    'Required',
    required,
  ],
  ['replaced by none', "process.secret = ['TOKEN']\nprocess.secret = []", 'runs', 'runs', '', ''],
  [
    'replaced by a list',
    "process.secret = 'TOKEN'\nprocess.secret = ['TOKEN']",
    'runs',
    'ends',
    'Required',
    required,
  ],
  ['wrong: a call', "process.secret 'TOKEN'", 'ends', 'ends', '', 'no-setting error TOKEN'],
  ['wrong: all secrets', "secrets = ['TOKEN']", 'runs', 'runs', '', 'no-scope warning '],
  [
    'a choice of strings',
    "process.secret = secrets.TOKEN ? 'TOKEN' : ''",
    'ends',
    'ends',
    'Cannot cast',
    noList,
  ],
  ['a choice of lists', "process.secret = secrets.TOKEN ? ['TOKEN'] : []", 'runs', 'runs', '', ''],
  [
    'without an equals sign',
    "process { secret 'TOKEN' }",
    'ends',
    'ends',
    '',
    'no-setting error TOKEN',
  ],
  [
    'misspelt',
    "process.secrets = ['TOKEN']",
    'runs',
    'runs',
    '',
    'misspelt-directive warning TOKEN',
  ],
  [
    'misspelt in a label',
    "process {\n  withLabel: 'x' { secrets = 'TOKEN' }\n}",
    'runs',
    'runs',
    '',
    'misspelt-directive warning TOKEN',
  ],
  ['a scope of its own', "secrets {\n  TOKEN = 'x'\n}", 'runs', 'runs', '', 'no-scope warning '],
  [
    'a scope of its own, dotted',
    "secrets.TOKEN = 'x'",
    'ends',
    'ends',
    'No such variable: TOKEN',
    'no-scope error TOKEN',
  ],
  ['a setting', 'params.t = secrets.TOKEN', 'runs', 'runs', '', isNull],
  ['a setting with a default', "params.t = secrets.TOKEN ?: 'none'", 'runs', 'runs', '', ''],
  ['a method', 'params.t = secrets.TOKEN.trim()', 'runs', 'ends', noTrim, required],
  ['a method of brackets', "params.t = secrets['TOKEN'].trim()", 'runs', 'ends', noTrim, required],
  [
    'a method in a profile',
    'profiles { x { params.t = secrets.TOKEN.size() } }',
    'runs',
    'runs',
    '',
    isNull,
  ],
  ['a method in a text', 'params.t = "${secrets.TOKEN.trim()}"', 'runs', 'ends', noTrim, required],
  ['a safe method', 'params.t = secrets.TOKEN?.trim()', 'runs', 'runs', '', ''],
  ['a method of a text', 'params.t = "${secrets.TOKEN}".trim()', 'runs', 'runs', '', isNull],
  [
    'a method of what is surely a text',
    "params.t = (secrets.TOKEN ?: '').trim()",
    'runs',
    'runs',
    '',
    '',
  ],
  ['a sum', "params.t = secrets.TOKEN + 'x'", 'runs', 'runs', '', isNull],
  [
    'a part',
    'params.t = secrets.TOKEN[0]',
    'runs',
    'ends',
    '',
    `${required}, empty-at-first warning TOKEN`,
  ],
  ['a choice', 'params.t = secrets.TOKEN ? 1 : 2', 'runs', 'runs', '', ''],
  [
    'includeConfig of null',
    'includeConfig secrets.TOKEN',
    'runs',
    'ends',
    'includeConfig argument cannot be empty',
    `${required}, empty-at-first warning TOKEN`,
  ],
  [
    'includeConfig of a text with null',
    'includeConfig "${secrets.TOKEN}"',
    'runs',
    'ends',
    '',
    `${required}, empty-at-first warning TOKEN`,
  ],
  [
    'includeConfig that is guarded',
    "includeConfig (secrets.TOKEN ?: 'other.config')",
    'runs',
    'runs',
    '',
    '',
  ],
  ['a choice in an environment', "env.ZED = secrets.TOKEN ? 'yes' : 'no'", 'runs', 'runs', '', ''],
  [
    'an environment',
    'env.ZED = secrets.TOKEN',
    'runs',
    'runs',
    '',
    `${isNull}, value-in-environment warning TOKEN`,
  ],
];

const leaking: readonly ClaimCase[] = [
  ['a report', 'report { enabled = true; file = "r-${secrets.TOKEN}.html" }'],
  ['a trace', 'trace.enabled = true\ntrace.file = "t-${secrets.TOKEN}.txt"'],
].map(([name = '', config = '']) => ({
  name: `configs: the name of ${name}`,
  files: { 'main.nf': workflow('println 1'), 'nextflow.config': `${config}\n` },
  secrets: ['TOKEN'],
  with: 'runs',
  without: 'runs',
  leaks: ['file'],
  found: [isNull, 'value-in-file warning TOKEN'],
}));

export const configCases: readonly ClaimCase[] = [
  ...leaking,
  ...rows.map(([name, config, withIt, without, prints, found]): ClaimCase => ({
    name: `configs: ${name}`,
    files: {
      'main.nf': `${process('')}${workflow('P()')}`,
      'nextflow.config': `${config}\n`,
      'other.config': 'params.y = 1\n',
    },
    secrets: ['TOKEN'],
    with: withIt,
    without,
    prints,
    ...(found.includes('value-in-environment') && { leaks: ['.command.run'] as const }),
    found: found === '' ? [] : found.split(', '),
    ...(config.startsWith('includeConfig') && { values: { TOKEN: 'other.config' } }),
  })),
];

/** Selectors are written in several ways, and what they set goes where it goes. */
const selectors = ["'P'", 'P', '"P|Q"'] as const;

export const selectorCases: readonly ClaimCase[] = selectors.map(selector => ({
  name: `configs: ext.args of the selector ${selector}`,
  files: {
    'main.nf': `${process('', '": ${task.ext.args}"')}${workflow('P()')}`,
    'nextflow.config': `process {\n  withName: ${selector} {\n    ext.args = { secrets.TOKEN ? "-k \${secrets.TOKEN}" : '' }\n  }\n}`,
  },
  secrets: ['TOKEN'],
  with: 'runs',
  without: 'runs',
  leaks: ['.command.sh'],
  found: ['value-in-script warning TOKEN'],
}));
