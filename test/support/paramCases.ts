import { calls, process, type RunCase } from './runCases.ts';

const one = { 'main.nf': `${process('P')}${calls('P')}` };

/** Launches whose params decide, and configs in scopes: run on Nextflow 23.10.1, 24.10.0 and 25.04.4. */
export const paramCases: readonly RunCase[] = [
  ...[
    { words: ['-params-file', 'p.yml'], 'p.yml': 'site: other\n' },
    { words: ['--site', 'other'] },
  ].map(({ words, ...more }): RunCase => ({
    what: `a config by a param that ${words[0] ?? ''} gives`,
    asked: true,
    words,
    files: {
      ...one,
      ...more,
      'nextflow.config':
        'includeConfig "conf/site.config"\nincludeConfig "conf/${params.site}.config"\n',
      'conf/site.config': "params { site = 'lab' }\n",
      'conf/lab.config': "process.secret = ['ONE']\n",
      'conf/other.config': "process.secret = ['TWO']\n",
    },
    tasks: { P: ['TWO'] },
  })),
  {
    what: 'a condition of a config by a param that no config sets, in a profile',
    asked: true,
    words: ['--level', '5', '-profile', 'x'],
    files: {
      ...one,
      'nextflow.config':
        "profiles { x { params.other = 1 } }\nif (params.level > 3) { process.secret = ['TWO'] } else { process.secret = ['ONE'] }\n",
    },
    tasks: { P: ['TWO'] },
  },
  {
    what: 'secrets by params of a config and of the command line',
    words: ['--key', 'TWO'],
    files: {
      'main.nf': `${process('P', 'secret params.key')}${process('Q', 'secret "${params.start}EE"')}${calls('P', 'Q')}`,
      'nextflow.config': "params.key = 'ONE'\nparams.start = 'THR'\n",
    },
    tasks: { P: ['TWO'], Q: ['THREE'] },
  },
  {
    what: 'a config that is included in a scope, and in one of a profile',
    words: ['-profile', 'x'],
    files: {
      'main.nf': `${process('P')}${process('Q')}${calls('P', 'Q')}`,
      'nextflow.config':
        "process { includeConfig 'conf/p.config' }\nprofiles { x { process { withName: Q { includeConfig 'conf/q.config' } } } }\n",
      'conf/p.config': "secret = ['ONE']\n",
      'conf/q.config': "secret = ['TWO']\n",
    },
    tasks: { P: ['ONE'], Q: ['TWO'] },
  },
];
