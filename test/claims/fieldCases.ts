import { type ClaimCase, process, workflow } from './claimCase.ts';

/** Small pipelines from what people report and write. */

const fetch = process("secret 'LINKED_TOKEN'", '"""\necho "len=\\${#LINKED_TOKEN}"\n"""', 'FETCH');
const unset = '\'echo "tok=[${MY_TOKEN-unset}]"\'';

export const fieldCases: readonly ClaimCase[] = [
  {
    name: 'template',
    files: {
      'main.nf':
        "process P {\n  debug true\n  input:\n  val x\n  script:\n  template 'run.sh'\n}\nworkflow { P('a') }\n",
      'templates/run.sh': '#!/bin/bash\necho "tpl x=${x} tok=${secrets.TPL_TOKEN}"\n',
    },
    secrets: ['TPL_TOKEN'],
    with: 'runs',
    without: 'runs',
    leaks: ['.command.sh', 'output'],
    found: [],
    ofRun: 'a template is read by the process that names it',
  },
  {
    name: 'config-other-suffix',
    files: {
      'main.nf': `${process('', '\'echo "tok=[${SITE_TOKEN:+set}]"\'')}${workflow('P(); println "site=${params.site.size()}"')}`,
      'nextflow.config': "includeConfig 'conf/site.conf'\n",
      'conf/site.conf': "process.secret = ['SITE_TOKEN']\nparams.site = secrets.SITE_NAME\n",
    },
    secrets: ['SITE_TOKEN', 'SITE_NAME'],
    with: 'runs',
    without: 'ends',
    found: [],
    ofRun: 'the config that includes a file says what it is',
  },
  {
    name: 'linked-modules',
    files: {
      'main.nf': `include { FETCH } from './modules/fetch'\n${workflow('FETCH()')}`,
      'modules/fetch.nf': fetch,
    },
    secrets: ['LINKED_TOKEN'],
    with: 'runs',
    without: 'ends',
    prints: 'Required secret is missing',
    found: ['missing-secret error LINKED_TOKEN'],
  },
  {
    name: 'include-outside-folder',
    files: {
      'main.nf': `include { FETCH } from './pipelines/../shared/fetch'\n${workflow('FETCH()')}`,
      'shared/fetch.nf': fetch,
      'pipelines/none.txt': '',
    },
    secrets: ['LINKED_TOKEN'],
    with: 'runs',
    without: 'ends',
    prints: 'Required secret is missing',
    found: ['missing-secret error LINKED_TOKEN'],
  },
  {
    name: 'two-pipelines',
    files: {
      'main.nf': workflow("println 'hi'"),
      'b/main.nf': `${process("secret 'B_SIDE_TOKEN'", "'true'", 'Q')}${workflow('Q()')}`,
    },
    secrets: ['B_SIDE_TOKEN'],
    with: 'runs',
    without: 'runs',
    found: [],
    ofRun: 'which of the scripts a run reads, its entry says',
  },
  ...['', "; fields = 'task_id,name,script'"].map((more): ClaimCase => ({
    name: more === '' ? 'trace-file' : 'trace-fields',
    files: {
      'main.nf': `${process("secret 'MY_TOKEN'", '"""\necho \\${#MY_TOKEN}\n"""')}${workflow('P()')}`,
      'nextflow.config': `trace { enabled = true; file = 'results/execution_trace.txt'${more} }\n`,
    },
    secrets: ['MY_TOKEN'],
    with: 'runs',
    without: 'ends',
    found: ['missing-secret error MY_TOKEN'],
  })),
  {
    name: 'method-on-missing',
    files: {
      'main.nf': workflow('def host = secrets.WEBHOOK_URL.trim()\nprintln "host=${host.size()}"'),
    },
    secrets: ['WEBHOOK_URL'],
    with: 'runs',
    without: 'ends',
    prints: 'Cannot invoke method trim() on null object',
    found: ['missing-secret error WEBHOOK_URL'],
  },
  {
    name: 'include-config-by-secret',
    files: {
      'main.nf': workflow("println 'ran'"),
      'nextflow.config': 'includeConfig secrets.SITE_CONFIG\n',
      'site.config': 'params.x = 1\n',
    },
    secrets: ['SITE_CONFIG'],
    values: { SITE_CONFIG: 'site.config' },
    with: 'runs',
    without: 'ends',
    prints: 'includeConfig argument cannot be empty',
    found: ['missing-secret error SITE_CONFIG', 'empty-at-first warning SITE_CONFIG'],
  },
  {
    name: 'fail-early-guard',
    files: {
      'main.nf': `def tokenOrDie() {\n  secrets.PORTAL_TOKEN ?: error("set PORTAL_TOKEN first")\n}\nprocess UP {\n  debug true\n  secret 'PORTAL_TOKEN'\n  shell:\n  '''\n  echo "len=\${#PORTAL_TOKEN}"\n  '''\n}\nworkflow {\n  if( !secrets.PORTAL_TOKEN ) error "no PORTAL_TOKEN"\n  UP()\n}\n`,
    },
    secrets: ['PORTAL_TOKEN'],
    with: 'runs',
    without: 'ends',
    prints: 'no PORTAL_TOKEN',
    // Nobody calls its function.
    found: [
      ...Array<string>(2).fill('missing-secret error PORTAL_TOKEN'),
      'missing-secret warning PORTAL_TOKEN',
    ],
  },
  {
    name: 'guard-by-elvis-error',
    files: {
      'main.nf': workflow(
        'def t = secrets.AA_TOKEN ?: error(\'set AA_TOKEN first\')\nprintln "t=$t"',
      ),
    },
    secrets: ['AA_TOKEN'],
    with: 'runs',
    without: 'ends',
    prints: 'set AA_TOKEN first',
    leaks: ['output'],
    found: ['missing-secret error AA_TOKEN', 'value-in-output warning AA_TOKEN'],
  },
  {
    name: 'config-string-not-list',
    files: {
      'main.nf': `${process('', unset)}${workflow('P()')}`,
      'nextflow.config': "process.secret = 'MY_TOKEN'\n",
    },
    secrets: ['MY_TOKEN'],
    with: 'ends',
    without: 'ends',
    prints: "Cannot cast object 'MY_TOKEN'",
    found: ['missing-secret error MY_TOKEN', 'not-a-list error MY_TOKEN'],
  },
  {
    name: 'optional-list-form',
    files: {
      'main.nf': `${process("secret secrets.MY_TOKEN ? ['MY_TOKEN'] : []")}${workflow('P()')}`,
    },
    secrets: ['MY_TOKEN'],
    with: 'runs',
    without: 'ends',
    prints: 'wrong number of arguments',
    found: ['missing-secret error MY_TOKEN'],
  },
  {
    name: 'selector-replaces',
    files: {
      'main.nf': `${process("label 'net'\nsecret 'OLD_TOKEN'", "'true'")}${workflow('P()')}`,
      'nextflow.config': "process {\n  withLabel: 'net' { secret = ['NEW_TOKEN'] }\n}\n",
    },
    secrets: ['NEW_TOKEN'],
    with: 'runs',
    without: 'ends',
    prints: "Required secret is missing: 'NEW_TOKEN'",
    found: ['missing-secret error NEW_TOKEN'],
    ofRun: 'what replaces a process’s own directive, the configs of a run say',
  },
  {
    name: 'by-way-of-a-variable',
    files: {
      'main.nf': `${process('', 'def key = secrets.DB_KEY\n"""\n: "key=${key}"\n"""')}${workflow('P()')}`,
    },
    secrets: ['DB_KEY'],
    with: 'runs',
    without: 'runs',
    leaks: ['.command.sh'],
    found: ['missing-secret warning DB_KEY', 'value-in-script warning DB_KEY'],
  },
  {
    name: 'leak-with-stub',
    files: {
      'main.nf': `process ALIGN {\n  tag "s1"\n  output: path 'x'\n  script:\n  def lic = secrets.LIC_B64\n      ? "export LIC=\\$(mktemp);echo -e \\"\${secrets.LIC_B64}\\" > \\$LIC; "\n      : ""\n  """\n  \${lic}\n  echo done > x\n  """\n  stub:\n  """\n  touch x\n  """\n}\n${workflow('ALIGN()')}`,
    },
    secrets: ['LIC_B64'],
    with: 'runs',
    without: 'runs',
    leaks: ['.command.sh'],
    found: ['value-in-script warning LIC_B64'],
  },
  {
    name: 'method-in-unselected-profile',
    files: {
      'main.nf': workflow("println 'ran'"),
      'nextflow.config':
        'profiles {\n  test { params.x = 1 }\n  aws { aws { accessKey = secrets.AK_ID.trim() ; secretKey = secrets.AK_SECRET } }\n}\n',
    },
    secrets: ['AK_ID', 'AK_SECRET'],
    with: 'runs',
    without: 'runs',
    found: ['missing-secret warning AK_ID', 'missing-secret warning AK_SECRET'],
  },
  {
    name: 'mistyped-directive',
    files: { 'main.nf': `${process("secrets 'MY_TOKEN'", unset)}${workflow('P()')}` },
    secrets: ['MY_TOKEN'],
    with: 'ends',
    without: 'ends',
    prints: 'Unknown process directive',
    found: ['misspelt-directive error MY_TOKEN'],
  },
  {
    name: 'mistyped-in-selector',
    files: {
      'main.nf': `${process('', unset)}${workflow('P()')}`,
      'nextflow.config': "process {\n  withName: 'P' {\n    secrets = ['MY_TOKEN']\n  }\n}\n",
    },
    secrets: ['MY_TOKEN'],
    with: 'runs',
    without: 'runs',
    found: ['misspelt-directive warning MY_TOKEN'],
  },
];
