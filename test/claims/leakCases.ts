import { type ClaimCase, type LeakPlace, process, workflow } from './claimCase.ts';

/** Scripts that read TOKEN: where its value stands after a run. */

type Row = readonly [
  name: string,
  script: string,
  leaks: readonly LeakPlace[],
  codes: readonly string[],
];

const sh = ['.command.sh'] as const;
const run = ['.command.run'] as const;
const out = ['output'] as const;
const file = ['file'] as const;
const inScript = ['value-in-script'];
const inWrapper = ['value-in-wrapper'];
const inOutput = ['value-in-output'];
const inFile = ['value-in-file'];

/** A process P with this as its script section, and a workflow that calls it. */
const task = (section: string): string => `${process('', section)}${workflow('P()')}`;
const directive = (text: string): string => `${process(text)}${workflow('P()')}`;
const input = (argument: string): string =>
  `process P {\n  input:\n  val x\n  script:\n  ": \${x}"\n}\n${workflow(`P(${argument})`)}`;

const rows: readonly Row[] = [
  ['a script', task('": ${secrets.TOKEN}"'), sh, inScript],
  ['a variable', task('def t = secrets.TOKEN\n": ${t}"'), sh, inScript],
  ['a variable without def', task('t = secrets.TOKEN\n": $t"'), sh, inScript],
  [
    'a variable of a variable',
    task('def t = secrets.TOKEN\ndef u = "-k $t"\n": ${u}"'),
    sh,
    inScript,
  ],
  ['a variable that grows', task('def u = \'-x \'\nu += secrets.TOKEN\n": ${u}"'), sh, inScript],
  [
    'a choice',
    task('def u = secrets.TOKEN ? "-k ${secrets.TOKEN}" : \'\'\n": ${u}"'),
    sh,
    inScript,
  ],
  ['a default', task('def u = secrets.TOKEN ?: \'none\'\n": ${u}"'), sh, inScript],
  ['a method of it', task('def u = secrets.TOKEN?.trim()\n": ${u}"'), sh, inScript],
  [
    'a list that is joined',
    task("def u = ['-k', secrets.TOKEN]\n\": ${u.join(' ')}\""),
    sh,
    inScript,
  ],
  ['a map', task('def m = [k: secrets.TOKEN]\n": ${m.k}"'), sh, inScript],
  ['a sum of texts', task('": " + secrets.TOKEN'), sh, inScript],
  ['a function', `def key() {\n  return secrets.TOKEN\n}\n${task('": ${key()}"')}`, sh, inScript],
  [
    'a function that ends in it',
    `def key() {\n  def k = secrets.TOKEN\n  "-k $k"\n}\n${task('": ${key()}"')}`,
    sh,
    inScript,
  ],
  [
    'a function that passes it on',
    `def flag(v) {\n  "-k $v"\n}\n${task('": ${flag(secrets.TOKEN)}"')}`,
    sh,
    inScript,
  ],
  ['a parameter', `params.t = secrets.TOKEN\n${task('": ${params.t}"')}`, sh, inScript],
  ['an input', input('secrets.TOKEN'), sh, inScript],
  ['an input of a channel', input('Channel.of(secrets.TOKEN ?: 0)'), sh, inScript],
  [
    'a shell block',
    `process P {\n  shell:\n  t = secrets.TOKEN\n  ': !{t}'\n}\n${workflow('P()')}`,
    sh,
    inScript,
  ],
  [
    'ext.args',
    `${process('ext args: "-k ${secrets.TOKEN}"', '": ${task.ext.args}"')}${workflow('P()')}`,
    sh,
    inScript,
  ],
  ['beforeScript', directive('beforeScript "export K=${secrets.TOKEN}"'), run, inWrapper],
  ['afterScript', directive('afterScript ": ${secrets.TOKEN}"'), run, inWrapper],
  ['containerOptions', directive('containerOptions "-e K=${secrets.TOKEN}"'), [], inWrapper],
  [
    'a variable for the task',
    `process P {\n  input:\n  env K\n  script:\n  'true'\n}\n${workflow('P(secrets.TOKEN ?: 0)')}`,
    run,
    inWrapper,
  ],
  [
    'tag',
    directive('tag "${secrets.TOKEN}"'),
    ['output', '.command.run'],
    [...inOutput, ...inWrapper],
  ],
  [
    'publishDir',
    `process P {\n  publishDir "out/\${secrets.TOKEN}"\n  output:\n  path 'x'\n  script:\n  'touch x'\n}\n${workflow('P()')}`,
    file,
    inFile,
  ],
  ['println', workflow('println secrets.TOKEN'), out, inOutput],
  ['println of a text', workflow('println "key: ${secrets.TOKEN}"'), out, inOutput],
  ['print', workflow("print(secrets.TOKEN + '\\n')"), out, inOutput],
  ['log', workflow('log.info "key ${secrets.TOKEN}"'), out, inOutput],
  ['println of a variable', workflow('def t = secrets.TOKEN\nprintln t'), out, inOutput],
  ['view', workflow("Channel.of(secrets.TOKEN ?: 'none').view()"), out, inOutput],
  ['view of a map', workflow('Channel.of(1).map { "k=${secrets.TOKEN}" }.view()'), out, inOutput],
  ['error', workflow('if (secrets.TOKEN) log.error "bad ${secrets.TOKEN}"'), out, inOutput],
  ['a file’s text', workflow('file("x.txt").text = "k=${secrets.TOKEN}"'), file, inFile],
  [
    'a variable’s file',
    workflow('def f = file(\'x.txt\')\nf.write("k=${secrets.TOKEN}")'),
    file,
    inFile,
  ],
  ['appended to a file', workflow('file("x.txt") << "k=${secrets.TOKEN}"'), file, inFile],
  [
    'collectFile',
    workflow("Channel.of(secrets.TOKEN ?: 'none').collectFile(name: 'x.txt', storeDir: '.')"),
    file,
    inFile,
  ],
  // What tells nothing of the value.
  ['its length', task('def n = secrets.TOKEN?.size()\n": ${n}"'), [], []],
  ['its length printed', workflow('println "n=${secrets.TOKEN?.length()}"'), [], []],
  ['a check', task("def f = secrets.TOKEN ? '-k' : ''\n\": ${f}\""), [], []],
  ['a truth value', workflow('println "set: ${!!secrets.TOKEN}"'), [], []],
  ['a comparison', workflow("println(secrets.TOKEN == 'x')"), [], []],
  ['a comparison with null', workflow('println "set: ${secrets.TOKEN != null}"'), [], []],
  ['a prefix’s check', workflow('println "${secrets.TOKEN?.startsWith(\'v\')}"'), [], []],
  ['an emptiness', workflow('def e = secrets.TOKEN?.isEmpty()\nprintln e'), [], []],
  ['a match', workflow('println(secrets.TOKEN ==~ /x.*/)'), [], []],
  ['a variable that is overwritten', task('def t = secrets.TOKEN\nt = \'x\'\n": ${t}"'), [], []],
  [
    'a variable of another process',
    `${process('', "def t = secrets.TOKEN\n'true'", 'A')}${process('', 'def t = \'x\'\n": ${t}"', 'B')}${workflow('A()\nB()')}`,
    [],
    [],
  ],
  [
    'a parameter of that name',
    `def f(t) {\n  println t\n}\n${workflow("def t = secrets.TOKEN\nf('x')")}`,
    [],
    [],
  ],
  [
    'the environment’s variable',
    `${process("secret 'TOKEN'", '": \\${#TOKEN}"')}${workflow('P()')}`,
    [],
    [],
  ],
  ['a hash', workflow('println secrets.TOKEN?.md5()'), [], []],
];

/** What becomes of the run without it, where that is not that it goes on with null. */
const asked =
  /default|choice|method of it|length|check|truth|comparison|emptiness|an input of a channel|for the task|^view$|^error$|collectFile|a hash|match/;

export const leakCases: readonly ClaimCase[] = rows.map(([name, script, leaks, codes]) => ({
  name: `leaks: ${name}`,
  files: { 'main.nf': script },
  secrets: ['TOKEN'],
  with: 'runs',
  without: /^an input$|environment’s/.test(name) ? 'ends' : 'runs',
  leaks,
  found: [
    ...(asked.test(name)
      ? []
      : [
          /^an input$|environment’s/.test(name)
            ? 'missing-secret error TOKEN'
            : 'missing-secret warning TOKEN',
        ]),
    ...codes.map(code => `${code} warning TOKEN`),
  ],
}));
