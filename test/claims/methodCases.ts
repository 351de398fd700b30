import { type ClaimCase, workflow } from './claimCase.ts';

type Row = readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  with_: 'runs' | 'ends',
  prints: string,
  found: readonly string[],
];

const main = (body: string) => ({ 'main.nf': workflow(body) });
const config = (text: string) => ({
  'nextflow.config': `${text}\n`,
  'main.nf': workflow('println 1'),
});
const none = 'Missing process or function';
const fails = ['no-method error TOKEN'];

const rows: readonly Row[] = [
  ['get', main("println secrets.get('TOKEN')"), 'ends', none, fails],
  ['a safe get', main("println(secrets?.get('TOKEN'))"), 'ends', none, fails],
  ['containsKey', main("if (secrets.containsKey('TOKEN')) println 1"), 'ends', none, fails],
  ['a call of nothing named', main('println secrets.size()'), 'ends', none, ['no-method error ']],
  [
    'keySet behind a condition of names',
    main("if (secrets.keySet().contains('TOKEN')) println 1"),
    'ends',
    none,
    ['no-method error '],
  ],
  [
    'get in a try',
    main("try { println secrets.get('TOKEN') } catch (Exception e) { println 'none' }"),
    'runs',
    '',
    ['no-method warning TOKEN'],
  ],
  ['a method of every object', main('println secrets.hashCode() != null'), 'runs', '', []],
  [
    "a variable's get",
    main("def secrets = [TOKEN: 1]\nprintln secrets.get('TOKEN')"),
    'runs',
    '',
    [],
  ],
  [
    "a parameter's get",
    {
      ...main("println params.secrets.get('TOKEN')"),
      'nextflow.config': 'params.secrets = [TOKEN: 1]\n',
    },
    'runs',
    '',
    [],
  ],
  [
    'get in a config',
    config("params.token = secrets.get('TOKEN')"),
    'ends',
    'Unknown method invocation `get`',
    fails,
  ],
];

/** Methods of `secrets`, which has those of every object and no more. */
export const methodCases: readonly ClaimCase[] = rows.map(
  ([name, files, with_, prints, found]): ClaimCase => ({
    name: `methods: ${name}`,
    files,
    secrets: ['TOKEN'],
    with: with_,
    without: with_,
    ...(prints !== '' && { prints }),
    found,
  }),
);
