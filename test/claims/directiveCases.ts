import { type ClaimCase, process, workflow } from './claimCase.ts';

/** The directive `secret` of processes: what asks for a secret, what fails, what does nothing. */

type Row = readonly [
  name: string,
  directive: string,
  withIt: 'runs' | 'ends',
  without: 'runs' | 'ends',
  prints: string,
  found: string,
];

const required = 'missing-secret error TOKEN';
const perhaps = 'missing-secret warning TOKEN';

const rows: readonly Row[] = [
  ['a string', "secret 'TOKEN'", 'runs', 'ends', 'Required secret is missing', required],
  ['near: secretes', "secretes 'TOKEN'", 'ends', 'ends', '', 'misspelt-directive error TOKEN'],
  ['near: secretz', "secretz 'TOKEN'", 'ends', 'ends', '', 'misspelt-directive error TOKEN'],
  ['wrong: true', 'secret true', 'ends', 'ends', '', 'not-a-list error '],
  ['wrong: a number', 'secret 1', 'ends', 'ends', '', 'not-a-list error '],
  ['a list', "secret(['TOKEN'])", 'runs', 'ends', 'Required secret is missing', required],
  [
    'a list of none',
    'secret([])',
    'ends',
    'ends',
    'wrong number of arguments',
    'empty-list error ',
  ],
  ['a closure of a list', "secret { ['TOKEN'] }", 'runs', 'ends', 'Required secret', required],
  [
    'a closure of a string',
    "secret { 'TOKEN' }",
    'ends',
    'ends',
    "Cannot cast object 'TOKEN'",
    `${required}, not-a-list error TOKEN`,
  ],
  [
    'a closure of a choice of strings',
    "secret { secrets.TOKEN ? 'TOKEN' : '' }",
    'ends',
    'ends',
    'Cannot cast object',
    'not-a-list error TOKEN',
  ],
  [
    'a closure of a choice of lists',
    "secret { secrets.TOKEN ? ['TOKEN'] : [] }",
    'runs',
    'runs',
    '',
    '',
  ],
  ['a choice of strings', "secret secrets.TOKEN ? 'TOKEN' : ''", 'runs', 'runs', '', ''],
  ['a choice with null', "secret secrets.TOKEN ? 'TOKEN' : null", 'runs', 'runs', '', ''],
  [
    'a choice of lists',
    "secret secrets.TOKEN ? ['TOKEN'] : []",
    'runs',
    'ends',
    'wrong number of arguments',
    required,
  ],
  [
    'a choice of lists in brackets',
    "secret(secrets.TOKEN ? ['TOKEN'] : [])",
    'runs',
    'ends',
    'wrong number of arguments',
    required,
  ],
  ['a choice of a list and none', "secret secrets.TOKEN ? ['TOKEN'] : ''", 'runs', 'runs', '', ''],
  ['a choice by a parameter', "secret params.ask ? 'TOKEN' : ''", 'runs', 'runs', '', perhaps],
  ['a map', "secret([name: 'TOKEN'])", 'ends', 'ends', '', 'not-a-list error '],
  ['a named argument', "secret name: 'TOKEN'", 'ends', 'ends', '', 'not-a-list error TOKEN'],
  [
    'an assignment of a string',
    "secret = 'TOKEN'",
    'ends',
    'ends',
    "Cannot cast object 'TOKEN'",
    `${required}, not-a-list error TOKEN`,
  ],
  [
    'misspelt',
    "secrets 'TOKEN'",
    'ends',
    'ends',
    'Unknown process directive',
    'misspelt-directive error TOKEN',
  ],
  [
    'misspelt, in brackets',
    "secrets('TOKEN')",
    'ends',
    'ends',
    'Unknown process directive',
    'misspelt-directive error TOKEN',
  ],
  [
    'misspelt, a list',
    "secrets(['TOKEN'])",
    'ends',
    'ends',
    'Unknown process directive',
    'misspelt-directive error TOKEN',
  ],
];

const exec: ClaimCase = {
  name: 'directives: of an exec process',
  files: {
    'main.nf': `process P {\n  secret 'TOKEN'\n  exec:\n  println 'ran'\n}\n${workflow('P()')}`,
  },
  secrets: ['TOKEN'],
  with: 'runs',
  without: 'runs',
  found: ['not-in-exec warning TOKEN'],
};

const afterInput: ClaimCase = {
  name: 'directives: misspelt, after the input',
  files: {
    'main.nf': `process P {\n  input:\n  val x\n  secrets 'TOKEN'\n  script:\n  'true'\n}\n${workflow('P(1)')}`,
  },
  secrets: ['TOKEN'],
  with: 'ends',
  without: 'ends',
  prints: 'Unknown process directive',
  found: ['misspelt-directive error TOKEN'],
};

export const directiveCases: readonly ClaimCase[] = [
  ...rows.map(([name, directive, withIt, without, prints, found]): ClaimCase => ({
    name: `directives: ${name}`,
    files: { 'main.nf': `params.ask = false\n${process(directive)}${workflow('P()')}` },
    secrets: ['TOKEN'],
    with: withIt,
    without,
    prints,
    found: found === '' ? [] : found.split(', '),
  })),
  exec,
  afterInput,
];
