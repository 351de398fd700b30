import { type ClaimCase, process, workflow } from './claimCase.ts';

/** Scripts that read TOKEN: what is done where it is missing decides whether the run goes on. */

type Row = readonly [name: string, script: string, prints?: string];

/** These end without it, and this is a piece of what they print. */
const ending: readonly Row[] = [
  ['elvis with error', workflow("def t = secrets.TOKEN ?: error('set TOKEN')"), 'set TOKEN'],
  ['elvis with exit', workflow("def t = secrets.TOKEN ?: exit(1, 'set TOKEN')"), 'set TOKEN'],
  [
    'elvis with a closure that throws',
    workflow("def t = secrets.TOKEN ?: { throw new Exception('set TOKEN') }()"),
    'set TOKEN',
  ],
  ['or with error', workflow("secrets.TOKEN || error('set TOKEN')"), 'set TOKEN'],
  ['and with error', workflow("!secrets.TOKEN && error('set TOKEN')"), 'set TOKEN'],
  ['if not, error', workflow("if (!secrets.TOKEN) error 'set TOKEN'"), 'set TOKEN'],
  ['if not, on the next line', workflow("if (!secrets.TOKEN)\n  error 'set TOKEN'"), 'set TOKEN'],
  ['if not, exit', workflow("if (!secrets.TOKEN) { exit 1, 'set TOKEN' }"), 'set TOKEN'],
  [
    'if not, throw',
    workflow("if (!secrets.TOKEN) {\n  throw new Exception('set TOKEN')\n}"),
    'set TOKEN',
  ],
  [
    'if not, say and exit',
    workflow("if (!secrets.TOKEN) {\n  println 'set TOKEN'\n  System.exit(1)\n}"),
    'set TOKEN',
  ],
  ['if null, error', workflow("if (secrets.TOKEN == null) { error 'set TOKEN' }"), 'set TOKEN'],
  [
    'if null on the left',
    workflow("if (null == secrets.TOKEN) { error 'set TOKEN' }"),
    'set TOKEN',
  ],
  [
    'if there, else error',
    workflow("if (secrets.TOKEN) {\n  println 'ok'\n} else {\n  error 'set TOKEN'\n}"),
    'set TOKEN',
  ],
  [
    'if one of two is missing',
    workflow("if (!secrets.TOKEN || !params.x) { error 'set TOKEN' }").replace(
      /^/,
      'params.x = 1\n',
    ),
    'set TOKEN',
  ],
  [
    'a choice of which one ends it',
    workflow("def t = secrets.TOKEN ? 'a' : error('set TOKEN')"),
    'set TOKEN',
  ],
  ['assert', workflow('assert secrets.TOKEN'), 'assert secrets.TOKEN'],
  ['assert not null', workflow('assert secrets.TOKEN != null'), 'assert secrets.TOKEN'],
  ['assert with a text', workflow("assert secrets.TOKEN : 'set TOKEN'"), 'set TOKEN'],
  [
    'a guard in a function',
    `def need() {\n  if (!secrets.TOKEN) {\n    error 'set TOKEN'\n  }\n}\n${workflow('need()')}`,
    'set TOKEN',
  ],
  [
    'a guard in a function that is returned',
    `def need() {\n  secrets.TOKEN ?: error('set TOKEN')\n}\n${workflow('println need().size()')}`,
    'set TOKEN',
  ],
  [
    'a function that takes the value and ends',
    `def need(value, name) {\n  if (value == null) error "set $name"\n  return value\n}\n${workflow("def t = need(secrets.TOKEN, 'TOKEN')")}`,
    'set TOKEN',
  ],
  [
    'a function that ends, called by a guard',
    `def fail(text) {\n  error text\n}\n${workflow("if (!secrets.TOKEN) fail('set TOKEN')")}`,
    'set TOKEN',
  ],
  [
    'a variable that is looked at',
    workflow("def t = secrets.TOKEN\nif (!t) {\n  error 'set TOKEN'\n}"),
    'set TOKEN',
  ],
  [
    'a variable of an elvis with null',
    workflow("def t = secrets.TOKEN ?: null\nassert t : 'set TOKEN'"),
    'set TOKEN',
  ],
  ['a method', workflow('def t = secrets.TOKEN.trim()'), 'Cannot invoke method trim() on null'],
  ['a method of a text', workflow('println "n=${secrets.TOKEN.size()}"'), 'size() on null'],
  ['a method of brackets', workflow("def t = (secrets['TOKEN']).size()"), 'size() on null'],
  ['a method of a variable', workflow('def t = secrets.TOKEN\ndef n = t.size()'), 'size() on null'],
  ['a member', workflow('def n = secrets.TOKEN.bytes'), "Cannot get property 'bytes' on null"],
  ['a part', workflow('def c = secrets.TOKEN[0]'), 'getAt() on null'],
  ['a safe call and then another', workflow('secrets.TOKEN?.trim().size()'), 'size() on null'],
  ['arithmetic', workflow("def t = secrets.TOKEN - 'v'"), 'minus() on null'],
  ['a file', workflow('def f = file(secrets.TOKEN)'), 'cannot be null'],
  ['a channel of files', workflow('Channel.fromPath(secrets.TOKEN)'), 'fromPath'],
  ['a number', workflow('def n = Integer.parseInt(secrets.TOKEN)'), 'Cannot parse null'],
  [
    'a closure of an operator',
    workflow('Channel.of(1).map { secrets.TOKEN.size() }.view()'),
    'size() on null',
  ],
  [
    'a method in a task’s script',
    `${process('', 'def n = secrets.TOKEN.size()\n"echo $n"')}${workflow('P()')}`,
    'size() on null',
  ],
  [
    'an argument of a process',
    `process P {\n  input:\n  val x\n  script:\n  'true'\n}\n${workflow('P(secrets.TOKEN)')}`,
    'null',
  ],
  ['a directive', `${process("secret 'TOKEN'")}${workflow('P()')}`, 'Required secret is missing'],
  [
    'a guard before a directive',
    `${process("secret 'TOKEN'")}${workflow("if (!secrets.TOKEN) error 'no TOKEN'\nP()")}`,
    'no TOKEN',
  ],
];

/** These go on without it, which is as the code wants it. */
const optional: readonly Row[] = [
  ['elvis with a default', workflow("println((secrets.TOKEN ?: 'none').size())")],
  ['if there', workflow('if (secrets.TOKEN) { println secrets.TOKEN.size() }')],
  ['if not, a warning', workflow("if (!secrets.TOKEN) log.warn 'no TOKEN'")],
  [
    'if not, return',
    `def f() {\n  if (!secrets.TOKEN) return 0\n  secrets.TOKEN.size()\n}\n${workflow('println f()')}`,
  ],
  ['a choice', workflow('println(secrets.TOKEN ? secrets.TOKEN.size() : 0)')],
  ['and', workflow('println(secrets.TOKEN && secrets.TOKEN.size() > 3)')],
  ['a safe call', workflow('println secrets.TOKEN?.size()')],
  ['safe calls', workflow('println secrets.TOKEN?.trim()?.size()')],
  ['a comparison', workflow("println(secrets.TOKEN == 'x')")],
  ['a truth value', workflow('println(!!secrets.TOKEN)')],
  ['a variable with a default', workflow("def t = secrets.TOKEN ?: 'none'\nprintln t.size()")],
  [
    'a variable that is looked at first',
    workflow('def t = secrets.TOKEN\nif (t) { println t.size() }'),
  ],
  [
    'a directive that may be empty',
    `${process("secret secrets.TOKEN ? 'TOKEN' : ''")}${workflow('P()')}`,
  ],
  ['when', `process P {\n  when:\n  secrets.TOKEN\n\n  script:\n  'true'\n}\n${workflow('P()')}`],
];

/** These go on without it, with null where the code wants a value. */
const nulls: readonly Row[] = [
  ['a text', workflow('println "n${secrets.TOKEN}".size()')],
  ['a sum of texts', workflow("println((secrets.TOKEN + 'x').size())")],
  ['a method that null has', workflow('println secrets.TOKEN.toString().size()')],
  ['a loop', workflow('secrets.TOKEN.each { println it.size() }')],
  ['a safe method of a text', workflow('println String.valueOf(secrets.TOKEN).size()')],
  [
    'a method whose failure is caught',
    workflow("try {\n  println secrets.TOKEN.size()\n} catch (Exception e) {\n  println 'none'\n}"),
  ],
];

/** These end only on some paths. */
const sometimes: readonly Row[] = [
  [
    'a guard on some paths',
    `params.upload = false\n${workflow("if (params.upload && !secrets.TOKEN) error 'set TOKEN'")}`,
  ],
  [
    'a guard in a branch',
    `params.upload = false\n${workflow("if (params.upload) {\n  if (!secrets.TOKEN) error 'set TOKEN'\n}")}`,
  ],
  [
    'a guard that another name satisfies',
    `params.token = 'x'\n${workflow("if (!secrets.TOKEN && !params.token) error 'set TOKEN'")}`,
  ],
  [
    'a method in a branch',
    `params.upload = false\n${workflow('if (params.upload) println secrets.TOKEN.size()')}`,
  ],
];

/** The guard and the directive behind it are two places. */
function places(script: string): number {
  return script.includes("secret 'TOKEN'") && script.includes('secrets.TOKEN') ? 2 : 1;
}

function rows(
  list: readonly Row[],
  without: 'runs' | 'ends',
  severity: 'error' | 'warning' | null,
): readonly ClaimCase[] {
  return list.map(([name, script, prints]) => ({
    name: `guards: ${name}`,
    files: { 'main.nf': script },
    secrets: ['TOKEN'],
    with: 'runs',
    without,
    ...(prints !== undefined && { prints }),
    found: severity === null ? [] : Array(places(script)).fill(`missing-secret ${severity} TOKEN`),
    ...(/integer|a number/i.test(name) && { values: { TOKEN: '12345678' } }),
  }));
}

export const guardCases: readonly ClaimCase[] = [
  ...rows(ending, 'ends', 'error'),
  ...rows(optional, 'runs', null),
  ...rows(nulls, 'runs', 'warning'),
  ...rows(sometimes, 'runs', 'warning'),
];
