/** A pipeline and a launch of it, and the secrets that its tasks have on real Nextflow. */
export interface RunCase {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** Where it is launched from, below the folder of the case; absent for that folder. */
  readonly from?: string;
  /** Its entry script, if not the `main.nf` there. */
  readonly script?: string;
  readonly words?: readonly string[];
  /** Those of each task, by its path. */
  readonly tasks: Readonly<Record<string, readonly string[]>>;
  /** Its files do not tell; Nextflow is asked. */
  readonly asked?: true;
}

/** Every name that a case may have. */
export const runSecrets = ['ONE', 'TWO', 'THREE', 'FOUR'] as const;

/** A process that prints which of the secrets its task has. */
export function process(name: string, directives = ''): string {
  const read = runSecrets.map(secret => `\\\${${secret}:+${secret}}`).join(' ');
  return `process ${name} {
  debug true
  ${directives}
  script:
  """
  echo "task \${task.process} has ${read}"
  """
}
`;
}

/** An entry workflow that calls these. */
export const calls = (...names: readonly string[]): string =>
  `workflow {\n${names.map(name => `  ${name}()\n`).join('')}}\n`;

const one = { 'main.nf': `${process('P')}${calls('P')}` };

/** Where a project and the folder that it is launched from are two. */
function apart(config: string): Pick<RunCase, 'files' | 'from' | 'script'> {
  return {
    from: 'here',
    script: 'project/main.nf',
    files: {
      'project/main.nf': one['main.nf'],
      'project/nextflow.config': config,
      'project/conf/a.config': "process.secret = ['ONE']\n",
      'here/conf/a.config': "process.secret = ['TWO']\n",
    },
  };
}

/** Each was run on Nextflow 24.10.0 and 25.04.4 (`test/real/runCases.test.ts`). */
export const runCases: readonly RunCase[] = [
  {
    what: 'a config of the launch folder that the project includes',
    ...apart('includeConfig "${launchDir}/conf/a.config"\n'),
    tasks: { P: ['TWO'] },
  },
  {
    what: 'the same without braces',
    ...apart('includeConfig "$launchDir/conf/a.config"\n'),
    tasks: { P: ['TWO'] },
  },
  {
    what: 'a config of the project',
    ...apart('includeConfig "${projectDir}/conf/a.config"\n'),
    tasks: { P: ['ONE'] },
  },
  {
    what: 'a config of the project by its old name',
    ...apart('includeConfig "$baseDir/conf/a.config"\n'),
    tasks: { P: ['ONE'] },
  },
  {
    what: 'configs of the project and of the launch folder',
    from: 'here',
    script: 'project/main.nf',
    files: {
      'project/main.nf': `${process('P')}${process('Q')}${calls('P', 'Q')}`,
      'project/nextflow.config':
        "process.secret = ['ONE']\nprocess { withName: 'Q' { secret = ['THREE'] } }\n",
      'here/nextflow.config': "process.secret = ['TWO']\n",
    },
    tasks: { P: ['TWO'], Q: ['THREE'] },
  },
  {
    what: 'processes of one name in two modules, of which a selector names one',
    files: {
      'main.nf': `include { A } from './a'\ninclude { B } from './b'\n${calls('A', 'B')}`,
      'a.nf': `${process('STEP', "secret 'ONE'")}workflow A {\n  STEP()\n}\n`,
      'b.nf': `${process('STEP', "secret 'TWO'")}workflow B {\n  STEP()\n}\n`,
      'nextflow.config': "process { withName: 'A:STEP' { secret = ['THREE'] } }\n",
    },
    tasks: { 'A:STEP': ['THREE'], 'B:STEP': ['TWO'] },
  },
  {
    what: 'three levels of aliases, of which a selector names one path',
    files: {
      'main.nf': `include { TOP as T } from './sub/one'\n${calls('T')}`,
      'sub/one.nf':
        "include { MID as M; MID as N } from './two/two'\nworkflow TOP {\n  M()\n  N()\n}\n",
      'sub/two/two.nf': "include { LEAF as L } from '../../leaf'\nworkflow MID {\n  L()\n}\n",
      'leaf.nf': `${process('LEAF', "secret 'ONE'")}${process('OTHER', "secret 'FOUR'")}`,
      'nextflow.config': "process { withName: 'T:N:L' { secret = ['TWO'] } }\n",
    },
    tasks: { 'T:M:L': ['ONE'], 'T:N:L': ['TWO'] },
  },
  {
    what: 'a subworkflow in a folder, with tests and a config beside it',
    files: {
      'main.nf': `include { SUB } from './subworkflows/sub'\n${calls('SUB')}`,
      'subworkflows/sub/main.nf':
        "include { P } from '../../modules/p/main'\nworkflow SUB {\n  P()\n}\n",
      'subworkflows/sub/main.nf.test':
        'nextflow_workflow { script "../main.nf"\n test("x") { when { workflow { """ input[0] = secrets.FOUR """ } } } }\n',
      'subworkflows/sub/nextflow.config': "process.secret = ['THREE']\n",
      'modules/p/main.nf': process('P', "secret 'ONE'"),
    },
    tasks: { 'SUB:P': ['ONE'] },
  },
  {
    what: 'selectors by the path of workflows',
    files: {
      'main.nf': `include { WF } from './wf'\n${calls('WF')}`,
      'wf.nf':
        "include { P } from './p'\ninclude { P as Q } from './p'\nworkflow SUB {\n  P()\n}\nworkflow WF {\n  SUB()\n  Q()\n}\n",
      'p.nf': process('P'),
      'nextflow.config':
        "process { withName: 'WF:SUB:P' { secret = ['ONE'] }\n withName: '.*:Q' { secret = ['THREE'] }\n withName: 'SUB:P' { secret = ['TWO'] } }\n",
    },
    tasks: { 'WF:SUB:P': ['ONE'], 'WF:Q': ['THREE'] },
  },
  {
    what: 'selectors of alternatives, and of all others',
    files: {
      'main.nf': `${['P', 'Q', 'R'].map(name => process(name)).join('')}${calls('P', 'Q', 'R')}`,
      'nextflow.config':
        "process { withName: 'P|Q' { secret = ['ONE'] }\n withName: '!(P|Q)' { secret = ['TWO'] } }\n",
    },
    tasks: { P: ['ONE'], Q: ['ONE'], R: ['TWO'] },
  },
  {
    what: 'selectors of classes and counts, which match whole names',
    files: {
      'main.nf': `${['S_1', 'S_22', 'S_333'].map(name => process(name)).join('')}${calls('S_1', 'S_22', 'S_333')}`,
      'nextflow.config':
        "process { withName: 'S_[0-9]' { secret = ['ONE'] }\n withName: 'S_\\\\d{2}' { secret = ['TWO'] } }\n",
    },
    tasks: { S_1: ['ONE'], S_22: ['TWO'], S_333: [] },
  },
  {
    what: 'selectors of labels, one that is negated, and of alternatives',
    files: {
      'main.nf': `${process('P', "label 'net'")}${process('Q', "label 'cpu'")}${process('R')}${calls('P', 'Q', 'R')}`,
      'nextflow.config':
        "process { withLabel: '!net' { secret = ['ONE'] }\n withLabel: 'net|disk' { secret = ['TWO'] } }\n",
    },
    tasks: { P: ['TWO'], Q: ['ONE'], R: ['ONE'] },
  },
  {
    what: 'a name before labels, and the last of labels',
    files: {
      'main.nf': `${process('P', "label 'net'\n  label 'big'")}${process('Q', "label 'big'\n  label 'net'")}${calls('P', 'Q')}`,
      'nextflow.config':
        "process { withName: 'P' { secret = ['ONE'] }\n withLabel: 'big' { secret = ['TWO'] }\n withName: '.*' { cpus = 1 }\n withLabel: 'net' { secret = ['FOUR'] } }\n",
    },
    tasks: { P: ['ONE'], Q: ['FOUR'] },
  },
  {
    what: 'the last of two selectors of names',
    files: {
      'main.nf': `${process('P')}${process('Q')}${calls('P', 'Q')}`,
      'nextflow.config':
        "process { withName: 'P' { secret = ['ONE'] }\n withName: '.*' { secret = ['TWO'] }\n withName: 'Q' { secret = ['THREE'] } }\n",
    },
    tasks: { P: ['TWO'], Q: ['THREE'] },
  },
  {
    what: 'configs of -c, the last of them',
    words: ['-c', 'x.config', '-c', 'y.config'],
    files: {
      ...one,
      'nextflow.config': "process.secret = ['ONE']\n",
      'x.config': "process.secret = ['TWO']\n",
      'y.config': "process.secret = ['THREE']\n",
    },
    tasks: { P: ['THREE'] },
  },
  {
    what: 'a profile that gives other secrets',
    words: ['-profile', 'cloud'],
    files: {
      ...one,
      'nextflow.config':
        "process.secret = ['ONE']\nprofiles { cloud { process.secret = ['TWO'] }\n other { process.secret = ['THREE'] } }\n",
    },
    tasks: { P: ['TWO'] },
  },
  {
    what: 'an entry script in a folder of the project, with a config of its own',
    script: 'workflows/go.nf',
    files: {
      'workflows/go.nf': `include { P } from '../modules/p'\n${calls('P')}`,
      'workflows/nextflow.config': "process { withName: 'P' { secret = ['TWO'] } }\n",
      'modules/p.nf': process('P', "secret 'ONE'"),
      'nextflow.config': "manifest.mainScript = 'workflows/go.nf'\n",
    },
    tasks: { P: ['TWO'] },
  },
  {
    what: 'blanks and quotes in the paths of folders and files',
    from: `my "pipe" it's`,
    files: {
      [`my "pipe" it's/main.nf`]: `include { P } from './a b/p'\n${calls('P')}`,
      [`my "pipe" it's/a b/p.nf`]: process('P'),
      [`my "pipe" it's/nextflow.config`]: "includeConfig 'co nf/x y.config'\n",
      [`my "pipe" it's/co nf/x y.config`]: "process.secret = ['ONE']\n",
    },
    tasks: { P: ['ONE'] },
  },
  {
    what: 'characters that addresses give a meaning',
    from: 'prøve #1 100%',
    files: {
      'prøve #1 100%/main.nf': `include { P } from './a#b/p'\n${calls('P')}`,
      'prøve #1 100%/a#b/p.nf': process('P', "secret 'ONE'"),
      'prøve #1 100%/nextflow.config': "includeConfig 'c%20o/x?y.config'\n",
      'prøve #1 100%/c%20o/x?y.config': "process { withName: P { secret = ['TWO'] } }\n",
    },
    tasks: { P: ['TWO'] },
  },
  {
    what: 'an alias that nothing calls',
    files: {
      'main.nf': `include { P as USED; Q as UNUSED } from './m'\n${calls('USED')}`,
      'm.nf': `${process('P', "secret 'ONE'")}${process('Q', "secret 'TWO'")}`,
    },
    tasks: { USED: ['ONE'] },
  },
  {
    what: 'a config by a computed name',
    asked: true,
    files: {
      ...one,
      'nextflow.config': 'params.site = \'lab\'\nincludeConfig "conf/${params.site}.config"\n',
      'conf/lab.config': "process.secret = ['ONE']\n",
      'conf/other.config': "process.secret = ['TWO']\n",
    },
    tasks: { P: ['ONE'] },
  },
  {
    what: 'a list that is put together',
    asked: true,
    files: {
      ...one,
      'nextflow.config':
        "params.base = ['ONE']\nprocess { withName: 'P' { secret = params.base + ['TWO'] } }\n",
    },
    tasks: { P: ['ONE', 'TWO'] },
  },
  {
    what: 'names in a param',
    asked: true,
    files: {
      ...one,
      'nextflow.config': "params.names = ['ONE', 'TWO']\nprocess.secret = params.names\n",
    },
    tasks: { P: ['ONE', 'TWO'] },
  },
];
